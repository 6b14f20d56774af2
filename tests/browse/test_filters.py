"""What every browse page does with its address, shown on the good practices."""

import datetime
import re

import pytest
from django.utils.http import urlencode

from tests.making import make_group, make_partner, make_practice
from tests.page_reading import cards, look

pytestmark = pytest.mark.django_db
LIST = "/practices/"
EUROPE = ("AT", "BE", "CZ", "DE", "DK", "ES", "FI", "FR", "HU", "IT", "LT", "LV")


def titles(client, **query) -> list[str]:
    return sorted(cards(client, f"{LIST}?{urlencode(query, doseq=True)}"))


@pytest.fixture
def four_practices() -> None:
    printing = make_group(name="3D printing", slug="3d-printing")
    digital = make_group(name="Digitalisation", slug="digitalisation")
    make_group(name="Unused", slug="unused")
    ecoplus = make_partner(short_name="ecoplus", slug="ecoplus")
    make_practice(title="A", country="AT", partner=ecoplus, working_groups=[printing], scope="regional")
    make_practice(title="B", country="SE", working_groups=[digital])
    make_practice(title="C", country="AT", working_groups=[digital, printing])
    make_practice(title="D", country="DK", scope="national")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, "ABCD"),
        ({"theme": "3d-printing"}, "AC"),
        ({"theme": ["3d-printing", "digitalisation"]}, "ABC"),
        ({"country": "at"}, "AC"),
        ({"country": ["at", "dk"]}, "ACD"),
        ({"theme": "digitalisation", "country": "at"}, "C"),
        ({"theme": ["3d-printing", "digitalisation"], "country": ["se", "dk"]}, "B"),
        ({"partner": "ecoplus"}, "A"),
        ({"scope": ["national", "regional"]}, "AD"),
        ({"theme": "3d-printing", "country": "dk"}, ""),
    ],
)
def test_a_repeated_key_means_or_and_different_keys_mean_and(client, four_practices, query, expected) -> None:
    assert titles(client, **query) == list(expected)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("theme", "nonsense"),
        ("theme", "unused"),
        ("country", "AT"),
        ("country", "xx"),
        ("partner", "nobody"),
        ("scope", "galactic"),
        ("outcome", "splendid"),
        ("year", "1815"),
        ("tag", "no-such-tag"),
        ("sort", "colour"),
    ],
)
def test_a_wrong_value_is_dropped_with_a_word_and_the_others_count(
    client, four_practices, key, value
) -> None:
    page = look(client, f"{LIST}?{key}={value}&country=se")
    assert page.cards == ["B"]
    assert len(page.notices) == 1
    assert f"“{value}”" in page.notices[0]
    assert page.chips == ["?"]


def test_a_right_value_beside_a_wrong_one_of_the_same_filter_counts(client, four_practices) -> None:
    page = look(client, f"{LIST}?theme=nonsense&theme=digitalisation")
    assert sorted(page.cards) == ["B", "C"]
    assert len(page.notices) == 1


def test_unknown_keys_are_ignored_without_a_word(client, four_practices) -> None:
    page = look(client, f"{LIST}?utm_source=mail&country=se")
    assert page.cards == ["B"]
    assert page.notices == []


def test_many_wrong_values_get_a_few_notices(client, four_practices) -> None:
    page = look(client, LIST + "?" + "&".join(f"theme={number}" for number in range(50)))
    assert len(page.cards) == 4
    assert len(page.notices) == 5


def test_each_chosen_value_has_a_chip_that_takes_it_away_and_nothing_else(client, four_practices) -> None:
    page = look(client, f"{LIST}?theme=3d-printing&theme=digitalisation&country=at&q=summary&sort=title")
    assert page.chips == [
        "?theme=3d-printing&theme=digitalisation&country=at&sort=title",
        "?q=summary&theme=digitalisation&country=at&sort=title",
        "?q=summary&theme=3d-printing&country=at&sort=title",
        "?q=summary&theme=3d-printing&theme=digitalisation&sort=title",
    ]


def test_only_values_that_occur_among_published_practices_are_offered(client, four_practices) -> None:
    hidden = make_group(name="Hidden", slug="hidden", status="draft")
    make_practice(title="E", country="FI", working_groups=[hidden], status="draft")
    words = look(client, LIST).words
    assert "Digitalisation" in words
    assert "Sweden" in words
    for absent in ("Unused", "Hidden", "Finland"):
        assert absent not in words


