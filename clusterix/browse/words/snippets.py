"""What was searched, marked where it stands."""

import re
import unicodedata
from collections.abc import Iterable

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from .analysis import Word, places
from .query import Query

LENGTH = 180  # letters of a passage, about two lines
TAG_OR_TEXT = re.compile(r"<[^>]*>|&[#\w]+;|[^<&]+")


class Marker:
    """Marks the words that a search found; those that begin like a searched one too."""

    def __init__(self, query: Query) -> None:
        terms = list(query.terms)
        self.stems = {term.word.stem for term in terms}
        self.spellings = {spelling for term in terms for spelling in term.word.spellings}
        self.beginnings = tuple(
            spelling for term in terms if term.is_beginning for spelling in term.word.spellings
        )

    def finds(self, word: Word) -> bool:
        return (
            word.stem in self.stems
            or not self.spellings.isdisjoint(word.spellings)
            or any(spelling.startswith(self.beginnings) for spelling in word.spellings)
        )

    def spans(self, text: str) -> list[tuple[int, int]]:
        return [(start, end) for start, end, word in places(text) if self.finds(word)]

    def _marked(self, text: str) -> str:
        pieces, at = [], 0
        for start, end in self.spans(text):
            pieces += [text[at:start], "<mark>", text[start:end], "</mark>"]
            at = end
        return "".join(pieces) + text[at:]

    def in_text(self, text: str) -> SafeString:
        """Return the text, escaped, with its words marked."""
        return self.in_html(escape(text))

    def in_html(self, html: str) -> SafeString:
        """Return HTML of ours with the words of its texts marked; tags and entities stay as they are."""
        parts = TAG_OR_TEXT.findall(unicodedata.normalize("NFC", html))
        marked = [part if part[0] in "<&" else self._marked(part) for part in parts]
        return mark_safe("".join(marked))  # noqa: S308 - the HTML was safe, and <mark> is all that came to it

    def passage(self, texts: Iterable[str]) -> SafeString:
        """Return the passage with most different words of the search, empty where no text holds one."""
        best: tuple[int, str, int] = (0, "", 0)
        for text in texts:
            composed = unicodedata.normalize("NFC", " ".join(text.split()))
            found = [(start, word.stem) for start, _end, word in places(composed) if self.finds(word)]
            for start, _stem in found:
                inside = {stem for place, stem in found if start <= place < start + LENGTH}
                if len(inside) > best[0]:
                    best = (len(inside), composed, start)
        count, text, start = best
        return self._cut(text, start) if count else SafeString("")

    def _cut(self, text: str, start: int) -> SafeString:
        """Cut at spaces, from a little before the first word on."""
        first = 0 if start < LENGTH // 4 else text.find(" ", start - LENGTH // 4) + 1
        last = len(text) if first + LENGTH >= len(text) else text.rfind(" ", first, first + LENGTH)
        cut = text[first : last if last > start else first + LENGTH]
        before, after = "… " if first else "", " …" if last < len(text) else ""
        return format_html("{}{}{}", before, self.in_text(cut), after)
