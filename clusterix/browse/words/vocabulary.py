"""The words that occur in public texts: what a typing error may have meant, and how a word may go on."""

import unicodedata
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from ..models import KnownWord
from .analysis import places, word_of
from .query import SHORTEST_BEGINNING

LIKE_ENOUGH = (
    76  # of 100, by rapidfuzz's ratio: "digitalizaton" is 96 like "digitalisation", "sea" 67 like "search"
)
QUOTES = "\"'“”„‚‘’.,;:!?()"


def learn(texts: Iterable[Iterable[str]], known: set[str] | None = None) -> None:
    """Remember the words of these texts; those known are remembered already."""
    known = set() if known is None else known
    new: dict[str, str] = {}
    for text in (text for fields in texts for text in fields):
        composed = unicodedata.normalize("NFC", text)
        for start, end, word in places(composed):
            if len(word.full) >= SHORTEST_BEGINNING and word.full.isalpha() and word.full not in known:
                known.add(word.full)
                new[word.full] = composed[start:end].lower()[:64]
    KnownWord.objects.bulk_create(
        [KnownWord(word=word, shown=shown) for word, shown in sorted(new.items())], ignore_conflicts=True
    )


def all_words() -> dict[str, str]:
    """Return every word with the form in which it is shown."""
    return dict(KnownWord.objects.values_list("word", "shown"))


def guess(word: str, among: dict[str, str]) -> str:
    """Return the word that was probably meant, as it is shown; empty where none is like enough."""
    found = process.extractOne(word, among.keys(), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
    return among[found[0]] if found else ""


def mended(text: str, among: dict[str, str]) -> str:
    """Return the search with a known word for each unknown one, empty where none comes to mind."""
    stems = {word_of(word).stem for word in among}
    parts, has_changed = [], False
    for part in text.split():
        word = word_of(part.strip(QUOTES))
        is_known = word.stem in stems or any(other.startswith(word.full) for other in among)
        if part.startswith("-") or is_known or len(word.full) < SHORTEST_BEGINNING:
            parts.append(part)
        elif meant := guess(word.full, among):
            parts.append(part.replace(part.strip(QUOTES), meant))
            has_changed = True
        else:
            return ""
    return " ".join(parts) if has_changed else ""
