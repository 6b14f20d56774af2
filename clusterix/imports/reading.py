"""A file as a table: its columns and rows, or a sentence that says why it cannot be read."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from clusterix.publishing.comma_separated import as_meant

from .cells import Unreadable

MEGABYTES, UNPACKED_MEGABYTES = 20, 100
MOST_ROWS, MOST_COLUMNS = 20_000, 200
MOST_MARKS = 6_000_000  # tags and attributes in a workbook: each takes time and room, however short it is
LAST_ROW = 5 * MOST_ROWS  # a sheet that goes on below it, even empty, is not read to its end
SEPARATORS = (",", ";", "\t")


class FileFault(Exception):
    """The file as a whole cannot be read; the message says why, and what would be right."""


@dataclass
class Table:
    """The rows of a file below its columns, each with the number that a spreadsheet shows beside it."""

    columns: list[str]
    rows: list[list[Any]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)


def read(name: str, content: bytes) -> Table:
    """Return the table in the file, by what its content is; raises FileFault."""
    if not content:
        raise FileFault(_("The file is empty."))
    if len(content) > MEGABYTES * 1024 * 1024:
        raise FileFault(_("The file is larger than %(limit)d MB.") % {"limit": MEGABYTES})
    if content.startswith(b"PK\x03\x04"):
        return _table(_cells_of_workbook(content))
    if name.lower().endswith(".csv"):
        return _table(_cells_of_csv(content))
    raise FileFault(_("This is neither an Excel workbook (.xlsx) nor a CSV file (.csv)."))


def _table(lines: Iterable[list[Any]]) -> Table:
    numbered = enumerate(lines, start=1)
    head = next(numbered, (0, []))[1]
    table = Table(_named(_without_end([str(cell if cell is not None else "").strip() for cell in head])))
    width = len(table.columns)
    for number, line in numbered:
        cells = _without_end(line)
        if not cells:
            continue
        if len(cells) > width:
            told = {"row": number, "column": get_column_letter(width + 1)}
            raise FileFault(_("Row %(row)d: column %(column)s has no name in the first row.") % told)
        if len(table.rows) == MOST_ROWS:
            raise FileFault(_("There are more than %(limit)s rows.") % {"limit": f"{MOST_ROWS:,}"})
        table.rows.append(cells + [None] * (width - len(cells)))
        table.numbers.append(number)
    if not table.rows:
        raise FileFault(_("There is no row below the names of the columns."))
    return table


def _named(columns: list[str]) -> list[str]:
    if len(columns) > MOST_COLUMNS:
        raise FileFault(_("There are more than %(limit)d columns.") % {"limit": MOST_COLUMNS})
    for number, name in enumerate(columns, start=1):
        letter = get_column_letter(number)
        if not name:
            raise FileFault(_("Column %(letter)s has no name in the first row.") % {"letter": letter})
        if name in columns[: number - 1]:
            raise FileFault(_("There are two columns “%(name)s”.") % {"name": name[:60]})
    return columns


def _without_end(cells: list[Any]) -> list[Any]:
    end = len(cells)
    while end and cells[end - 1] in (None, ""):
        end -= 1
    return cells[:end]


def _cells_of_csv(content: bytes) -> Iterator[list[Any]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileFault(_("The text is not in UTF-8: save it as “CSV UTF-8”.")) from None
    first = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    csv.field_size_limit(MEGABYTES * 1024 * 1024)  # a cell that is too long is said by row and column
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for line in lines:
            yield [as_meant(cell) for cell in line]
    except csv.Error as fault:
        told = {"line": lines.line_num, "fault": fault}
        raise FileFault(_("Line %(line)d is not written as CSV: %(fault)s.") % told) from None


def _cells_of_workbook(content: bytes) -> Iterator[list[Any]]:
    _look_into(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its size need not be true
        head = [_value(cell) for cell in next(sheet.iter_rows(max_row=1, max_col=MOST_COLUMNS + 1), ())]
        yield head
        # One column more than have names: what stands there is told, and no row is as wide as it says.
        width = len(_without_end(head)) + 1
        for number, line in enumerate(sheet.iter_rows(min_row=2, max_col=width), start=2):
            if number > LAST_ROW:
                raise FileFault(_("There are more than %(limit)s rows.") % {"limit": f"{MOST_ROWS:,}"})
            yield [_value(cell) for cell in line]
    except FileFault:
        raise
    except Exception as fault:  # whatever a broken archive or broken XML brings about in openpyxl
        raise FileFault(_("The workbook is damaged or not as Excel writes it.")) from fault


def _look_into(content: bytes) -> None:
    """Read the archive's directory only: what it holds, and how large it says that would be."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise FileFault(_("The workbook is damaged or not as Excel writes it.")) from None
    names = {part.filename.lower() for part in parts}
    if "xl/workbook.xml" not in names:
        raise FileFault(_("This is neither an Excel workbook (.xlsx) nor a CSV file (.csv)."))
    if any(name.endswith("vbaproject.bin") or "macrosheets/" in name for name in names):
        raise FileFault(_("The workbook holds macros: save it as a workbook without them (.xlsx)."))
    if sum(part.file_size for part in parts) > UNPACKED_MEGABYTES * 1024 * 1024:
        raise FileFault(_("Unpacked, the workbook is larger than %(n)d MB.") % {"n": UNPACKED_MEGABYTES})
    if _marks(content) > MOST_MARKS:
        raise FileFault(_("The workbook holds too much for an import: take CSV, or several files."))


def _marks(content: bytes) -> int:
    """Return how many tags and attributes the parts have, about; none of them is kept."""
    marks = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.infolist():
                with archive.open(part) as opened:
                    while piece := opened.read(1024 * 1024):
                        marks += piece.count(b"<") + piece.count(b"=")
    except Exception as fault:  # whatever a broken archive brings about
        raise FileFault(_("The workbook is damaged or not as Excel writes it.")) from fault
    return marks


def _value(cell: Any) -> Any:
    if cell.data_type == "f":
        return Unreadable(_("A formula: put its value in its place."))
    if cell.data_type == "e":
        return Unreadable(_("“%(error)s”: the spreadsheet could not reckon this.") % {"error": cell.value})
    return cell.value
