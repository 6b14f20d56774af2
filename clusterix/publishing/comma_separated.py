"""Rows as CSV that a spreadsheet opens as it is meant: in its letters, and without formulas."""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import Any

# What a spreadsheet would take for a formula where a cell begins; in many countries a semicolon ends one.
# Each gets an apostrophe, also after those that it has already, so that `as_meant` can take one away.
FORMULA = re.compile(r"(^|;\s*)(?='*[=+\-@\t\r\n＝＋－＠])")
GUARDED = re.compile(r"(^|;\s*)'(?='*[=+\-@\t\r\n＝＋－＠])")


class _Line:
    """What csv.writer writes to: it hands each line on."""

    def write(self, line: str) -> str:
        return line


def comma_separated(columns: Iterable[Any], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Yield the lines of a file with these rows, read one by one."""
    write = csv.writer(_Line()).writerow
    yield "\ufeff" + write(columns)
    for row in rows:
        yield write([_harmless(value) for value in row])


def _harmless(value: Any) -> Any:
    """Keep a spreadsheet from taking a text for a formula."""
    return FORMULA.sub(r"\1'", value) if isinstance(value, str) else value


def as_meant(text: str) -> str:
    """Return the text that a cell of such a file means."""
    return GUARDED.sub(r"\1", text)
