"""Who gave and who took up, as a table; and the ways to what did not work."""

import re
from html import unescape
from itertools import pairwise
from typing import Any

import pytest
from django_countries import countries

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
    """Return the words of a field as they are read out."""
    told = re.sub(r'<span aria-hidden="true">.*?</span>', "", markup)
    return " ".join(unescape(re.sub(r"<[^>]*>", "", told)).split())


def address_in(markup: str) -> str:
    found = re.search(r'href="([^"]*)"', markup)
    return unescape(found[1]) if found else ""


@pytest.fixture
def ledger() -> dict[str, Any]:
    """Two partners, in Austria and in France, and two organisations outside, in Hungary and in Romania."""
    giver = make_partner(slug="giver", country="AT")
    taker = make_partner(slug="taker", country="FR")
    given = make_practice(title="Given", partner=giver, country="AT")
    outside = make_practice(title="From outside", organisation="A chamber", country="HU")
    for number in (1, 2):
        make_transfer(practice=given, receiving_partner=taker, stage="running", changed=f"Change {number}.")
    make_transfer(practice=given, receiving_organisation="A ministry", country="RO", stage="interest")
    make_transfer(practice=outside, receiving_partner=giver, stage="dropped")
    return {"giver": giver, "taker": taker, "given": given, "outside": outside}


def test_each_field_counts_what_went_from_its_row_to_its_column(client, ledger) -> None:
    told = {sides: words for sides, (words, _address) in table(client, TRANSFERS).items()}
    assert told == {
        ("Austria", "France"): "2 transfers from Austria to France",
        ("Austria", "Romania"): "1 transfer from Austria to Romania",
        ("Hungary", "Austria"): "1 transfer from Hungary to Austria",
    }
    page = client.get(TRANSFERS).content.decode()
    assert page.count('<span aria-hidden="true">2</span>') == 1, "what is seen is the number alone"


def test_a_field_leads_to_exactly_its_transfers(client, ledger) -> None:
    back = make_practice(title="Back", partner=ledger["taker"], country="FR")
    make_transfer(practice=back, receiving_partner=ledger["giver"])
    expected = {
        ("Austria", "France"): ["Given", "Given"],
        ("Austria", "Romania"): ["Given"],
        ("Hungary", "Austria"): ["From outside"],
        ("France", "Austria"): ["Back"],
    }
    fields = table(client, TRANSFERS)
    assert set(fields) == set(expected)
    for sides, (words, address) in fields.items():
        found = cards(client, f"/practices/transfers/{address}")
        assert found == expected[sides], address
        assert words.startswith(f"{len(found)} transfer")


def test_a_field_keeps_what_was_filtered(client, ledger) -> None:
    ((_words, address),) = table(client, f"{TRANSFERS}&stage=running&q=change").values()
    assert address == "?q=change&stage=running&giving_country=at&country=fr"
    assert cards(client, f"/practices/transfers/{address}") == ["Given", "Given"]


def test_where_a_side_names_no_country_its_partner_says_it(client) -> None:
    giver, taker = make_partner(country="BE"), make_partner(country="SI")
    make_transfer(practice=make_practice(partner=giver, country=""), receiving_partner=taker)
    make_transfer(practice=make_practice(partner=giver, country="LU"), receiving_partner=taker, country="HR")
    assert list(table(client, TRANSFERS)) == [("Belgium", "Slovenia"), ("Luxembourg", "Croatia")]
    assert len(cards(client, "/practices/transfers/?giving_country=be")) == 1
    assert len(cards(client, "/practices/transfers/?country=si")) == 1
    giver.status = "draft"
    giver.save()
    assert list(table(client, TRANSFERS)) == [("Luxembourg", "Croatia")], "a draft says nothing"
    assert "1 transfer is not in the table: no single country is known" in look(client, TRANSFERS).words


