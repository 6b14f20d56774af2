"""Which records are about the same: those that share rare words, tags and themes."""

from collections import Counter
from collections.abc import Iterable
from math import log

from pyroaring import BitMap

from .analysis import words_of
from .query import SHORTEST_BEGINNING, STOP_WORDS

TELLING = "telling"  # beside an entry's facets: the stems of its title, summary and names
COMMON = 1000  # what more entries share makes none a candidate, it only adds to those there are
LEAST = 2.0  # a rare word and a theme, say
Shared = tuple[float, BitMap]  # how much it says that two share it, and who does


def telling_stems(*texts: str) -> list[str]:
    words = (word for text in texts for word in words_of(text))
    telling = (word for word in words if len(word.full) >= SHORTEST_BEGINNING and word.full not in STOP_WORDS)
    return list(dict.fromkeys(word.stem for word in telling))


def shared(number: int, holders: Iterable[BitMap], of: int, weight: float) -> list[Shared]:
    """Return what the entry shares with others, each weighed by its rarity among so many entries."""
    own = (numbers for numbers in holders if number in numbers)
    return [(weight * log(of / len(numbers)), numbers) for numbers in own if 1 < len(numbers) < of]


def most_alike(number: int, sharing: list[Shared], most: int) -> list[int]:
    """Return the entries that share most with this one, the most alike first."""
    scores: Counter[int] = Counter()
    for weight, numbers in sorted(sharing, key=lambda one: len(one[1])):
        alike = numbers if len(numbers) <= COMMON else numbers & BitMap(scores)
        for other in alike:
            scores[other] += weight  # type: ignore[assignment]  # a Counter may count in parts
    del scores[number]
    best = sorted(scores.items(), key=lambda item: (-item[1], -item[0]))[:most]
    return [other for other, score in best if score >= LEAST]
