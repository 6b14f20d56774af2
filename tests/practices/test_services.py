"""Services: beside each other in a table, and by who pays, who provides them and for whom they are open."""

import re
from html import unescape
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practices import services_compared
from practices.models.service import ServiceQuerySet
from tests.desk.acting import address, again, at_the_desk, revision, save, step, working_copy
from tests.making import make_partner, make_service, make_source
from tests.page_reading import cards, look, text

pytestmark = pytest.mark.django_db
LIST, TABLE = "/practices/services/", "/practices/services/?view=matrix"


def bare(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def rows(client: Any, address: str = TABLE) -> dict[str, list[str]]:
    """Return what the table says of each service, in its order; of a group, which has no fields, nothing."""
    page = client.get(address).content.decode()
    headings = [bare(one) for one in re.findall(r'<th scope="col">(.*?)</th>', page)]
    told = {}
    for row in re.findall(r"<tr.*?</tr>", page.partition("</thead>")[2], re.DOTALL):
        name = bare(re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)[0])
        named = re.findall(r'offered-name">(.*?)</span>(.*?)</td>', row, re.DOTALL)
        assert [bare(column) for column, _said in named] in ([], headings[1:]), "each field names its column"
        told[name] = [bare(said) for _column, said in named]
    return told


def test_the_table_says_of_each_service_what_there_is_to_compare_and_what_is_not_known(client) -> None:
    partner = make_partner(slug="ecoplus", short_name="ecoplus")
    make_service(
        name="Coaching",
        partner=partner,
        provider="",
        country="AT",
        payer_kind="public",
        payer="The state",
        stage="young",
        experience="works",
        is_open_to_others=True,
    )
    make_service(name="Audit", provider="A network", payer="Members", is_open_to_others=False)
    make_service(name="Training", provider="A school", payer_kind="clusters", experience="stopped")
    make_service(name="Not yet", provider="A secret body", status="draft")
    assert rows(client) == {
        "Austria": [],
        "Coaching": ["ecoplus", "National or regional money – The state", "Young clusters", "Works", "Yes"],
        "No country is named": [],
        "Audit": ["A network", "Members", "Not known", "Not known", "No"],
        "Training": ["A school", "The clusters themselves", "Not known", "Stopped", "Not known"],
    }  # fmt: skip
    assert "A secret body" not in look(client, TABLE).words


def test_the_experience_has_a_sign_beside_its_word_and_none_where_it_is_not_known(client) -> None:
    for experience in ("works", "tried", "stopped", ""):
        make_service(experience=experience)
    page = client.get(TABLE).content.decode()
    assert re.findall(r"sign-(\w+)", page) == ["disc", "ring", "diamond"]


def test_services_of_one_country_and_of_one_provider_stand_together(client) -> None:
    for name, provider, country in (
        *(("A", "Zeta", "DK"), ("B", "Alpha", "DK"), ("C", "Zeta", "DK")),
        *(("D", "Beta", ""), ("E", "Beta", "BE")),
    ):
        make_service(name=name, provider=provider, country=country)
    assert list(rows(client)) == ["Belgium", "E", "Denmark", "B", "A", "C", "No country is named", "D"]


def test_the_table_has_headings_for_columns_rows_and_groups_and_a_caption(client) -> None:
    make_service(name="Coaching", country="AT")
    page = client.get(TABLE).content.decode()
    assert '<caption class="visually-hidden">Services beside each other</caption>' in page
    assert page.count('<th scope="col">') == 6
    assert page.count('<th scope="row">') == 1
    assert '<td colspan="6"><h3>Austria</h3></td>' in page


def test_a_provider_leads_to_the_list_of_its_services_and_a_service_to_its_page(client) -> None:
    hidden = make_partner(short_name="Hidden", status="draft")
    service = make_service(name="Audit", provider="A & B", experience="works")
    make_service(name="Camp", provider="A & B", experience="works")
    make_service(name="Other", partner=hidden, provider="", experience="works")
    page = look(client, f"{TABLE}&status=works")
    assert service.get_absolute_url() in page.links
    assert cards(client, f"{LIST}?status=works&provider=A+%26+B") == ["Audit", "Camp"]
    assert "?status=works&provider=A+%26+B" in page.links
    assert "Hidden" not in page.words
    assert rows(client)["Other"][0] == "Not known"


def test_the_table_follows_the_filters_and_the_words(client) -> None:
    make_service(name="Audit", experience="stopped")
    make_service(name="Camp", experience="works")
    assert [name for name, told in rows(client).items() if told] == ["Audit", "Camp"]
    assert [name for name, told in rows(client, f"{TABLE}&status=stopped").items() if told] == ["Audit"]
    assert [name for name, told in rows(client, f"{TABLE}&q=camp").items() if told] == ["Camp"]


