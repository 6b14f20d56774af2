"""Files that cannot be imported: each is refused with a sentence, by row and column where it has some."""

import io
import time
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook

from clusterix.imports import cells, reading
from clusterix.imports.models import Batch
from practices.models import Practice
from tests.imports.files import PRACTICES, as_csv, as_xlsx, faults, refusal, send, upload

pytestmark = pytest.mark.django_db
GOOD = {"slug": "vouchers", "title": "Vouchers", "organisation": "A chamber"}
HEAD = ["slug", "title", "organisation"]


def packed(**parts: bytes) -> bytes:
    """Return a zip archive with these parts; "__" in a name stands for a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def with_part(workbook: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO(workbook)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


BOOK = as_xlsx(HEAD, ["vouchers", "Vouchers", "A chamber"])
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><workbook>&b;</workbook>'
WHOLE_FILES = {
    "a picture": ("records.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 50, "neither an Excel workbook"),
    "an old workbook": ("records.xls", b"\xd0\xcf\x11\xe0" + b"0" * 50, "neither an Excel workbook"),
    "a text document": ("records.csv", packed(word__document_dot_xml=b"<x/>"), "neither an Excel workbook"),
    "a broken archive": ("records.xlsx", BOOK[:500], "damaged"),
    "a workbook without sheets": ("records.xlsx", packed(xl__workbook_dot_xml=b"<x/>"), "damaged"),
    "macros": ("records.xlsm", with_part(BOOK, "xl/vbaProject.bin", b"x"), "macros"),
    "an archive that blows up": ("r.xlsx", with_part(BOOK, "xl/a.xml", b"0" * 101 * 1024 * 1024), "100 MB"),
    "entities that blow up": ("r.xlsx", packed(xl__workbook_dot_xml=BOMB), "damaged"),
    "Latin letters": ("records.csv", "slug,title\nä,Ü".encode("latin-1"), "UTF-8"),
    "UTF-16": ("records.csv", "slug,title\nä,Ü".encode("utf-16"), "UTF-8"),
    "nothing but columns": ("records.csv", b"slug,title,organisation\n", "no row"),
    "no slug": ("records.csv", as_csv({"title": "Vouchers"}), "no column “slug”"),
    "an unknown column": ("records.csv", as_csv(GOOD | {"colour": "red"}), "no column “colour”"),
    "a column of the desk's own": (
        "records.csv",
        as_csv(GOOD | {"status": "published"}),
        "no column “status”",
    ),
    "one column twice": ("records.csv", b"slug,title,title\na,b,c\n", "two columns “title”"),
    "a column without a name": ("records.csv", b"slug,,title\na,b,c\n", "Column B has no name"),
    "a cell beside the columns": ("records.csv", b"slug,title\na,b,c\n", "Row 2: column C has no name"),
    "an open quotation mark": ("records.csv", b'slug,title\na,"b\n', "not written as CSV"),
    "too many columns": (
        "records.csv",
        b",".join(b"c%d" % n for n in range(300)) + b"\n",
        "more than 200 columns",
    ),
}


@pytest.mark.parametrize("kind", WHOLE_FILES)
def test_a_file_that_is_no_table_is_refused_with_a_reason(anna, kind) -> None:
    name, content, reason = WHOLE_FILES[kind]
    assert reason in refusal(send(anna, content, name))
    assert not Practice.objects.exists()


def test_two_hundred_thousand_rows_are_too_many(anna) -> None:
    content = b"slug,title,organisation\n" + b"".join(b"p-%d,T,O\n" % number for number in range(200_000))
    assert "more than 20,000 rows" in refusal(send(anna, content))


def test_a_workbook_that_goes_on_without_end_is_not_read_to_its_end(anna, monkeypatch) -> None:
    monkeypatch.setattr(reading, "LAST_ROW", 50)
    content = as_xlsx(HEAD, *([["a", "b", "c"]] + [[None, None, ""]] * 100))
    assert "more than 20,000 rows" in refusal(send(anna, content, "records.xlsx"))


def test_a_file_that_is_too_large_is_not_read(anna, monkeypatch) -> None:
    monkeypatch.setattr(reading, "MEGABYTES", 0)
    assert "larger than 0 MB" in refusal(send(anna, as_csv(GOOD)))


CELLS = {
    "another's address": ({"slug": ""}, "slug", "Give the record’s address"),
    "an address with a space": ({"slug": "a b"}, "slug", "valid “slug”"),
    "a page's address": ({"slug": "compare"}, "slug", "address of a page of the portal"),
    "a million letters": ({"problem": "x" * 1_000_000}, "problem", "1,000,000 characters"),
    "a title that is too long": ({"title": "x" * 101}, "title", "at most 100 characters"),
    "no title": ({"title": ""}, "title", "cannot be blank"),
    "NUL": ({"title": "a\0b"}, "title", "NUL"),
    "a partner that is not there": ({"partner": "nobody"}, "partner", "no partner “nobody”"),
    "a group that is not there": ({"working_groups": "x; y"}, "working_groups", "no working group “x”"),
    "a choice that is none": ({"scope": "galactic"}, "scope", "is none of: local, regional"),
    "a country that is none": ({"country": "ZZ"}, "country", "“ZZ” is none of"),
    "words for a number": ({"resources_amount": "much"}, "resources_amount", "is no number"),
    "a number without end": ({"resources_amount": "inf"}, "resources_amount", "is no number"),
    "a comma for a point": ({"resources_amount": "1,5"}, "resources_amount", "write it like 1234.5"),
    "too many digits": ({"resources_amount": "1" * 40}, "resources_amount", "too large"),
    "perhaps": ({"is_ongoing": "perhaps"}, "is_ongoing", "write yes or no"),
    "a tag without commas": ({"tags": "x" * 200}, "tags", "at most 100 characters"),
    "a link of five fields": ({"links": "a;b;c;d;e"}, "links", "more than these fields"),
    "a link to nowhere": ({"links": "a;javascript:alert(1)"}, "links", "valid URL"),
    "a day of German writing": ({"start_on": "1.5.2018"}, "start_on", "write it like 2018-05-31"),
    "a day of two meanings": ({"start_on": "05/06/2018"}, "start_on", "write it like 2018-05-31"),
    "a day in words": ({"start_on": "5 May 2018"}, "start_on", "write it like 2018-05-31"),
    "a day that is none": ({"start_on": "2018-02-30"}, "start_on", "write it like 2018-05-31"),
    "a day of the Romans": ({"start_on": "0217-02-03"}, "start_on", "between 1900 and 2100"),
    "a moment that is none": ({"public_from": "soon"}, "public_from", "2018-05-31 10:00"),
}


@pytest.mark.parametrize("kind", CELLS)
def test_a_cell_that_cannot_be_is_told_by_row_column_and_reason(anna, kind) -> None:
    given, column, reason = CELLS[kind]
    batch = upload(
        anna, as_csv(GOOD | dict.fromkeys(given, "") | {"slug": "first", "title": "T"}, GOOD | given)
    )
    [(row, name, told)] = faults(batch)
    assert (row, name) == (3, column)
    assert reason in told
    assert batch.state == "faulty"
    assert not Practice.objects.exists()


def test_two_rows_for_one_address_are_told(anna) -> None:
    batch = upload(anna, as_csv(GOOD, GOOD | {"title": "Again"}))
    assert faults(batch) == [(3, "slug", "Row 2 has this address already.")]


def test_formulas_and_errors_of_a_workbook_are_told(anna) -> None:
    batch = upload(anna, as_xlsx(HEAD, ["a", "=1+1", "X"], ["b", "B", "#REF!"]), "records.xlsx")
    assert [fault[:2] for fault in faults(batch)] == [(2, "title"), (3, "organisation")]
    assert "A formula" in faults(batch)[0][2]


def test_days_and_numbers_of_a_workbook_are_taken_as_what_they_are(anna) -> None:
    head = [*HEAD, "start_on", "resources_amount", "resources_currency", "is_ongoing"]
    batch = upload(anna, as_xlsx(head, [2014, 7.0, "X", date(2018, 5, 31), 1234.5, "EUR", True]), "r.xlsx")
    told = batch.lines.get().after["fields"]
    assert (told["slug"], told["title"], told["start_on"], told["resources_amount"]) == (
        "2014",
        "7",
        "2018-05-31",
        "1234.50",
    )


def test_semicolons_and_tabs_separate_as_well(anna) -> None:
    for separator in (";", "\t"):
        content = separator.join(HEAD) + "\n" + separator.join(["a", "A title, with a comma", "X"]) + "\n"
        assert upload(anna, content.encode("utf-8-sig")).counts()["new"] == 1


def test_empty_rows_are_passed_over_and_rows_keep_their_numbers(anna) -> None:
    batch = upload(anna, b"slug,title,organisation\n,,\n\nvouchers,,X\n")
    assert [fault[:2] for fault in faults(batch)] == [(4, "title")]


def test_plain_words_become_paragraphs_and_scripts_are_taken_out(anna) -> None:
    row = GOOD | {"problem": "One.\n\nTwo.", "approach": "<p>Good</p><script>alert(1)</script>"}
    told = upload(anna, as_csv(row)).lines.get().after["fields"]
    assert (told["problem"], told["approach"]) == ("<p>One.</p><p>Two.</p>", "<p>Good</p>")


def test_a_fault_of_the_portal_itself_is_said_and_kept_out_of_the_answer(anna, monkeypatch) -> None:
    monkeypatch.setattr(cells.Words, "clean", lambda *_given, **_named: 1 / 0)
    batch = upload(anna, as_csv(GOOD))
    assert (batch.state, batch.fault[:29]) == ("faulty", "The portal could not do this.")
    assert Batch.objects.count() == 1


def test_template_and_page_name_every_column(anna) -> None:
    template = b"".join(anna.get(f"{PRACTICES}template.xlsx").streaming_content)
    columns = reading._table(reading._cells_of_workbook(with_row(template))).columns
    page = anna.get(PRACTICES).content.decode()
    assert columns[0] == "slug"
    assert all(f"<code>{name}</code>" in page for name in columns)


def with_row(workbook: bytes) -> bytes:
    book = load_workbook(io.BytesIO(workbook))
    book.worksheets[0].append(["a"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_part_under_two_spellings_is_counted_twice(anna) -> None:
    """The archive’s list may name a huge part, and an empty one that differs by a capital only."""
    huge = b" " * (reading.UNPACKED_MEGABYTES + 1) * 1024 * 1024
    monstrous = packed(xl__workbook_dot_xml=b"", xl__A_dot_xml=huge, xl__a_dot_xml=b"")
    assert "Unpacked" in refusal(send(anna, monstrous, "records.xlsx"))


def test_a_row_of_nothing_but_commas_is_read_in_no_time(anna) -> None:
    began = time.process_time()
    assert "There is no row" in refusal(send(anna, b"slug" + b"," * 300_000))
    assert time.process_time() - began < 5


def test_a_workbook_of_millions_of_empty_tags_is_not_read(anna, monkeypatch) -> None:
    """A few hundred kilobytes would take minutes, and gigabytes of memory."""
    monkeypatch.setattr(reading, "MOST_MARKS", 100_000)
    empty = b"<sst>" + b"<si/>" * 100_000 + b"</sst>"
    assert "too much" in refusal(send(anna, with_part(BOOK, "xl/more.xml", empty), "records.xlsx"))


def test_an_address_that_cannot_be_read_is_told_with_its_row(anna) -> None:
    for content, name, reason in (
        (as_csv(GOOD | {"slug": "a\0b"}), "records.csv", "NUL"),
        (as_csv(GOOD | {"slug": "a" * 100_001}), "records.csv", "a cell holds at most"),
        (as_xlsx(HEAD, ["=1+1", "Vouchers", "A chamber"]), "records.xlsx", "A formula"),
    ):
        batch = upload(anna, content, name)
        [(row, column, told)] = faults(batch)
        assert (row, column) == (2, "slug")
        assert reason in told
        assert not batch.fault


def test_a_whole_number_beyond_all_reckoning_is_told(anna) -> None:
    """Python’s own reckoning breaks off at it."""
    row = {"slug": "advice", "title": "Do it", "order": "1e999999999"}
    batch = upload(anna, as_csv(row), where="/admin/recommendations/recommendation/import/")
    assert any(
        (column, "is no whole number" in told) == ("order", True) for _row, column, told in faults(batch)
    )
    assert not batch.fault
