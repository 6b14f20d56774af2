"""Texts as words and what stands between them, so that terms are found as whole words only."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

Tokens = tuple[str, ...]
# What joins words to one: "cross-cluster" is another word than "cluster", and an address is no word at all.
JOINING = frozenset("-‐‑_@/")
MARKS = {"Mn", "Mc", "Me", "Cf"}  # Unicode's categories of strokes and of what joins letters unseen


@lru_cache(maxsize=4_096)
def is_of_word(letter: str) -> bool:
    """Say whether the character belongs to the word around it: strokes above a letter and joiners do."""
    return letter.isalnum() or letter in JOINING or unicodedata.category(letter) in MARKS


def split(text: str) -> list[str]:
    """Return the words of a text and what stands between them; put together they are the text."""
    return ["".join(letters) for _is_word, letters in groupby(text, is_of_word)]


def folded(token: str) -> str:
    """Return a token as it is compared: without capitals, in one of Unicode's ways, any space as one."""
    return " " if token.isspace() else unicodedata.normalize("NFC", token.casefold())


def tokens(spelling: str) -> Tokens:
    """Return a spelling as it is compared, from its first word to its last; empty where it has none."""
    parts = split(spelling)
    places = [place for place, part in enumerate(parts) if is_of_word(part[0])]
    return tuple(folded(part) for part in parts[places[0] : places[-1] + 1]) if places else ()


class Known(dict[str, list[tuple[Tokens, str]]]):
    """What is known under which words: by the first of them, the longest in front."""

    def __init__(self, told: Iterable[tuple[str, str]]) -> None:
        """Take spellings, each with what is known under it; of two alike the first counts."""
        super().__init__()
        for words, meant in {tokens(spelling): meant for spelling, meant in reversed([*told])}.items():
            if words:
                self.setdefault(words[0], []).append((words, meant))
        for alternatives in self.values():
            alternatives.sort(key=lambda one: -len(one[0]))

    def found(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield the pieces of a text, each with what is known under it, or with nothing."""
        parts = split(text)
        compared = tuple(folded(part) for part in parts)
        place = 0
        while place < len(parts):
            size, meant = self._at(place, compared)
            yield "".join(parts[place : place + size]), meant
            place += size

    def _at(self, place: int, compared: Tokens) -> tuple[int, str]:
        """Return how many tokens from the place on belong together, and what is known under them."""
        for words, meant in self.get(compared[place], ()):
            if compared[place : place + len(words)] == words:
                return len(words), meant
        return 1, ""
