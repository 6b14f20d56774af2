"""How the partners of a working group do the same task, side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any


@dataclass(frozen=True)
class Task:
    """One task, and how each partner of whom it is known does it."""

    name: str
    approaches: list[Any]


def by_task(approaches: Iterable[Any]) -> list[Task]:
    """Return the tasks in the order of their names, the partners of each in theirs."""
    known = sorted(approaches, key=lambda one: (one.task, one.partner.short_name.casefold()))
    return [Task(name, list(found)) for name, found in groupby(known, key=lambda one: one.task)]
