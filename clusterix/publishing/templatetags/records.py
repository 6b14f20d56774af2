from django import template
from django.db.models.fields.files import ImageFieldFile
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from clusterix.publishing.prose import safe, to_plain
from clusterix.publishing.records import public
from clusterix.publishing.web import web

register = template.Library()
register.filter(public)  # {% with partner=practice.partner|public %}
register.filter(web)  # <a href="{{ source.url|web }}">
register.filter("words", to_plain)  # of prose, for a sentence in one line


@register.filter
def prose(text: str) -> SafeString:
    """Return prose as HTML, cleaned once more: whoever wrote it past the field gets nothing executed."""
    return mark_safe(safe(text))  # noqa: S308


@register.filter
def dimensions(picture: ImageFieldFile) -> str:
    """Return the attributes `width` and `height` in pixels; nothing where the file is lost."""
    try:
        return format_html('width="{}" height="{}"', picture.width, picture.height)
    except OSError:
        return ""
