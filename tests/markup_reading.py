"""Which markup a page has, beyond its words."""

from html.parser import HTMLParser
from typing import Any

# What prose may hold.
ALLOWED = {
    *((tag, "") for tag in ("p", "ul", "ol", "li", "blockquote", "strong", "em", "a", "br")),
    *(("a", name) for name in ("href", "rel", "href https", "href http", "href mailto")),
}


class Markup(HTMLParser):
    """Which elements with which attributes pages have, and where their links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {(tag, ""), *((tag, name) for name, _value in attrs)}
        if tag == "script" and "src" not in dict(attrs):
            self.found.add((tag, f"inline {dict(attrs).get('type')}"))
        for name, value in attrs:
            scheme, colon, _rest = (value or "").strip().partition(":")
            if colon and name in ("href", "src", "action", "formaction", "srcset", "data"):
                self.found.add((tag, f"{name} {scheme.lower()}"))


def markup(client: Any, pages: list[str], statuses: tuple[int, ...] = (200,)) -> set[tuple[str, str]]:
    reader = Markup()
    for page in pages:
        response = client.get(page)
        assert response.status_code in statuses, page
        if response.headers["Content-Type"].startswith("text/html"):
            reader.feed(response.content.decode())
    return reader.found
