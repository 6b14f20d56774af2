"""A list as a file: exactly what the page shows, all pages of it, and nothing that is not public."""

import csv
import io
import json
import zipfile
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusterix.browse import exports
from tests.making import make_group, make_partner, make_practice, make_transfer
from tests.page_reading import body, look

pytestmark = pytest.mark.django_db
LIST = "/practices/"


def as_csv(client: Any, query: str = "", of: str = LIST) -> list[dict[str, str]]:
    text = body(client.get(f"{of}export.csv{query}")).decode()
    assert text.startswith("\ufeff"), "spreadsheets know the letters by it"
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def as_json(client: Any, query: str = "") -> dict[str, Any]:
    return json.loads(body(client.get(f"{LIST}export.json{query}")))


def test_a_file_holds_all_pages_of_the_filtered_list_in_its_order(client) -> None:
    for number in range(25):
        make_practice(title=f"Practice {number:02}", country="AT")
    make_practice(title="Elsewhere", country="SE")
    titles = [f"Practice {number:02}" for number in range(25)]
    assert [row["title"] for row in as_csv(client, "?country=at&sort=title")] == titles
    assert [row["title"] for row in as_json(client, "?country=at&sort=title")["results"]] == titles
    assert len(as_csv(client, "?country=at&page=2")) == 25, "a page number means nothing to a file"


def test_a_page_offers_its_files_with_its_own_filters(client) -> None:
    make_practice(country="AT")
    make_practice(country="SE")
    links = look(client, f"{LIST}?country=at&theme=wrong").links
    assert "export.csv?country=at" in links
    assert "export.json?country=at" in links


def test_relations_are_named_and_those_that_are_not_public_left_out(client) -> None:
    hidden = make_group(name="Hidden", status="draft")
    groups = [make_group(name="Printing"), make_group(name="Digital"), hidden]
    make_practice(title="A", partner=make_partner(short_name="ecoplus"), working_groups=groups)
    make_practice(title="B", partner=make_partner(short_name="Secret", status="draft"))
    first, second = as_csv(client, "?sort=title")
    assert first["partner"] == "ecoplus"
    assert first["working_groups"] == "Printing; Digital"
    assert second["partner"] == ""


def test_each_row_has_the_address_of_its_page_and_json_says_whence_and_under_which_licence(client) -> None:
    practice = make_practice(resources_amount=1000, resources_currency="EUR")
    assert as_csv(client)[0]["address"] == f"http://testserver{practice.get_absolute_url()}"
    told = as_json(client)
    assert told["licence"] == "CC BY 4.0"
    assert told["source"].endswith("/practices/export.json")
    assert told["results"][0]["resources_amount"] == "1000.00"
    assert told["results"][0]["is_ongoing"] is False


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@cmd", "\t=1", "\r=1", "＝1"])
def test_a_text_is_never_a_formula(client, text) -> None:
    make_practice(organisation=text + " is the organisation", problem=text + " is the problem")
    row = as_csv(client)[0]
    assert row["organisation"].startswith(f"'{text}")
    assert row["problem"].startswith(f"'{text.strip()}")  # prose begins with a word
    assert as_json(client)["results"][0]["organisation"].startswith(text), "JSON has no formulas"


def test_a_text_is_no_formula_either_where_a_semicolon_ends_a_cell(client) -> None:
    make_practice(problem="one; =1+1;@cmd; two")
    assert as_csv(client)[0]["problem"] == "one; '=1+1;'@cmd; two"


def test_numbers_below_zero_stay_numbers(client) -> None:
    make_practice(latitude=-21, longitude=-47)
    assert as_csv(client)[0]["latitude"] == "-21.00000"


def sheets(client: Any, query: str = "") -> list[str]:
    """Return the two sheets of the workbook as XML."""
    with zipfile.ZipFile(io.BytesIO(body(client.get(f"{LIST}export.xlsx{query}")))) as book:
        return [book.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2)]


def test_a_workbook_has_typed_cells_a_fixed_head_and_a_sheet_on_where_it_comes_from(client) -> None:
    practice = make_practice(
        title="=1+1", country="AT", resources_amount=1000, resources_currency="EUR", start_on="2018-03-01"
    )
    make_practice(country="SE")
    records, about = sheets(client, "?country=at")
    assert records.count("<row") == 2
    assert "<t>=1+1</t>" in records, "a text"
    assert "<f>" not in records, "and no formula"
    assert "<v>1000</v>" in records, "a number"
    assert "<v>43160</v>" in records, "a date, as Excel counts days"
    assert practice.get_absolute_url() in records
    assert 'state="frozen"' in records
    assert "<t>Austria</t>" in about
    assert "<t>CC BY 4.0</t>" in about


def test_a_file_says_of_what_it_is_a_list(client) -> None:
    """Readers announce a workbook by its title."""
    with zipfile.ZipFile(io.BytesIO(body(client.get(f"{LIST}export.xlsx")))) as book:
        assert "<dc:title>Clusterix: Good practices</dc:title>" in book.read("docProps/core.xml").decode()
    assert as_json(client)["title"] == "Clusterix: Good practices"


def test_rows_are_sent_while_they_are_read(client) -> None:
    make_practice()
    response = client.get(f"{LIST}export.csv")
    assert response.streaming
    assert response.headers["Content-Disposition"] == 'attachment; filename="clusterix-practice.csv"'
    body(response)


def test_an_empty_list_is_an_empty_file(client) -> None:
    assert as_csv(client, "?q=nowhere") == []
    assert as_json(client, "?q=nowhere")["results"] == []


def test_a_visitor_who_goes_away_leaves_no_work_behind(client, monkeypatch) -> None:
    """Rows are read a few at a time, and no further ones after the server has closed the answer."""
    monkeypatch.setattr(exports, "AT_ONCE", 2)
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)  # the test's own one
    for _ in range(9):
        make_practice()
    response = client.get(f"{LIST}export.csv")
    rows = iter(response.streaming_content)
    with CaptureQueriesContext(connection) as first:
        next(rows), next(rows)
    with CaptureQueriesContext(connection) as after:
        response.close()
        assert list(rows) == []
    with CaptureQueriesContext(connection) as whole:
        assert len(body(client.get(f"{LIST}export.csv")).splitlines()) == 10
    assert 0 < len(first) < len(whole) / 3
    assert len(after) == 0


def test_the_file_of_transfers_says_who_gave_and_who_took(client) -> None:
    public, secret = (
        make_partner(short_name="ecoplus", country="AT"),
        make_partner(country="SE", status="draft"),
    )
    for title, partner in (("A", public), ("B", secret)):
        practice = make_practice(title=title, partner=partner, organisation="An agency", country="")
        make_transfer(practice=practice, receiving_organisation="Skövde Science Park")
    rows = as_csv(client, "?sort=title", of="/practices/transfers/")
    names = "giving_partner", "giving_organisation", "giving_country", "receiving_organisation"
    assert [[row[name] for name in names] for row in rows] == [
        ["ecoplus", "An agency", "AT", "Skövde Science Park"],
        ["", "An agency", "", "Skövde Science Park"],
    ]
