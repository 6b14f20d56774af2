"""The one analyser: it turns texts and searches into words, the same for either database.

A text becomes stems in their order, and the text's words as they are, marked with "=", to be found from their
start. The stems of title, summary and names (tags, partners) come a second time, marked with their field.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from .spelling import one_spelling

# "M&E" and "3-D" are one word each, so is "co-operation"; of "region's" the ending does not count.
WORD = re.compile(
    r"[^\W_]{1,2}&[^\W_]{1,2}(?![^\W_])|3-[Dd](?![^\W_])|[Cc][Oo]-[Oo][^\W_]+|[^\W_]+(?:['’][sS](?![^\W_]))?"
)
ENDING = re.compile("['’]s$")
# Letters that Unicode does not take apart into a letter and a sign.
LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "-": None}
)
WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
LONGEST_WORD = 60
# PostgreSQL keeps the places of a word up to these; SQLite has to find the same phrases.
MOST_PLACES, LAST_PLACE = 255, 16_000
BOUNDARY = "="  # between the fields, so that no phrase reaches from one into the next
MARKS = ("t:", "s:", "n:")  # title, summary, names
stemmer = snowballstemmer.stemmer("english")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: folded as it was written, its stem, and with umlauts written out where it has any."""

    full: str
    stem: str
    written_out: str

    @property
    def spellings(self) -> tuple[str, ...]:
        return (self.full, self.written_out) if self.written_out else (self.full,)


@lru_cache(maxsize=100_000)
def word_of(raw: str) -> Word:
    """Return the word that was written, as in "Südtirol’s": sudtirol, its stem, suedtirol."""
    small = ENDING.sub("", raw.casefold())
    full = _folded(small)
    written_out = _folded(small.translate(WRITTEN_OUT))
    return Word(full, stemmer.stemWord(full), written_out if written_out != full else "")


def _folded(small: str) -> str:
    apart = unicodedata.normalize("NFKD", small.translate(LETTERS))
    bare = "".join(letter for letter in apart if letter.isalnum() or letter == "&")[:LONGEST_WORD]
    if not bare.isascii():  # each database has its own idea of other scripts; digits and letters are the same
        bare = "".join(letter if letter.isascii() else f"u{ord(letter):05x}" for letter in bare)
    return one_spelling(bare)


def words_of(text: str) -> list[Word]:
    found = (word_of(raw) for raw in WORD.findall(unicodedata.normalize("NFC", text)))
    return [word for word in found if word.full]


def index_words(title: str, summary: str, names: str, body: str) -> str:
    """Return what the index holds of a record, words separated by spaces."""
    fields = [words_of(text) for text in (title, summary, names, body)]
    in_order = f" {BOUNDARY} ".join(_stems(fields))
    marked = [f"{mark}{form}" for mark, words in zip(MARKS, fields, strict=False) for form in _forms(words)]
    whole = [f"={spelling}" for spelling in dict.fromkeys(_spellings(fields))]
    return " ".join((in_order, BOUNDARY, *marked, *whole))


def _stems(fields: list[list[Word]]) -> Iterator[str]:
    """Yield the stems of each field; a place that PostgreSQL would forget stays empty."""
    seen: Counter[str] = Counter()
    room = LAST_PLACE
    for words in fields:
        stems = []
        for word in words[:room]:
            seen[word.stem] += 1
            stems.append(word.stem if seen[word.stem] <= MOST_PLACES else BOUNDARY)
        room -= len(stems)
        yield " ".join(stems) or BOUNDARY


def _forms(words: Iterable[Word]) -> Iterable[str]:
    return dict.fromkeys(form for word in words for form in (word.stem, *word.spellings))


def _spellings(fields: list[list[Word]]) -> Iterator[str]:
    for words in fields:
        for word in words:
            yield from word.spellings