def test_every_word_counts_wherever_it_stands_in_any_case(client) -> None:
    make_practice(title="Vouchers for prototypes", approach="The region pays half.")
    make_practice(title="Vouchers for audits", evidence="Forty audits so far.")
    assert titles(client, q="VOUCHERS") == ["Vouchers for audits", "Vouchers for prototypes"]
    assert titles(client, q="vouchers forty") == ["Vouchers for audits"]
    assert titles(client, q="half vouchers") == ["Vouchers for prototypes"]
    assert titles(client, q="vouchers nowhere") == []


def test_a_practice_is_found_by_its_tags_and_by_its_partner_while_that_one_is_public(client) -> None:
    partner = make_partner(short_name="Zwölferhorn", name="Zwölferhorn Agency")
    make_practice(title="Found", partner=partner, tags=["lasers"])
    assert titles(client, q="lasers") == ["Found"]
    assert titles(client, tag="lasers") == ["Found"]
    assert titles(client, q="zwölferhorn") == ["Found"]
    partner.status = "draft"
    partner.save()
    assert titles(client, q="zwölferhorn") == []


def test_a_search_of_more_than_200_letters_is_cut_with_a_word(client) -> None:
    make_practice(title="Longest", summary="word " * 40)
    page = look(client, f"{LIST}?q={'word' + '-word' * 60}")
    assert page.cards == ["Longest"]
    assert "longer than 200 characters" in page.notices[0]


def test_of_a_search_of_many_words_the_first_ten_count(client) -> None:
    make_practice(title="Ten", summary="a b c d e f g h i j")
    page = look(client, f"{LIST}?q=a+b+c+d+e+f+g+h+i+j+zebra")
    assert page.cards == ["Ten"]
    assert "more than 10 words" in page.notices[0]
    assert "more than 10 words" in look(client, "/search/?q=a+b+c+d+e+f+g+h+i+j+zebra").notices[0]


def test_with_words_the_title_weighs_more_than_the_summary_and_that_more_than_the_rest(client) -> None:
    make_practice(title="In the text", approach="lasers")
    make_practice(title="In the summary", summary="lasers")
    make_practice(title="About lasers")
    by_relevance = ["About lasers", "In the summary", "In the text"]
    assert cards(client, f"{LIST}?q=lasers") == by_relevance
    assert cards(client, f"{LIST}?q=lasers&sort=relevance") == by_relevance
    assert cards(client, f"{LIST}?q=lasers&sort=title") == sorted(by_relevance)


def test_relevance_without_words_is_the_usual_order_and_no_reason_for_a_notice(
    client, four_practices
) -> None:
    page = look(client, f"{LIST}?sort=relevance")
    assert page.cards == cards(client, LIST)
    assert page.notices == []


def test_the_sort_in_force_is_marked_and_the_links_keep_the_filters(client, four_practices) -> None:
    page = look(client, f"{LIST}?country=at&sort=title")
    assert [link for link, current in page.sorts.items() if current] == ["?country=at&sort=title"]
    assert "?country=at" in page.sorts
    assert page.cards == ["A", "C"]
    usual = look(client, f"{LIST}?country=at")
    assert [link for link, current in usual.sorts.items() if current] == ["?country=at"]
    assert cards(client, f"{LIST}?country=at&sort=newest") == ["C", "A"]


def test_practices_begin_with_those_that_are_told_most_fully(client) -> None:
    make_practice(title="Thin", problem="Too dear.")
    make_practice(title="Full", problem="Too dear.", approach="Vouchers.", evidence="Forty.")
    make_practice(title="Bare")
    assert cards(client, LIST) == ["Full", "Thin", "Bare"]
    make_practice(title="As full", problem="Too dear.", approach="Vouchers.", limits="None.")
    assert cards(client, LIST) == ["As full", "Full", "Thin", "Bare"]


def test_practices_by_start_begin_with_the_latest_and_end_with_the_unknown(client) -> None:
    make_practice(title="Unknown")
    make_practice(title="Early", start_on=datetime.date(2001, 1, 1))
    make_practice(title="Late", start_on=datetime.date(2019, 1, 1))
    assert cards(client, f"{LIST}?sort=start") == ["Late", "Early", "Unknown"]


def test_a_list_has_pages_of_twenty_whose_links_keep_the_filters(client) -> None:
    for _ in range(41):
        make_practice(country="AT")
    make_practice(country="SE")
    first = look(client, f"{LIST}?country=at")
    assert len(first.cards) == 20
    assert "41" in first.words
    assert "?country=at&page=2" in first.links
    last = look(client, f"{LIST}?country=at&page=3")
    assert len(last.cards) == 1
    assert not set(first.cards) & set(last.cards)
    assert client.get(f"{LIST}?country=at&page=4").status_code == 404


