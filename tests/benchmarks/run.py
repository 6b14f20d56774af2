"""Measure lists, searches, counting and saving with few and with many practices, side by side, as ratios.

`make bench` runs it; `BENCH_FEW`, `BENCH_MANY`, `BENCH_COPIES` and `BENCH_ROUNDS` change sizes and how often.
"""

import os
import statistics
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from . import served
from .databases import Copied, Measured

FEW = int(os.environ.get("BENCH_FEW", 1_000))
MANY = int(os.environ.get("BENCH_MANY", 100_000))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", 9))
COPIES = int(os.environ.get("BENCH_COPIES", 10))  # lists are measured with so many times the many; 0: not
LIST, EXPORT = "/practices/", "/practices/export.csv"
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
        return (
            f"{self.name:52} {self.few:9.1f} {self.many:9.1f} {ratio:7.2f}   ≤ {self.wanted:<5.3g} {verdict}"
        )


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
    for name, by_form in (("the desk’s form", True), ("a bare save()", False)):
        saves = [
            lambda by=by, form=by_form: many.ask(ask="save", with_catalogue=by, by_form=form)
            for by in (False, True)
        ]
        yield compare(f"publishing by {name}: with search and facets", 2, *saves)


def lists(few: Measured, most: Measured) -> Any:
    for name, query in FILTERS.items():
        yield compare(
            f"list, {name}, {most.practices:,}", 3, page(few, LIST + query), page(most, LIST + query)
        )


def served_lines(many: Measured) -> Any:
    with served.both(many) as (hello, portal):
        tag = portal.head(LIST).headers["ETag"]
        say_hello = lambda: hello.each("/")  # noqa: E731
        yield compare("kept page against “hello”", 1 / 0.8, say_hello, lambda: portal.each(LIST))
        unchanged = lambda: portal.each(LIST, **{"If-None-Match": tag})  # noqa: E731
        yield compare("not changed (304) against “hello”", 1 / 0.9, say_hello, unchanged)
        waiting = portal.hang_up(EXPORT)
        yield f"exports of {many.practices:,} rows left unread: the next visitor waits {waiting:.0f} ms"


def main() -> None:
    kinds = ["sqlite", *(["postgresql"] if "postgres" in os.environ.get("DATABASE_URL", "") else [])]
    for kind in kinds:
        with ExitStack() as stack:
            few, many = (stack.enter_context(Measured(kind, size)) for size in (FEW, MANY))
            print(f"\n{kind}: {FEW:,} against {MANY:,} practices, medians of {ROUNDS} in milliseconds")
            for line in lines(few, many):
                print(line, flush=True)
            if kind == "sqlite" and COPIES:
                for line in lists(few, stack.enter_context(Copied(many, COPIES))):
                    print(line, flush=True)
        for line in served_lines(many):
            print(line, flush=True)


if __name__ == "__main__":
    main()