def test_of_very_many_services_the_first_stand_in_the_table_and_the_others_are_counted(
    client, monkeypatch
) -> None:
    for number in range(4):
        make_service(name=f"Service {number}")
    assert "more service" not in look(client, TABLE).words, "the control"
    monkeypatch.setattr(services_compared, "MOST", 3)
    assert sum(1 for told in rows(client).values() if told) == 3
    assert "1 more service is found" in look(client, TABLE).words


def questions(client: Any, address: str = TABLE) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_many_services_need_no_more_questions_than_two(client, monkeypatch) -> None:
    def more(count: int) -> None:
        for _ in range(count):
            make_service(partner=make_partner())
        client.get(TABLE)

    more(2)
    few = questions(client)
    more(6)
    assert questions(client) == few
    monkeypatch.setattr(ServiceQuerySet, "select_related", lambda self, *relations: self)
    assert questions(client) > few, "the control: a table that asks for each service"


# Who pays.


def test_services_are_found_by_whose_money_pays(client) -> None:
    make_service(name="Coaching", payer_kind="public", payer="A ministry")
    make_service(name="Camp", payer_kind="european")
    make_service(name="Audit", payer="Somebody")
    assert cards(client, f"{LIST}?payer=public") == ["Coaching"]
    assert cards(client, f"{LIST}?payer=public&payer=european") == ["Camp", "Coaching"]
    page = look(client, f"{LIST}?payer=clusters")
    assert page.notices == ["“clusters” is not a value of “Who pays” here; it was left out."], "the control"
    assert sorted(page.cards) == ["Audit", "Camp", "Coaching"]
    facet = client.get(LIST).content.decode().partition("<legend>Who pays</legend>")[2].partition("</ul>")[0]
    assert re.findall(r'value="([^"]*)"', facet) == ["public", "european"]


def test_what_two_pay_together_is_found_under_each_of_them(client) -> None:
    make_service(name="Coaching", payer_kind="public")
    make_service(name="Camp", payer_kind="public-and-european")
    make_service(name="Audit", payer_kind="public-and-clusters")
    assert cards(client, f"{LIST}?payer=public") == ["Audit", "Camp", "Coaching"]
    assert cards(client, f"{LIST}?payer=european") == ["Camp"]
    assert cards(client, f"{LIST}?payer=clusters") == ["Audit"]
    facet = client.get(LIST).content.decode().partition("<legend>Who pays</legend>")[2].partition("</ul>")[0]
    assert re.findall(r'value="([^"]*)"', facet) == ["public", "european", "clusters"]


def test_the_card_and_the_page_say_whose_money_pays_and_who_more_exactly(client) -> None:
    for kind, payer, words in (
        ("public", "A ministry", "National or regional money – A ministry"),
        ("european", "", "European money"),
        ("", "Somebody", "Somebody"),
    ):
        service = make_service(payer_kind=kind, payer=payer)
        assert words in look(client, service.get_absolute_url()).words
        assert f"Who pays: {words}" in look(client, LIST).words
    unknown = make_service()
    assert "Who pays is not known." in look(client, LIST).words
    assert "money" not in look(client, unknown.get_absolute_url()).words, "the control"


def test_a_kind_of_payer_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValidationError):
        make_service(payer_kind="nobody").full_clean()
    make_service(payer_kind="clusters").full_clean()


def test_whose_money_pays_is_changed_by_a_working_copy_and_gone_back_to(manager, client) -> None:
    service = make_service(payer_kind="public", description="<p>Advice.</p>", sources=[make_source()])
    desk = at_the_desk(manager)
    save(desk, service, payer_kind="clusters")
    assert (again(service).payer_kind, working_copy(service).payer_kind) == ("public", "clusters")
    assert "National or regional money" in look(client, service.get_absolute_url()).words
    step(desk, service, "publish")
    assert again(service).payer_kind == "clusters"
    assert cards(client, f"{LIST}?payer=clusters") == [service.name]
    desk.post(address(service, "revert"), {"to": 0, "_revision": revision(service)})
    assert working_copy(service).payer_kind == "public"


def test_an_export_says_whose_money_pays(client) -> None:
    make_service(payer_kind="public-and-clusters", payer="Members")
    exported = text(client.get(f"{LIST}export.csv"))
    assert "public-and-clusters" in exported


def test_services_by_whether_they_are_open_and_by_whoever_provides_them(client) -> None:
    hidden = make_partner(short_name="Hidden", status="draft")
    make_service(name="Open", is_open_to_others=True, provider="A network", payer="The region")
    make_service(name="Closed", is_open_to_others=False, partner=hidden, provider="A school")
    make_service(name="Nobody knows", is_open_to_others=None, provider="A network")
    for query, names in (
        ("open=yes", ["Open"]),
        ("open=no", ["Closed"]),
        ("open=not-known", ["Nobody knows"]),
        ("provider=A+network", ["Nobody knows", "Open"]),
        ("provider=A+school", ["Closed"]),
    ):
        assert cards(client, f"/practices/services/?{query}") == names, query
    page = look(client, "/practices/services/").words
    for words in ("Who pays: The region", "Who pays is not known.", "Not open to other regions"):
        assert words in page