def test_a_list_without_results_says_so_and_offers_the_way_back(client, four_practices) -> None:
    for query, sentence in (
        ("?theme=3d-printing&country=dk", "Nothing here matches all of that"),
        ("?q=nowhere", "Nothing here holds all of “nowhere”"),
    ):
        page = look(client, LIST + query)
        assert page.cards == []
        assert sentence in page.words
        assert LIST in page.links


def test_the_form_holds_what_was_chosen(client, four_practices) -> None:
    content = client.get(f"{LIST}?q=summary&theme=digitalisation&sort=title").content.decode()
    assert 'value="summary"' in content
    assert 'name="sort" value="title"' in content


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2014, ""), (2015, "AO"), (2016, "AO"), (2017, "OS"), (2018, "O"), (2026, "O")],
)
def test_a_year_finds_what_was_active_in_it_and_what_still_goes_on(client, year, expected) -> None:
    day = datetime.date
    make_practice(title="A", start_on=day(2015, 6, 1), end_on=day(2016, 2, 1))
    make_practice(title="O", start_on=day(2015, 6, 1), is_ongoing=True)
    make_practice(title="S", start_on=day(2017, 6, 1))
    make_practice(title="U")
    make_practice(title="Z", start_on=day(2013, 1, 1), end_on=day(2013, 2, 1))
    assert titles(client, year=year) == list(expected)


def counts(client, query: str = "") -> dict[str, int]:
    """Return the number beside each value of the filters."""
    content = client.get(f"{LIST}{query}").content.decode()
    found = re.findall(
        r'value="([^"]+)"[^>]*> <span class="option">.*?</span> <span class="count">(\d+)', content
    )
    return {value: int(number) for value, number in found}


def test_each_value_says_how_many_results_it_would_give(client, four_practices) -> None:
    found = counts(client)
    assert {value: found[value] for value in ("3d-printing", "digitalisation", "at", "se", "dk")} == {
        "3d-printing": 2,
        "digitalisation": 2,
        "at": 2,
        "se": 1,
        "dk": 1,
    }


def test_a_facets_own_choices_are_left_out_of_its_counts_and_the_others_count(client, four_practices) -> None:
    found = counts(client, "?theme=3d-printing&country=at")
    assert (found["3d-printing"], found["digitalisation"]) == (2, 1), "of the two in Austria"
    assert (found["at"], found["se"], found["dk"]) == (2, 0, 0), (
        "of the two on 3D printing; no neighbour vanishes"
    )
    assert counts(client, "?q=practice")["at"] == 2
    assert counts(client, "?q=nowhere")["at"] == 0


def test_every_count_is_the_number_of_results_that_choosing_the_value_gives(client, knowledge_base) -> None:
    """The counts of the real content against the lists themselves, with and without other filters."""
    for query in ("", "?theme=digitalisation", "?q=cluster&country=hu"):
        found = counts(client, query or "?")
        for key, value in (
            ("outcome", "worked"),
            ("scope", "national"),
            ("year", "2018"),
            ("tag", "vouchers"),
        ):
            page = client.get(f"{LIST}{query or '?'}&{key}={value}")
            assert page.context["count"] == found[value], (query, key)


def test_of_a_long_facet_the_values_with_most_results_come_first_and_the_rest_is_folded(client) -> None:
    for number in range(12):
        make_practice(country=sorted(EUROPE)[number])
    make_practice(country=sorted(EUROPE)[11])
    first, rest = client.get(LIST).content.decode().split("Show all 12", 1)
    assert f'value="{sorted(EUROPE)[11].lower()}"' in first
    assert rest.count('name="country"') == 2
    assert "<details>" in first.rsplit("<fieldset", 1)[1]
    chosen = client.get(f"{LIST}?country={sorted(EUROPE)[10].lower()}").content.decode()
    assert "<details open>" in chosen.split("<fieldset", 1)[1], "what is chosen is never hidden"


def test_only_a_very_long_rest_of_a_facet_scrolls_in_a_part_of_its_own(client) -> None:
    make_practice(tags=[f"tag {number}" for number in range(30)])
    page = client.get(LIST).content.decode()
    assert "Show all 30" in page
    assert 'class="rolled"' not in page, "the control: ten and twenty more stand there whole"
    make_practice(tags=["one more"])
    first, rest = client.get(LIST).content.decode().split("Show all 31", 1)
    assert 'class="rolled"' not in first
    assert '<ul class="rolled">' in rest.partition("</fieldset>")[0]


def test_the_name_of_a_value_is_text_and_never_markup(client) -> None:
    make_practice(tags=['<b>bold</b> & "quoted"'])
    make_practice(tags=["plain"])
    content = client.get(LIST).content.decode()
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot;" in content
    assert "<b>bold" not in content
