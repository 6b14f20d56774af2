from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import mark_safe

register = template.Library()


class SaidTwice(template.Node):
    """Keep what is written inside under a name, so that a block can be shown in several places."""

    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist, self.name = nodelist, name

    def render(self, context: Any) -> str:
        # Escaped already, by what is written inside.
        context[self.name] = mark_safe(self.nodelist.render(context).strip())  # noqa: S308
        return ""


@register.tag
def said(parser: Parser, token: Token) -> SaidTwice:
    """Take `{% said title %}…{% endsaid %}`, and show it with `{{ title }}`."""
    name = token.split_contents()[1]
    nodelist = parser.parse(("endsaid",))
    parser.delete_first_token()
    return SaidTwice(nodelist, name)
