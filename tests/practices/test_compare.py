"""Practices side by side: which ones, what is said of them, what is marked, how others are added."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practices.comparison import Cell, Row, Said
from practices.models import Practice
from practices.models.practice import PracticeQuerySet
from tests.graph import make_graph
from tests.making import make_evidence, make_group, make_partner, make_practice, make_service, make_transfer
from tests.page_reading import Page, look

pytestmark = pytest.mark.django_db
COMPARE = "/practices/compare/"


def address(*slugs: str) -> str:
    return COMPARE + "?" + "&".join(f"practice={slug}" for slug in slugs)


def columns(page: str) -> list[str]:
    """Return the slugs of the practices that stand side by side, in their order."""
    return [part.partition('/"')[0] for part in page.split('compared-title" href="/practices/')[1:]]


def row(page: str, name: str) -> str:
    """Return the markup of the row of this name."""
    return page.split(f'<th scope="row">{name}')[1].partition("</tr>")[0]


def queries(client: Any, asked: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(asked).status_code == 200
    return len(captured)


@pytest.fixture
def four() -> list[Practice]:
    return [make_practice(title=f"Title {slug}", slug=slug) for slug in ("a", "b", "c", "d")]


def test_practices_stand_side_by_side_in_the_order_of_the_address(client, four) -> None:
    assert columns(client.get(address("c", "a")).text) == ["c", "a"]
    assert columns(client.get(address("d", "c", "b", "a")).text) == ["d", "c", "b", "a"]


def test_the_comparison_says_what_the_pages_say(client) -> None:
    partner, theme = make_partner(short_name="ecoplus"), make_group(short_name="3D printing")
    told = make_practice(
        slug="told",
        partner=partner,
        working_groups=[theme],
        start_on=datetime.date(2015, 1, 1),
        start_precision="year",
        scope="regional",
        outcome="mixed",
        problem="Too dear.",
        transferability="Everywhere.",
        editors_note="Our own thought.",
    )
    told.tags.add("vouchers")
    make_transfer(practice=told, receiving_organisation="Skövde Science Park", stage="piloting")
    origin = make_practice(title="The first tool")
    make_transfer(practice=origin, became=told)
    make_service(name="Coaching", practices=[told])
    backed = make_evidence(practice=told).recommendation
    make_practice(slug="other")
    page = client.get(address("told", "other")).text
    for name, said in (
        *(("Theme", "3D printing"), ("Partner", "ecoplus"), ("When", "2015"), ("Scope", "Regional")),
        *(
            ("Did it work?", "Worked in part"),
            ("Tags", "vouchers"),
            ("What problem it addresses", "Too dear."),
        ),
        *(
            ("Potential for learning or transfer", "Everywhere."),
            ("Where it travelled", "Skövde Science Park"),
            ("Where it came from", "The first tool"),
        ),
        *(("Services that go with it", "Coaching"), ("Backs the recommendation", backed.title)),
        ("Editors’ note", "Our own thought."),
    ):
        assert said in row(page, name), name
        assert "Not known" in row(page, name) or "None of the nine" in row(page, name), name


def test_the_rows_follow_the_template(client, four) -> None:
    page = client.get(address("a", "b")).text
    names = ["Theme", "Where", "When", "Scope", "What problem it addresses", "What was done", "Who benefits"]
    names += ["Evidence of success", "Difficulties and lessons", "Potential for learning or transfer"]
    names += ["Where it travelled", "Backs the recommendation", "Sources"]
    places = [page.index(f'<th scope="row">{name}') for name in names]
    assert places == sorted(places)


def test_a_fact_that_differs_is_marked_in_words_and_so_is_one_that_is_the_same(client) -> None:
    make_practice(slug="a", scope="regional", country="AT", outcome="worked")
    make_practice(slug="b", scope="national", country="AT", problem="Another.")
    page = client.get(address("a", "b")).text
    assert "differs" in row(page, "Scope")
    assert "the same" in row(page, "Where")
    for unmarked in ("Did it work?", "What problem it addresses", "When"):
        assert "differs" not in row(page, unmarked), unmarked
        assert "the same" not in row(page, unmarked), unmarked


def test_lists_of_what_followed_are_marked_where_both_are_known(client) -> None:
    here, there = make_practice(slug="a"), make_practice(slug="b")
    make_service(name="Coaching", practices=[here])
    make_transfer(practice=here, receiving_organisation="Skövde", stage="running")
    make_transfer(practice=there, receiving_organisation="Skövde", stage="running")
    page = client.get(address("a", "b")).text
    for mark in ("differs", "the same"):
        assert mark not in row(page, "Services that go with it"), "of one practice none is known"
        assert mark not in row(page, "Discussed at"), "of none is any known"
    assert "the same" in row(page, "Where it travelled")
    make_service(name="Audit", practices=[there])
    make_transfer(practice=there, receiving_organisation="Skövde", stage="interest")
    page = client.get(address("a", "b")).text
    for name in ("Services that go with it", "Where it travelled"):
        assert "differs" in row(page, name), name


def test_two_records_of_one_name_are_not_the_same(client) -> None:
    here, there = make_practice(slug="a"), make_practice(slug="b")
    shared = make_service(name="Coaching", practices=[here, there])
    assert "the same" in row(client.get(address("a", "b")).text, "Services that go with it"), "the control"
    shared.practices.set([here])
    make_service(name="Coaching", practices=[there])
    assert "differs" in row(client.get(address("a", "b")).text, "Services that go with it")


def test_the_page_says_what_the_marks_mean_and_that_texts_have_none(client, four) -> None:
    assert "Texts, links and sources are not marked" in look(client, address("a", "b")).words
    assert "Texts, links and sources are not marked" not in look(client, address("a")).words, (
        "the control: nothing is compared"
    )


def test_things_in_another_order_are_the_same_things() -> None:
    practice = Practice()
    cells = [Cell(practice, (Said("x"), Said("y"))), Cell(practice, (Said("y"), Said("x")))]
    assert Row("Tags", cells, is_marked=True).is_alike
    assert not Row("Tags", cells, is_marked=True).differs
    assert Row("Tags", [*cells, Cell(practice, (Said("x"),))], is_marked=True).differs


def test_who_is_unknown_a_draft_or_named_twice_is_left_out_with_a_word(client, four) -> None:
    make_practice(slug="secret", title="Secret plan", status="draft")
    page = look(client, address("a", "secret", "nonsense", "b", "a"))
    assert sorted(page.notices) == [
        "“a” was named more than once; it is shown once.",
        "“nonsense” is not a good practice here; it was left out.",
        "“secret” is not a good practice here; it was left out.",
    ]
    assert "Secret plan" not in page.words
    Practice.objects.filter(slug="secret").update(status="published")
    assert "Secret plan" in look(client, address("a", "secret")).words, "the control"


def test_of_more_than_four_the_first_four_are_shown(client, four) -> None:
    make_practice(slug="e")
    page = client.get(address("e", "d", "c", "nonsense", "b", "a"))
    assert columns(page.text) == ["e", "d", "c", "b"]
    assert Page(page).notices[0].startswith("At most 4 practices stand side by side")
    assert Page(client.get(address("a", "b", "c", "d"))).notices == [], "the control"


def test_each_can_be_removed_and_another_added_while_there_are_fewer_than_four(client, four) -> None:
    page = look(client, address("a", "b", "c"))
    assert {"?practice=b&practice=c", "?practice=a&practice=c", "?practice=a&practice=b"} <= {*page.links}
    assert {"#another", "?practice=a&practice=b&practice=c&practice=d"} <= {*page.links}
    full = look(client, address("a", "b", "c", "d"))
    assert "#another" not in full.links
    assert not [link for link in full.links if link.count("practice=") > 3]


def test_with_one_those_of_its_theme_are_offered(client) -> None:
    theme = make_group(slug="digitalisation")
    make_practice(slug="a", working_groups=[theme])
    make_practice(slug="near", working_groups=[theme])
    make_practice(slug="far")
    links = look(client, address("a")).links
    assert "?practice=a&practice=near" in links
    assert "?practice=a&practice=far" not in links
    assert "?practice=a&practice=a" not in links


def test_others_are_found_by_words(client, four) -> None:
    make_practice(slug="vouchers", title="Vouchers")
    page = look(client, f"{address('a')}&q=voucher")
    assert "?practice=a&practice=vouchers" in page.links
    assert "?practice=a&practice=b" not in page.links
    assert "Nothing else was found for “qzxqzx”" in look(client, f"{address('a')}&q=qzxqzx").words


def test_with_none_the_page_explains_and_offers_some(client, four) -> None:
    for asked in (COMPARE, address(""), address("nonsense")):
        page = look(client, asked)
        assert {"?practice=a", "/practices/"} <= {*page.links}
        assert "Choose a practice to begin with" in page.words


def test_the_address_of_the_page_holds_the_comparison(client, four) -> None:
    page = look(client, address("b", "nonsense", "a"))
    assert page.canonical == page.shared["og:url"] == f"http://testserver{address('b', 'a')}"
    assert "Title b" in page.title
    assert '<meta name="robots" content="noindex, follow">' in client.get(address("b")).text


@pytest.mark.parametrize(
    "query",
    [
        *("practice=%00", "practice=a%00&practice=b", "practice=%ff%fe", "practice=%ed%a0%80&practice=%00a"),
        *("practice=a&practice[]=b&practice[0]=c", "practice", "practice=&practice=", "q=%00&practice=a"),
        "practice=" + "a" * 65_000,
        "&".join(["practice=a"] * 6_000),
        "&".join(f"practice={number}" for number in range(5_000)),
        "practice=<script>alert(1)</script>",
    ],
)
def test_no_address_breaks_the_page(client, four, query) -> None:
    response = client.get(COMPARE, QUERY_STRING=query)
    assert response.status_code == 200
    assert "<script>alert" not in response.text
    assert len(response.content) < 60_000


def test_a_page_that_breaks_would_be_noticed(client, four, monkeypatch) -> None:
    """The control: a reading of the address that trips over a NUL answers 500 here too."""
    monkeypatch.setattr("practices.views.asked_for", lambda data: int(data["practice"]))
    client.raise_request_exception = False
    assert client.get(COMPARE, QUERY_STRING="practice=%00").status_code == 500


def test_four_full_practices_need_no_more_queries_than_two(client) -> None:
    slugs = [practice.slug for practice in make_graph(4)[Practice]]
    client.get(address(*slugs[:2]))
    assert queries(client, address(*slugs[:3])) == queries(client, address(*slugs[:2]))
    assert queries(client, address(*slugs)) <= queries(client, address(*slugs[:2])) <= 20


def test_a_comparison_that_forgets_its_joins_is_caught(client, monkeypatch) -> None:
    """The control: then each practice asks for itself."""
    slugs = [practice.slug for practice in make_graph(4)[Practice]]
    whole = PracticeQuerySet.for_comparison
    monkeypatch.setattr(
        PracticeQuerySet, "for_comparison", lambda self: whole(self).select_related(None).prefetch_related()
    )
    client.get(address(*slugs[:2]))
    assert queries(client, address(*slugs[:3])) > queries(client, address(*slugs[:2]))


def test_a_practice_leads_to_its_comparison(client, four) -> None:
    assert address("a") in look(client, "/practices/a/").links


def test_each_card_of_the_list_can_be_chosen_in_a_form_of_its_own(client, four) -> None:
    page = client.get("/practices/?q=title").text
    assert page.count('form="compare" name="practice"') == 4
    assert '<form id="compare" method="get" action="/practices/compare/"></form>' in page
    assert page.index("</form>\n  <form") > page.index('value="d"'), "not within the form of the filters"
    in_place = client.get("/practices/", headers={"HX-Request": "true"}).text
    assert in_place.count('form="compare" name="practice"') == 4
    assert 'form="compare"' not in client.get("/practices/transfers/").text, "the control"
