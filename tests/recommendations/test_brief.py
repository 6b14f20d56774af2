"""A brief: what an address puts into it, what it leaves out and says so, and how it is put together."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practices.models import Practice
from recommendations.models import LevelAddressed, Recommendation
from recommendations.models.recommendation import RecommendationQuerySet
from recommendations.telling import MOST_TOLD, in_short
from tests.graph import make_graph
from tests.making import (
    make_action,
    make_evidence,
    make_partner,
    make_plan,
    make_practice,
    make_recommendation,
    make_source,
    make_uptake,
)
from tests.page_reading import Page, look

pytestmark = pytest.mark.django_db
BRIEF, CHOOSE = "/recommendations/brief/", "/recommendations/brief/choose/"


def address(page: str = BRIEF, advice: Any = (), practices: Any = (), more: str = "") -> str:
    named = [f"recommendation={slug}" for slug in advice] + [f"practice={slug}" for slug in practices]
    return f"{page}?{'&'.join(named)}{more}"


def items(page: str) -> list[str]:
    """Return the ids of what the brief holds, in its order; after it come the sources."""
    *found, last = [part.partition('"')[0] for part in page.split('class="brief-item" id="')[1:]]
    assert last == "brief-sources"
    return found


def carried(page: str) -> list[str]:
    """Return the addresses that the page of choice carries on, in its order."""
    parts = page.split('<input type="hidden" name="')[1:]
    return [part.split('"')[2] for part in parts if part.startswith(("recommendation", "practice"))]


def queries(client: Any, asked: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(asked).status_code == 200
    return len(captured)


@pytest.fixture
def four() -> None:
    for slug in ("a", "b"):
        make_recommendation(slug=slug, title=f"Advice {slug}")
        make_practice(slug=slug, title=f"Practice {slug}")


def test_a_brief_holds_what_its_address_names_in_its_order(client, four) -> None:
    page = client.get(address(advice="ba", practices="ab", more="&title=Our+plan&for=The+minister")).text
    assert items(page) == ["recommendation-b", "recommendation-a", "practice-a", "practice-b"]
    contents = page[
        page.index('<nav class="brief-contents"') : page.index("</nav>", page.index("brief-cont"))
    ]
    assert (
        contents.index("#recommendation-b")
        < contents.index("#recommendation-a")
        < contents.index("#practice-a")
    )
    for words in ("<h1>Our plan</h1>", "Prepared for The minister", "As of "):
        assert words in page, words


def test_a_brief_says_of_each_why_what_to_do_what_backs_it_and_how_to_cite_it(client) -> None:
    advice = make_recommendation(
        slug="a", why="It is needed.", what_to_do="Do this.", sources=[make_source(title="The brochure")]
    )
    LevelAddressed.objects.create(recommendation=advice, level="local", what_to_do="Open the town hall.")
    LevelAddressed.objects.create(recommendation=advice, level="national")
    make_evidence(
        recommendation=advice, practice=make_practice(title="Vouchers"), note="It paid.", basis="project"
    )
    make_uptake(
        recommendation=advice,
        action=make_action(title="A call", plan=make_plan(partner=make_partner(short_name="The South"))),
    )
    story = {"problem": "Nobody paid.", "approach": "Vouchers came.", "difficulties": "Too few asked."}
    story |= {"evidence": "Ten firms more.", "transferability": "Begin small."}
    make_practice(slug="b", **story, scope="regional", sources=[make_source(title="A report")])
    words = look(client, address(advice="a", practices="b")).words
    told = ["It is needed.", "Do this.", "Local", "Open the town hall.", "National", "Not known"]
    told += ["What the project itself states", "Vouchers", "It paid.", "Who took it up"]
    told += ["Links drawn by the editors", "The South: A call", "Source:", "1"]
    told += ["Summary of practice", "Regional", "Nobody paid.", "Vouchers came.", "Ten firms more."]
    told += ["Too few asked.", "Begin small.", "Source:", "2", "Sources", "The brochure", "A report"]
    told += ["How to cite", "Recommendation", "Good practice"]
    place = 0
    for sentence in told:
        place = words.index(sentence, place)
    assert words.count("Links drawn by the editors") == 1, "of the evidence the project states all"


def test_a_source_of_several_records_stands_once_at_the_end_and_each_names_its_number(client) -> None:
    shared, other = make_source(title="The brochure"), make_source(title="A report")
    make_recommendation(slug="a", sources=[shared])
    make_practice(slug="b", sources=[shared, other])
    make_practice(slug="c")
    page = client.get(address(advice="a", practices="bc")).text
    assert page.count("The brochure") == page.count("A report") == 1
    assert page.count('href="#source-1"') == 2
    assert page.count('href="#source-2"') == 1
    assert page.count("No source is named.") == 1
    assert page.index('id="practice-c"') < page.index('<li id="source-1">') < page.index('<li id="source-2">')


def test_a_practice_is_told_in_short_up_to_the_end_of_a_sentence(client) -> None:
    long = "Vouchers were given to firms. " * 30
    make_practice(slug="a", approach=f"<p>{long}</p><p>The last word.</p>", problem="Nobody paid.")
    told = look(client, address(practices="a")).words
    assert "The last word" not in told
    assert "given to firms. …" in told
    assert "Nobody paid.\n" in told, "the control: what is short stands whole"
    assert len(in_short(long)) <= MOST_TOLD + 2
    assert in_short("a" * MOST_TOLD) == "a" * MOST_TOLD
    assert in_short("word " * MOST_TOLD).endswith("word …")


@pytest.mark.parametrize(
    "short", ["In St. Pölten", "As Prof. Smith", "In e.g. Austria", "By A. Smith", "No. 5"]
)
def test_what_is_told_in_short_is_not_cut_after_an_abbreviation(short) -> None:
    told = in_short(f"{short} {'word ' * MOST_TOLD}")
    assert told.startswith(f"{short} word")
    assert told.endswith("word word …")
    late = in_short(f"{'word ' * 50}ends. {'Word ' * 20}{short} {'word ' * MOST_TOLD}")
    assert late.endswith("word ends. …"), "the control: a sentence that ends late enough"


def test_a_sentence_that_ends_too_early_to_say_enough_is_no_place_to_cut() -> None:
    told = in_short(f"All began there. {'Then more came ' * 40}")
    assert len(told) > MOST_TOLD - 20
    assert told.endswith(("Then …", "more …", "came …"))


def test_lists_that_are_told_in_short_keep_their_items_apart() -> None:
    items = "".join(f"<li>{item}</li>" for item in ("vouchers", "advice.", "a fair"))
    told = in_short(f"<p>It gave:</p><ul>{items}</ul><p>Firms paid half</p><p>“All came.”</p>")
    assert told == "It gave: vouchers; advice. a fair; Firms paid half; “All came.”"


@pytest.mark.parametrize("sign", [";", ","])
def test_no_sign_that_goes_on_stands_before_the_mark_of_what_was_left_out(sign) -> None:
    told = in_short(f"one word{sign} " * 100)
    assert told.endswith("word …")
    assert f"word{sign} one" in told, "the control"


def test_what_is_not_known_is_said(client, four) -> None:
    words = look(client, address(advice="a", practices="a")).words
    assert "Which levels it addresses is not known." in words
    assert "No good practice in this knowledge base backs it yet." in words
    assert words.count("Not known") >= 4


def test_drafts_are_in_no_brief_and_offered_to_nobody(client, four) -> None:
    make_recommendation(slug="secret", title="Secret advice", status="draft")
    make_practice(slug="hidden", title="Hidden practice", status="in_review")
    for page in (BRIEF, CHOOSE):
        found = look(client, address(page, ["secret", "a"], ["hidden", "a"]))
        assert sorted(found.notices) == [
            "“hidden” is not a good practice here; it was left out.",
            "“secret” is not a recommendation here; it was left out.",
        ]
        assert "Secret advice" not in found.words
        assert "Hidden practice" not in found.words
    Recommendation.objects.filter(slug="secret").update(status="published")
    assert "Secret advice" in look(client, address(advice=["secret"])).words, "the control"


def test_evidence_of_a_draft_is_in_no_brief(client) -> None:
    advice = make_recommendation(slug="a")
    make_evidence(recommendation=advice, practice=make_practice(title="Hidden", status="draft"), note="Hush.")
    assert "Hush" not in client.get(address(advice="a")).text
    Practice.objects.update(status="published")
    assert "Hush" in client.get(address(advice="a")).text, "the control"


def test_of_500_records_the_first_20_are_kept_and_the_rest_is_named_and_one_link_away(client) -> None:
    for number in range(30):
        make_practice(slug=f"p{number}", title=f"Title {number}")
    named = [f"p{number}" for number in range(30)] + [f"nobody-{number}" for number in range(470)]
    page = client.get(address(practices=named))
    assert items(page.text) == [f"practice-p{number}" for number in range(20)]
    told = Page(page)
    assert "A brief holds at most 20 records. The first ones named are here; 10 were left out." in told.words
    assert "Title 29" in told.words
    assert any("And 462 more of the kind." in notice for notice in told.notices)
    rest = next(link for link in told.links if link.startswith(f"{BRIEF}?practice=p20&"))
    assert items(client.get(rest).text) == [f"practice-p{number}" for number in range(20, 30)]
    assert "left out" not in client.get(address(practices=named[:20])).text, "the control"


def test_in_the_page_of_choice_nothing_beyond_the_limit_is_lost(client) -> None:
    named = [f"p{number}" for number in range(22)]
    for slug in named:
        make_practice(slug=slug)
    page = client.get(address(CHOOSE, practices=named)).text
    assert carried(page) == named
    assert "The brief is full" in page
    assert "Add what is ticked" not in page
    fewer = client.get(address(CHOOSE, practices=named, more="&without=practice:p3")).text
    assert carried(fewer) == [slug for slug in named if slug != "p3"]
    assert "The brief is full" not in client.get(address(CHOOSE, practices=named[:19])).text, "the control"


def test_what_is_chosen_is_moved_and_taken_out_by_buttons(client, four) -> None:
    both = {"advice": "ab", "practices": "ab"}
    for button, order in (
        ("earlier=practice:b", ["a", "b", "b", "a"]),
        ("later=recommendation:a", ["b", "a", "a", "b"]),
        ("without=recommendation:a", ["b", "a", "b"]),
        ("earlier=practice:a", ["a", "b", "a", "b"]),  # not above what is of another kind
        ("later=practice:b", ["a", "b", "a", "b"]),
        ("earlier=nonsense", ["a", "b", "a", "b"]),
    ):
        assert carried(client.get(address(CHOOSE, **both, more=f"&{button}")).text) == order, button
    page = client.get(address(CHOOSE, **both)).text
    assert page.count('name="earlier"') == page.count('name="later"') == 2
    assert page.count('name="without"') == 4


def test_records_are_offered_by_words_and_those_chosen_already_are_not(client, four) -> None:
    make_practice(slug="vouchers", title="Vouchers for all")
    page = client.get(address(CHOOSE, advice="a", more="&q=voucher")).text
    assert '<input type="checkbox" name="practice" value="vouchers">' in page
    assert '<input type="checkbox" name="practice" value="a">' not in page
    assert 'name="recommendation" value="b"' not in page
    everything = client.get(CHOOSE).text
    assert '<input type="checkbox" name="practice" value="a">' in everything, "the control"
    assert '<input type="checkbox" name="recommendation" value="a">' in everything
    assert (
        '<input type="checkbox" name="recommendation" value="a">' not in client.get(address(CHOOSE, "a")).text
    )


def test_without_words_the_practices_that_back_the_choice_are_offered(client, four) -> None:
    make_evidence(recommendation=Recommendation.objects.get(slug="a"), practice=make_practice(slug="backing"))
    page = client.get(address(CHOOSE, advice="a")).text
    assert 'type="checkbox" name="practice" value="backing"' in page
    assert 'type="checkbox" name="practice" value="a"' not in page
    assert "<legend>Good practices behind what you chose</legend>" in page
    everything = client.get(CHOOSE).text
    assert 'type="checkbox" name="practice" value="a"' in everything, "the control"
    assert "<legend>Good practices</legend>" in everything


def test_title_and_reader_are_text_in_one_line_and_no_longer_than_it_may_be(client, four) -> None:
    asked = f"&title=<script>alert(1)</script>&for=A%0D%0AB%00%E2%80%AEC{'x' * 200}"
    page = client.get(address(advice="a", more=asked))
    assert "<script>alert" not in page.text
    assert "<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>" in page.text
    assert "Prepared for A BCxxx" in page.text
    assert "x" * 150 not in page.text
    assert any("longer than 150 characters" in notice for notice in Page(page).notices)


def test_the_address_of_a_brief_is_its_own_and_search_engines_leave_it_out(client, four) -> None:
    asked = address(advice="ba", practices=["a", "nonsense"], more="&title=T&for=F&q=x&without=practice:b")
    page = look(client, asked)
    own = f"{BRIEF}?recommendation=b&recommendation=a&practice=a&title=T&for=F"
    assert page.canonical == page.shared["og:url"] == f"http://testserver{own}"
    for one in (BRIEF, CHOOSE, asked):
        assert '<meta name="robots" content="noindex, follow">' in client.get(one).text


def test_no_cookie_is_set(client, four) -> None:
    for page in (BRIEF, CHOOSE):
        assert client.get(address(page, "a", "a")).cookies == {}


@pytest.mark.parametrize("page", [BRIEF, CHOOSE])
@pytest.mark.parametrize(
    "query",
    [
        *("recommendation=%00", "practice=%ff%fe&recommendation=a", "for=%ed%a0%80&title=%00&practice=a"),
        *("practice", "without=%00&earlier=%ff&practice=a", "q=%00&practice[]=a"),
        "title=" + "a" * 65_000,
        "&".join(["practice=a"] * 6_000),
        "&".join(f"recommendation={number}" for number in range(5_000)),
    ],
)
def test_no_address_breaks_a_brief(client, four, page, query) -> None:
    response = client.get(page, QUERY_STRING=query)
    assert response.status_code == 200
    assert len(response.content) < 60_000


def test_a_brief_that_breaks_would_be_noticed(client, four, monkeypatch) -> None:
    """The control: a reading of the address that trips over a NUL answers 500 here too."""
    monkeypatch.setattr("recommendations.views.asked_for", lambda data: int(data["practice"]))
    client.raise_request_exception = False
    assert client.get(BRIEF, QUERY_STRING="practice=%00").status_code == 500


def test_eleven_full_records_need_no_more_queries_than_one(client) -> None:
    graph = make_graph(11)
    advice, practices = ([one.slug for one in graph[model]] for model in (Recommendation, Practice))
    for page in (BRIEF, CHOOSE):
        one, many = address(page, advice[:1], practices[:1]), address(page, advice[:8], practices[:11])
        client.get(one)
        assert queries(client, many) == queries(client, one), page


def test_a_brief_that_forgets_its_joins_is_caught(client, monkeypatch) -> None:
    """The control: then each recommendation asks for its own sources."""
    slugs = [one.slug for one in make_graph(3)[Recommendation]]
    monkeypatch.setattr(RecommendationQuerySet, "for_brief", RecommendationQuerySet.for_page)
    client.get(address(advice=slugs[:1]))
    assert queries(client, address(advice=slugs)) > queries(client, address(advice=slugs[:1]))


def test_a_brief_that_forgets_the_joins_of_its_practices_is_caught(client, monkeypatch) -> None:
    """The control: then each practice asks for its own partner and sources."""
    slugs = [one.slug for one in make_graph(3)[Practice]]
    bare = Practice.objects.published()
    monkeypatch.setattr(
        "recommendations.views.practices_of",
        lambda brief: list(bare.filter(slug__in=brief.slugs("practice"))),
    )
    client.get(address(practices=slugs[:1]))
    assert queries(client, address(practices=slugs)) > queries(client, address(practices=slugs[:1]))


def test_the_list_and_the_pages_of_records_lead_to_a_brief(client, four) -> None:
    assert CHOOSE in look(client, "/recommendations/").links
    assert address(CHOOSE, "a") in look(client, "/recommendations/a/").links
    assert address(CHOOSE, (), "a") in look(client, "/practices/a/").links


def test_the_form_keeps_the_choice_and_what_was_typed(client, four) -> None:
    page = client.get(address(CHOOSE, "a", "b", "&title=T&for=F&q=advice")).text
    for kept in ('name="title" value="T"', 'name="for" value="F"', 'name="q" value="advice"'):
        assert kept in page, kept
