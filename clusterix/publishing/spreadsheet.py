"""A list as an Excel workbook, written row by row: its memory does not grow with the list."""

import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext

PIECE = 64 * 1024  # bytes sent at once
WIDTH, LONGEST_CELL = 24, 32_767  # Excel's limit of letters in a cell
Row = dict[str, Any]


def as_xlsx(rows: Iterator[Row], columns: tuple[str, ...], heading: Row) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as file:
        with xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False}) as book:
            book.set_properties({"title": heading["title"]})
            _write_records(book, rows, columns)
            _write_heading(book, heading)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _write_records(book: Any, rows: Iterable[Row], columns: tuple[str, ...]) -> None:
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(gettext("Records"))
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(columns) - 1, WIDTH)
    sheet.write_row(0, 0, columns, bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row.values()):
            _write(sheet, number, column, value, day)


def _write(sheet: Any, row: int, column: int, value: Any, day: Any) -> None:
    """Write a value as what it is: a date as a date, a number as a number, a text never as a formula."""
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, column, float(value))
    else:
        sheet.write_string(row, column, str(value)[:LONGEST_CELL])


def _write_heading(book: Any, heading: Row) -> None:
    """Write where the list comes from, which filters made it, the day and the licence."""
    sheet = book.add_worksheet(gettext("About"))
    sheet.set_column(0, 1, 3 * WIDTH)
    for number, (name, value) in enumerate(heading.items()):
        sheet.write_string(number, 0, name)
        sheet.write_string(number, 1, str(value))
