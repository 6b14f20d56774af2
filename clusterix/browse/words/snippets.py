"""What was searched, marked where it stands."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from .analysis import WORD, word_of
from .query import Query

LENGTH = 180  # letters of a passage, about two lines
MOST_PLACES = 200  # of one text that are compared for the best passage
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

        self.seen: dict[str, str] = {}  # by word as written: its stem, or "" where nobody searched it

    def _stem(self, raw: str) -> str:
        """Return the stem of a word that was searched, empty for another."""
        word = word_of(raw)
        is_found = (
            word.stem in self.stems
            or not self.spellings.isdisjoint(word.spellings)
            or any(spelling.startswith(self.beginnings) for spelling in word.spellings)
        )
        return word.stem if is_found and word.full else ""

    def spans(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield the start, the end and the stem of each searched word of the text, which is in NFC."""
        seen = self.seen
        for found in WORD.finditer(text):
            raw = found.group()
            if raw not in seen:
                seen[raw] = self._stem(raw)
            if seen[raw]:
                yield found.start(), found.end(), seen[raw]

    def _marked(self, text: str) -> str:
        pieces, at = [], 0
        for start, end, _stem in self.spans(text):
            pieces += [text[at:start], "<mark>", text[start:end], "</mark>"]
            at = end
        return "".join(pieces) + text[at:]

    def in_text(self, text: str) -> SafeString:
        """Return the text, escaped, with its words marked."""
        return self.in_html(escape(text))

    def in_html(self, html: str) -> SafeString:
        """Return HTML of ours with the words of its texts marked; tags and entities stay as they are.

        Only what stands between tags is composed (NFC): the end of a tag and a stroke after it would become
        one letter, and the text behind it part of the tag.
        """
        parts = TAG_OR_TEXT.findall(html)
        marked = [
            part if part[0] in "<&" else self._marked(unicodedata.normalize("NFC", part)) for part in parts
        ]
        return mark_safe("".join(marked))  # noqa: S308 - the HTML was safe, and <mark> is all that came to it

    def passage(self, texts: Iterable[str]) -> SafeString:
        """Return the passage with most different words of the search, empty where no text holds one."""
        best: tuple[int, str, int] = (0, "", 0)
        for text in texts:
            if best[0] == len(self.stems):
                break
            composed = unicodedata.normalize("NFC", " ".join(text.split()))
            found = list(islice(self.spans(composed), MOST_PLACES))
            for start, _end, _stem in found:
                inside = {stem for place, _end, stem in found if start <= place < start + LENGTH}
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
