"""Who gave and who took up, as a table; and the ways to what did not work."""

import re
from html import unescape
from typing import Any

import pytest

from practices import pictures
from tests.making import make_partner, make_practice, make_service, make_transfer
from tests.page_reading import cards, look, text

pytestmark = pytest.mark.django_db
TRANSFERS = "/practices/transfers/?view=matrix"


def table(client: Any, address: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the words and the address of each field that is not empty, by its row and column."""
    page = client.get(address).content.decode()
    head, *rows = [
        re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)
        for row in re.findall(r"<tr>.*?</tr>", page, re.DOTALL)
    ]
    columns = [bare(heading) for heading in head]
    return {
        (bare(row[0]), column): (bare(cell), address_in(cell))
        for row in rows
        for column, cell in list(zip(columns, row, strict=True))[1:]
        if bare(cell)
    }


def bare(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", markup)).split())


def address_in(markup: str) -> str:
    found = re.search(r'href="([^"]*)"', markup)
    return unescape(found[1]) if found else ""


@pytest.fixture
def ledger() -> dict[str, Any]:
    """Two partners and two organisations outside; one of the partners gives and takes."""
    giver, taker = (
        make_partner(slug="giver", short_name="Giver"),
        make_partner(slug="taker", short_name="Taker"),
    )
    given = make_practice(title="Given", partner=giver)
    outside = make_practice(title="From outside", organisation="A chamber")
    for number in (1, 2):
        make_transfer(practice=given, receiving_partner=taker, stage="running", changed=f"Change {number}.")
    make_transfer(practice=given, receiving_organisation="A ministry & others", stage="interest")
    make_transfer(practice=outside, receiving_partner=giver, stage="dropped")
    return {"giver": giver, "taker": taker, "given": given, "outside": outside}


def test_each_field_counts_what_went_from_its_row_to_its_column(client, ledger) -> None:
    told = {sides: words for sides, (words, _address) in table(client, TRANSFERS).items()}
    assert told == {
        ("Giver", "Taker"): "2 transfers from Giver to Taker",
        ("Giver", "A ministry & others"): "1 transfer from Giver to A ministry & others",
        ("A chamber", "Giver"): "1 transfer from A chamber to Giver",
    }


def test_a_field_leads_to_exactly_its_transfers(client, ledger) -> None:
    make_transfer(practice=make_practice(partner=ledger["taker"]), receiving_partner=ledger["giver"])
    for (giver, receiver), (words, address) in table(client, TRANSFERS).items():
        found = cards(client, f"/practices/transfers/{address}")
        assert len(found) == int(words.split()[0]), address
        page = text(client.get(f"/practices/transfers/{address}"))
        assert {giver, receiver} <= {
            bare(strong) for strong in re.findall(r"<strong>.*?</strong>", page)
        } or ("&amp;" in page)


def test_the_table_follows_the_filters_and_the_words(client, ledger) -> None:
    assert list(table(client, f"{TRANSFERS}&stage=dropped")) == [("A chamber", "Giver")]
    assert list(table(client, f"{TRANSFERS}&q=change")) == [("Giver", "Taker")]
    assert list(table(client, f"{TRANSFERS}&receiver=A+ministry+%26+others")) == [
        ("Giver", "A ministry & others")
    ]
    assert len(table(client, f"{TRANSFERS}&partner=giver")) == 3, (
        "the older filter, on either side, still counts"
    )
    page = look(client, f"{TRANSFERS}&stage=running")
    assert "2 transfers" in page.words
    assert "/practices/transfers/?view=matrix" in page.chips[0] or page.chips[0].endswith("?view=matrix")


def test_what_is_not_public_is_in_no_field(client, ledger) -> None:
    make_transfer(practice=ledger["given"], receiving_partner=ledger["taker"], status="draft")
    draft = make_practice(organisation="A secret body", status="draft")
    make_transfer(practice=draft, receiving_organisation="Somebody")
    hidden = make_partner(short_name="Hidden", status="draft")
    make_transfer(practice=make_practice(organisation="A seen body"), receiving_partner=hidden)
    found = table(client, TRANSFERS)
    assert len(found) == 3
    assert found["Giver", "Taker"][0].startswith("2 transfers")
    page = look(client, TRANSFERS).words
    assert "Hidden" not in page
    assert "A secret body" not in page
    assert "1 transfer is not in the table: one side is not named here" in page
    hidden.status = "published"
    hidden.save()
    assert ("A seen body", "Hidden") in table(client, TRANSFERS), "the control"


def test_of_very_many_sides_those_with_most_are_shown(client, ledger, monkeypatch) -> None:
    monkeypatch.setattr(pictures, "MOST_SIDES", 1)
    assert list(table(client, TRANSFERS)) == [("Giver", "Taker")]
    assert "2 transfers are not in the table" in look(client, TRANSFERS).words


def test_nothing_found_is_said_in_the_table_as_in_the_list(client, ledger) -> None:
    page = look(client, f"{TRANSFERS}&q=qzxqzx")
    assert "Nothing here holds all of" in page.words


def test_the_table_has_headers_a_caption_and_a_part_of_its_own_to_scroll(client, ledger) -> None:
    page = client.get(TRANSFERS).content.decode()
    assert '<caption class="visually-hidden">Transfers by who gave and who took up</caption>' in page
    assert 'tabindex="0" role="region" aria-label="Transfers by who gave and who took up"' in page
    assert page.count('<th scope="row">') == 2
    assert page.count('<th scope="col">') == 4


def test_a_view_that_a_list_does_not_have_is_left_out_with_a_word(client) -> None:
    make_practice(title="Pool")
    page = look(client, "/practices/?view=matrix")
    assert page.cards == ["Pool"]
    assert page.notices


# What did not work.


def test_the_list_of_practices_leads_to_what_did_not_work(client) -> None:
    make_practice(title="Worked", outcome="worked")
    make_practice(title="Failed", outcome="did-not-work", difficulties="Nobody came.")
    make_practice(title="In part", outcome="mixed")
    make_practice(title="Secret", outcome="mixed", status="draft")
    make_service(name="Audit", experience="stopped")
    make_transfer(stage="dropped", practice=make_practice(title="Left"))
    page = look(client, "/practices/")
    for words, address, names in (
        (
            "2 practices that worked in part or not at all",
            "/practices/?outcome=did-not-work&outcome=mixed",
            None,
        ),
        ("1 service that was stopped", "/practices/services/?status=stopped", ["Audit"]),
        ("1 transfer that was dropped", "/practices/transfers/?stage=dropped", ["Left"]),
    ):
        assert words in page.words
        assert address in page.links
        found = cards(client, address)
        assert sorted(found) == (names or ["Failed", "In part"])
        assert not look(client, address).notices


def test_where_all_worked_nothing_leads_to_what_did_not(client) -> None:
    make_practice(outcome="worked")
    assert "What did not work" not in look(client, "/practices/").words


def test_what_did_not_work_is_said_in_words_on_the_card_and_on_the_page(client) -> None:
    failed = make_practice(outcome="did-not-work", difficulties="Nobody came.")
    mixed = make_practice(outcome="mixed")
    worked = make_practice(outcome="worked")
    assert '<strong class="badge">Worked in part</strong>' in text(client.get(mixed.get_absolute_url()))
    facet = (
        text(client.get("/practices/")).partition("<legend>Did it work?</legend>")[2].partition("</ul>")[0]
    )
    assert re.findall(r'class="option">(.*?)<', facet) == ["Worked", "Worked in part", "Did not work"]
    page = client.get("/practices/").content.decode()
    assert page.count('class="badge"') == 2
    assert "What others can learn from that stands below" in text(client.get(failed.get_absolute_url()))
    assert "Why is not known." in text(client.get(mixed.get_absolute_url()))
    assert "badge" not in client.get(worked.get_absolute_url()).content.decode()
