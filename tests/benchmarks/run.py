"""Measure lists, searches, counting and saving with few and with many practices, side by side, as ratios.

`make bench` runs it; `BENCH_FEW`, `BENCH_MANY` and `BENCH_ROUNDS` change the sizes and how often.
"""

import os
import statistics
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from .databases import Measured

FEW = int(os.environ.get("BENCH_FEW", 1_000))
MANY = int(os.environ.get("BENCH_MANY", 100_000))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", 9))
LIST = "/practices/"
FILTERS = {
    "no filter": "",
    "two filters": "?scope=local&outcome=worked",
    "four filters": "?scope=local&outcome=worked&year=2018&country=at&country=se",
}


@dataclass(frozen=True)
class Line:
    """What is measured, its median in milliseconds on both sides, and the greatest ratio that is wanted."""

    name: str
    few: float
    many: float
    wanted: float

    def __str__(self) -> str:
        ratio = self.many / self.few
        verdict = "reached" if ratio <= self.wanted else "NOT reached"
        return f"{self.name:44} {self.few:9.1f} {self.many:9.1f} {ratio:7.2f}   ≤ {self.wanted:<5} {verdict}"


def compare(name: str, wanted: float, few: Any, many: Any) -> Line:
    """Measure two things in turn, so that a busy moment of the machine hits both."""
    times: tuple[list[float], list[float]] = ([], [])
    for round_ in range(ROUNDS + 1):
        for side, work in zip(times, (few, many), strict=True):
            milliseconds = work()
            if round_:  # the first round warms up
                side.append(milliseconds)
    return Line(name, statistics.median(times[0]), statistics.median(times[1]), wanted)


def page(measured: Measured, address: str, is_new: bool = False) -> Any:
    return lambda: measured.ask(ask="page", address=address, is_new=is_new)


def lines(few: Measured, many: Measured) -> Any:
    for name, query in FILTERS.items():
        yield compare(f"list, {name}", 1.6, page(few, LIST + query), page(many, LIST + query))
    words = few.ask(ask="words"), many.ask(ask="words")
    for share, wanted in (("rare", 3), ("medium", 3), ("common", 5)):
        addresses = [f"{LIST}?q={found[share]}" for found in words]
        first = [page(side, address, True) for side, address in zip((few, many), addresses, strict=True)]
        again = [page(side, address) for side, address in zip((few, many), addresses, strict=True)]
        yield compare(f"search, a {share} word, first time", wanted, *first)
        yield compare(f"search, a {share} word, asked before", 1.6, *again)
    last = f"{LIST}?page={-(-many.practices // 20)}"
    yield compare(f"last page against first, {many.practices:,}", 2, page(many, LIST), page(many, last))
    for name, chosen in (("no filter", {}), ("two filters", {"scope": ["local"], "outcome": ["worked"]})):
        sides = [
            lambda by=by, chosen=chosen: many.ask(ask="facets", by=by, chosen=chosen)
            for by in ("sql", "memory")
        ]
        yield compare(f"facets, {name}: bitmaps against SQL", 1 / 40, *sides)
    saves = [lambda by=by: many.ask(ask="save", with_catalogue=by) for by in (False, True)]
    yield compare("publishing: with search and facets", 2, *saves)


def main() -> None:
    kinds = ["sqlite", *(["postgresql"] if "postgres" in os.environ.get("DATABASE_URL", "") else [])]
    for kind in kinds:
        with ExitStack() as stack:
            few, many = (stack.enter_context(Measured(kind, size)) for size in (FEW, MANY))
            print(f"\n{kind}: {FEW:,} against {MANY:,} practices, medians of {ROUNDS} in milliseconds")
            for line in lines(few, many):
                print(line, flush=True)


if __name__ == "__main__":
    main()
