from collections.abc import Iterable, Iterator
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from clusterix.browse.panels import Option

register = template.Library()


@register.simple_tag
def options(name: str, offered: Iterable[Option]) -> SafeString:
    """Return the values of a facet as list items.

    In Python, because a page may have seven hundred of them: a template would take most of the page's time.
    """
    return mark_safe("\n".join(_items(name, offered)))  # noqa: S308 - every text in it is escaped


def _items(name: str, offered: Iterable[Option]) -> Iterator[str]:
    for option in offered:
        value, label = escape(option.value), escape(option.label)
        dimmed = "" if option.count else ' class="none"'
        checked = " checked" if option.chosen else ""
        place = "-".join(value.split())  # an id holds no space, which a value that is no slug may
        box = f'id="f-{name}-{place}" type="checkbox" name="{name}" value="{value}"{checked}'
        # After the number, so that the name holds what is seen: people say it to their computer.
        results = escape(ngettext("result", "results", option.count))
        count = f'{option.count} <span class="visually-hidden">{results}</span>'
        yield (
            f'<li><label{dimmed}><input {box}> <span class="option">{label}</span>'
            f' <span class="count">{count}</span></label></li>'
        )