def test_the_table_follows_the_filters_and_the_words(client, ledger) -> None:
    assert list(table(client, f"{TRANSFERS}&stage=dropped")) == [("Hungary", "Austria")]
    assert list(table(client, f"{TRANSFERS}&q=change")) == [("Austria", "France")]
    assert list(table(client, f"{TRANSFERS}&receiver=A+ministry")) == [("Austria", "Romania")]
    assert len(table(client, f"{TRANSFERS}&partner=giver")) == 3, (
        "the older filter, on either side, still counts"
    )
    page = look(client, f"{TRANSFERS}&stage=running")
    assert "2 transfers" in page.words
    assert "/practices/transfers/?view=matrix" in page.chips[0] or page.chips[0].endswith("?view=matrix")


def test_what_is_not_public_is_in_no_field(client, ledger) -> None:
    make_transfer(practice=ledger["given"], receiving_partner=ledger["taker"], status="draft")
    draft = make_practice(country="IS", status="draft")
    make_transfer(practice=draft, receiving_organisation="Somebody", country="FR")
    hidden = make_partner(country="NO", status="draft")
    make_transfer(practice=make_practice(country="SE"), receiving_partner=hidden)
    found = table(client, TRANSFERS)
    assert len(found) == 3
    assert found["Austria", "France"][0].startswith("2 transfers")
    page = look(client, TRANSFERS).words
    assert "Norway" not in page
    assert "Iceland" not in page
    assert "1 transfer is not in the table: no single country is known" in page
    hidden.status = "published"
    hidden.save()
    assert ("Sweden", "Norway") in table(client, TRANSFERS), "the control"


def test_of_very_many_countries_those_with_most_are_shown(client, ledger, monkeypatch) -> None:
    monkeypatch.setattr(pictures, "MOST_COUNTRIES", 1)
    assert list(table(client, TRANSFERS)) == [("Austria", "France")]
    assert "2 transfers are not in the table" in look(client, TRANSFERS).words


def test_the_table_stays_small_whatever_is_in_it(client) -> None:
    codes = [code for code, _name in countries][:40]
    for one, other in pairwise(codes):
        make_transfer(practice=make_practice(country=one), receiving_organisation="Somebody", country=other)
    page = client.get(TRANSFERS).content.decode()
    assert page.count('<th scope="row">') <= pictures.MOST_COUNTRIES
    assert page.count('<th scope="col">') <= pictures.MOST_COUNTRIES + 1
    assert 0 < page.count('class="grid-said"') < len(codes) - 1, "the control: there were more"


def test_nothing_found_is_said_in_the_table_as_in_the_list(client, ledger) -> None:
    page = look(client, f"{TRANSFERS}&q=qzxqzx")
    assert "Nothing here holds all of" in page.words


def test_the_table_has_headers_a_caption_and_a_part_of_its_own_to_scroll(client, ledger) -> None:
    page = client.get(TRANSFERS).content.decode()
    assert '<caption class="visually-hidden">Transfers from country to country</caption>' in page
    assert 'tabindex="0" role="region" aria-label="Transfers from country to country"' in page
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
    make_practice(title="Frank", limits="Few firms came.")
    page = look(client, "/practices/")
    for words, address, names in (
        (
            "2 practices that worked in part or not at all",
            "/practices/?outcome=did-not-work&outcome=mixed",
            None,
        ),
        ("1 practice that tells what it did not achieve", "/practices/?tells=limits", ["Frank"]),
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


def test_on_its_practice_a_transfer_says_where_it_went_and_in_the_list_from_whom_to_whom(client) -> None:
    practice = make_practice(title="Pool", organisation="A chamber")
    make_transfer(practice=practice, receiving_organisation="A ministry", region="Skåne", country="SE")
    own = text(client.get(practice.get_absolute_url()))
    assert "Skåne, Sweden" in own
    assert "<strong>A chamber</strong>" not in own
    listed = text(client.get("/practices/transfers/"))
    assert "<strong>A chamber</strong>" in listed, "the control"
