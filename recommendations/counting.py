"""What readers answered to a recommendation, counted per level and per country; only what was accepted."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from clusterix.publishing.places import country_name

from .models import Answer, LevelAddressed

MOST_COMMENTS = 20
YES, PARTLY, NO = Answer.Applies.values


@dataclass(frozen=True)
class Row:
    """How often yes, partly and no were answered under one name."""

    name: str
    yes: int
    partly: int
    no: int

    @property
    def total(self) -> int:
        return self.yes + self.partly + self.no

    @property
    def bars(self) -> Iterator[tuple[str, float, float]]:
        """Yield each answer with where its share of the bar begins and how wide it is, in per cent."""
        shares = [100 * count / self.total for count in (self.yes, self.partly, self.no)]
        starts = accumulate(shares, initial=0.0)
        return zip(Answer.Applies.values, starts, shares, strict=False)


@dataclass(frozen=True)
class Answers:
    """The accepted answers to one recommendation; of its comments the newest, and how many more there are."""

    all: Row
    by_level: list[Row]
    by_country: list[Row]
    comments: list[Answer]
    more: int

    def __bool__(self) -> bool:
        return self.all.total > 0


def answers_to(recommendation: Any) -> Answers:
    """Return the answers to a recommendation, in one question."""
    found = list(Answer.objects.accepted().filter(recommendation_id=recommendation.pk))
    told = [one for one in found if one.may_be_shown and one.comment.strip()]
    levels = [str(label) for label in LevelAddressed.Level.labels]
    by_level = _counted(found, lambda one: one.get_level_display())
    return Answers(
        all=_row("", [one.applies for one in found]),
        by_level=sorted(by_level, key=lambda row: levels.index(row.name)),
        by_country=sorted(_counted(found, lambda one: country_name(one.country)), key=lambda row: row.name),
        comments=told[:MOST_COMMENTS],
        more=max(0, len(told) - MOST_COMMENTS),
    )


def _counted(answers: Iterable[Answer], named: Callable[[Answer], Any]) -> list[Row]:
    by_name: dict[str, list[str]] = {}
    for answer in answers:
        by_name.setdefault(str(named(answer)), []).append(answer.applies)
    return [_row(name, given) for name, given in by_name.items()]


def _row(name: str, given: Iterable[str]) -> Row:
    counts = Counter(given)
    return Row(name, counts[YES], counts[PARTLY], counts[NO])
