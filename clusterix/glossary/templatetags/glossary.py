from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from clusterix.glossary.linking import Linking
from clusterix.publishing.prose import safe

register = template.Library()


@register.simple_tag(takes_context=True)
def prose_with_terms(context: Any, text: str) -> SafeString:
    """Return prose as HTML, cleaned once more, with the terms linked that the page has not linked yet."""
    linking: Linking | None = context.get("glossary")
    return mark_safe(linking.prose(text) if linking else safe(text))  # noqa: S308 - cleaned by both


@register.simple_tag(takes_context=True)
def words_with_terms(context: Any, text: str) -> SafeString:
    """Return plain words with the terms linked that the page has not linked yet."""
    linking: Linking | None = context.get("glossary")
    return mark_safe(linking.plain(text)) if linking else conditional_escape(text)  # noqa: S308 - escaped
