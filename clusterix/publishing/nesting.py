"""Texts with very many tags, made shallow: the time of cleaning grows with the square of the depth."""

import re
from collections import Counter
from collections.abc import Iterator

MOST_TAGS = 1_000  # up to which no depth costs much; the longest practice has some 300
DEEPEST = 50  # elements in one another, in a text of more tags

LEFT_OUT = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[!?][^>]*+>?", re.DOTALL | re.IGNORECASE
)
TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)((?:[^\s\"'/>=]=\s*+(?:\"[^\"]*+\"?|'[^']*+'?)|[^>])*+)>?")
HREF = re.compile(r"(?<![^\s\"'/])href\s*=\s*(?:\"([^\"]*)|'([^']*)|([^\s>\"']+))", re.IGNORECASE)
INLINE = {"strong", "em", "a", "b", "i"}
LISTS = ("ul", "ol", "blockquote")  # within which items are items of their own


def shallow(html: str, allowed: set[str]) -> str:
    """Return a text of many tags with the allowed ones alone, each ended, none too deep; all words stay.

    A text of fewer tags stays as it is. The time grows with the text's length, not with its square.
    """
    if html.count("<") <= MOST_TAGS:
        return html
    return "".join(_written(LEFT_OUT.sub("", html), _Nesting(allowed)))


def _written(html: str, nesting: "_Nesting") -> Iterator[str]:
    end = 0
    for found in TAG.finditer(html):
        yield html[end : found.start()].replace("<", "&lt;")
        slash, name, attributes = found.groups()
        yield nesting.end(name.lower()) if slash else nesting.begin(name.lower(), attributes)
        end = found.end()
    yield html[end:].replace("<", "&lt;")
    yield nesting.end_from(0)


class _Nesting:
    """Which elements are open while a text is read, and how many of each name were left out."""

    def __init__(self, allowed: set[str]) -> None:
        self.allowed = allowed
        self.open: list[str] = []
        self.left_out: Counter[str] = Counter()

    def begin(self, name: str, attributes: str) -> str:
        """Return the tag, after the end of what it ends; where it would be too deep, a space for it."""
        if name not in self.allowed or name == "br":
            return "<br>" if name == "br" else ""
        ended = self._end_open("li", LISTS) if name == "li" else ""
        if name not in INLINE:
            ended += self._end_open("p")
        if len(self.open) >= DEEPEST:
            self.left_out[name] += 1
            return ended + _gap(name)
        self.open.append(name)
        return f"{ended}<{name}{_link(attributes) if name == 'a' else ''}>"

    def end(self, name: str) -> str:
        if self.left_out[name]:
            self.left_out[name] -= 1
            return _gap(name)
        return self._end_open(name)

    def _end_open(self, name: str, within: tuple[str, ...] = ()) -> str:
        """End the innermost open element of the name and all in it, unless one of others is between."""
        for place in reversed(range(len(self.open))):
            if self.open[place] == name:
                return self.end_from(place)
            if self.open[place] in within:
                break
        return ""

    def end_from(self, place: int) -> str:
        ended = "".join(f"</{name}>" for name in reversed(self.open[place:]))
        del self.open[place:]
        self.left_out.clear()
        return ended


def _gap(name: str) -> str:
    """Return what keeps words apart where a tag is left out."""
    return "" if name in INLINE else " "


def _link(attributes: str) -> str:
    found = HREF.search(attributes)
    address = next((one for one in found.groups() if one is not None), "") if found else ""
    quoted = address.replace('"', "&quot;")
    return f' href="{quoted}"' if address else ""
