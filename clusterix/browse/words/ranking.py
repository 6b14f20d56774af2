"""How well a record answers a search: where its words stand, and how often.

The same on either database, because it is counted here, on the words of the index. Only the best candidates
are ranked; which those are, the fields say in which the words were found.
"""

from collections.abc import Iterable

from .analysis import BOUNDARY
from .query import Query, Way

WEIGHTS = (8.0, 4.0, 2.0)  # title, summary, names; the body counts up to 1
USUAL = 2.0  # times a word stands in a body before more of it says little: the k of BM25
BONUS = 2.0  # for a title that holds the search's words next to each other
MOST_RANKED = 400


def score(words: str, query: Query) -> float:
    """Return the score of an entry's words, greater for a better answer."""
    fields = [f" {field} " for field in f" {words}".split(f" {BOUNDARY} ", 4)[:4]]
    total = sum(max(_way(fields, way) for way in wish.ways) for wish in query.wanted)
    in_a_row = " ".join(wish.ways[0].terms[0].word.stem for wish in query.wanted)
    return total + (BONUS if len(query.wanted) > 1 and f" {in_a_row} " in fields[0] else 0)


def _way(fields: list[str], way: Way) -> float:
    return sum(_field(fields, term.word.stem, term.is_beginning) for term in way.terms) / len(way.terms)


def _field(fields: list[str], stem: str, is_beginning: bool) -> float:
    exact, start = f" {stem} ", f" {stem}"
    total = 0.0
    for weight, field in zip(WEIGHTS, fields, strict=False):
        if exact in field:
            total += weight
        elif is_beginning and start in field:
            total += weight / 2
    often = fields[3].count(exact) if len(fields) > 3 else 0
    return total + often / (often + USUAL)


def best_first(words: Iterable[tuple[int, str]], query: Query) -> list[int]:
    """Return the entries, given with their words, the best answer first; of equal ones the newest."""
    ranked = sorted((-score(text, query), -number) for number, text in words)
    return [-number for _score, number in ranked]
