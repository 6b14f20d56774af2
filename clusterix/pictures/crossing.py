"""Two lists crossed in a table of numbers: how many there are where a row and a column meet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Protocol


class Table(Protocol):
    """What a list shows in its view as a table, by a template of its own."""

    template: ClassVar[str]


@dataclass(frozen=True)
class Heading:
    """What a row or a column is about, and where it leads."""

    name: str
    address: str = ""


@dataclass(frozen=True)
class Cell:
    """What stands in a field: how many, and the way to them.

    The words say it in full, with row and column, to whoever hears the link alone.
    """

    figure: int
    words: str
    address: str


@dataclass(frozen=True)
class Row:
    heading: Heading
    cells: list[Cell | None]


@dataclass(frozen=True)
class Crossing:
    """A table with its title, the name of its rows, and notes below. A field without a cell stays empty."""

    template: ClassVar[str] = "pictures/_crossing.html"

    title: str
    corner: str
    columns: list[Heading]
    rows: list[Row]
    notes: list[str]


def crossing(
    title: str,
    corner: str,
    rows: Mapping[str, Heading],
    columns: Mapping[str, Heading],
    cells: Mapping[tuple[str, str], Cell],
    notes: Iterable[str] = (),
) -> Crossing:
    """Return the table of these rows and columns, both by their keys: rows in their order.

    Columns come in the order in which the rows need them, so that what is told stands together.
    """
    order = dict.fromkeys(column for row in rows for column in columns if (row, column) in cells)
    told = [Row(heading, [cells.get((row, column)) for column in order]) for row, heading in rows.items()]
    return Crossing(title, corner, [columns[column] for column in order], told, [*filter(None, notes)])
