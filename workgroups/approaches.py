"""How the partners of a working group do the same task, side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any


@dataclass(frozen=True)
class Task:
    """One task, how each partner of whom it is known does it, and the group's members of whom it is not."""

    name: str
    approaches: list[Any]
    untold: list[Any]


def by_task(approaches: Iterable[Any], members: Iterable[Any]) -> list[Task]:
    """Return the tasks in the order of their names, the partners of each in theirs."""
    known = sorted(approaches, key=lambda one: (one.task, _name(one.partner)))
    by_name = sorted(members, key=_name)
    return [_task(name, list(found), by_name) for name, found in groupby(known, key=lambda one: one.task)]


def _task(name: str, approaches: list[Any], members: list[Any]) -> Task:
    told = [one.partner for one in approaches]
    return Task(name, approaches, [partner for partner in members if partner not in told])


def _name(partner: Any) -> str:
    return partner.short_name.casefold()
