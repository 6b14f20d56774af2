"""The words that occur in public texts: what a typing error may have meant, and how a word may go on."""

import unicodedata
from collections.abc import Callable, Iterable

from rapidfuzz import fuzz, process

from ..models import KnownWord
from .analysis import WORD, word_of
from .query import SHORTEST_BEGINNING

LIKE_ENOUGH = (
    76  # of 100, by rapidfuzz's ratio: "digitalizaton" is 96 like "digitalisation", "sea" 67 like "search"
)
ALMOST_THE_SAME = 90
MOST_GUESSES = 8
Occurs = Callable[[str], bool]  # whether a public text holds the word, or one that it begins
QUOTES = "\"'“”„‚‘’.,;:!?()"


def learn(texts: Iterable[Iterable[str]], known: set[str]) -> None:
    """Remember the words of these texts that are not known yet; then they are."""
    new: dict[str, str] = {}
    for text in (text for fields in texts for text in fields):
        for raw in set(WORD.findall(unicodedata.normalize("NFC", text))):
            full = word_of(raw).full
            if full not in known and len(full) >= SHORTEST_BEGINNING and full.isalpha():
                known.add(full)
                new[full] = raw.lower()[:64]
    KnownWord.objects.bulk_create(
        [KnownWord(word=word, shown=shown) for word, shown in sorted(new.items())], ignore_conflicts=True
    )


def all_words() -> dict[str, str]:
    """Return every word with the form in which it is shown."""
    return dict(KnownWord.objects.values_list("word", "shown"))


def going_on(typed: str, among: dict[str, str], uses: Callable[[str], int]) -> list[str]:
    """Return words that begin as this one does, the most used first, as they are shown; one of each stem."""
    start = word_of(typed).full
    longer = [word for word in among if len(start) > 1 and word.startswith(start) and word != start]
    ranked = sorted(longer, key=lambda word: (-uses(word_of(word).stem), len(word), word))
    return [among[word] for word in {word_of(word).stem: word for word in reversed(ranked)}.values()][::-1]


def guess(word: str, among: dict[str, str], occurs: Occurs, like_enough: int = LIKE_ENOUGH) -> str:
    """Return the word that was probably meant, empty where none that still occurs is like enough."""
    found = process.extract(
        word, among.keys(), scorer=fuzz.ratio, score_cutoff=like_enough, limit=MOST_GUESSES
    )
    return next((other for other, _score, _place in found if occurs(other)), "")


def mended(text: str, among: dict[str, str], occurs: Occurs) -> str:
    """Return a search that finds nothing with known words for unknown ones; empty where none are alike."""

    def meant(full: str) -> str | None:
        if occurs(full):
            return full
        return guess(full, among, occurs) or None

    return _with_words(text, among, meant)


def almost(text: str, among: dict[str, str], occurs: Occurs) -> str:
    """Return a search with words right that are wrong inside, such as "procurment", though it finds some.

    Words that only end otherwise, such as "vouchers" where there is "voucher", are right.
    """

    def meant(full: str) -> str:
        if full in among:
            return full
        other = guess(full, among, occurs, ALMOST_THE_SAME)
        return other if other[-2:] == full[-2:] and not other.startswith(full) else full

    return _with_words(text, among, meant)


def _with_words(text: str, among: dict[str, str], meant: Callable[[str], str | None]) -> str:
    """Return the search with what each longer word means; empty where one means nothing, or none another."""
    parts, has_changed = [], False
    for part in text.split():
        bare = part.strip(QUOTES)
        full = word_of(bare).full
        if not part.startswith("-") and full.isalpha() and len(full) >= SHORTEST_BEGINNING:
            other = meant(full)
            if other is None:
                return ""
            if other != full:
                part, has_changed = part.replace(bare, among[other]), True
        parts.append(part)
    return " ".join(parts) if has_changed else ""
