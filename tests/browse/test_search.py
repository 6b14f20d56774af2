"""Search by words: what finds what, the same on either database."""

from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.utils.http import urlencode

from clusterix.browse.models import Synonyms
from clusterix.publishing.prose import from_plain
from practices.models import Practice
from tests.making import (
    make_action,
    make_exchange,
    make_group,
    make_partner,
    make_plan,
    make_practice,
    make_recommendation,
    make_transfer,
)
from tests.page_reading import cards, look

pytestmark = pytest.mark.django_db
LIST = "/practices/"


def titles(client, q: str, **query) -> list[str]:
    return sorted(cards(client, f"{LIST}?{urlencode({'q': q, **query}, doseq=True)}"))


FOUND = [
    # what was searched, what stands in the text
    ("clust", "Clusters of firms"),
    ("cluster", "Clustering in the region"),
    ("innovating", "Innovations for firms"),
    ("digitalisation", "Digitalization of firms"),
    ("digitalization", "Digitalisation of firms"),
    ("digitaliz", "Digitalisation of firms"),
    ("specialization", "A specialisation of firms"),
    ("program", "A programme for firms"),
    ("programmes", "One program"),
    ("behaviour", "Behavioral research"),
    ("center", "The centres of Europe"),
    ("labeled", "A labelled cluster"),
    ("licence", "Licensed technology"),
    ("Skane", "A plan for Skåne"),
    ("Skåne", "A plan for Skane"),
    ("Sudtirol", "Firms of Südtirol"),
    ("Suedtirol", "Firms of Südtirol"),
    ("Südtirol", "Firms of Suedtirol"),
    ("südtirol", "Firms of SUDTIROL"),
    ("Piatra Neamt", "A house in Piatra Neamț"),
    ("Gyor", "A house in Győr"),
    ("Győr", "A house in Gyor"),
    ("coordination", "Co-ordination of firms"),
    ("region", "The region’s firms"),
    ("3-D printing", "3D printing of parts"),
    ("public-private", "Public-private innovation"),
    ("Οδός", "Η οδός"),
    ("the voucher of a firm", "Vouchers for firms"),
    ("who", "Firms who share"),
]


@pytest.mark.parametrize(("searched", "text"), FOUND)
def test_a_word_is_found_in_any_of_its_forms(client, searched, text) -> None:
    make_practice(title="Right", approach=text)
    make_practice(title="Wrong", approach="Nothing of the kind.")
    assert titles(client, searched) == ["Right"]


NOT_FOUND = [
    ("sea", "A search for the season"),
    ("art", "Artificial intelligence started here"),
    ("print", "A footprint"),
    ('"policy cluster"', "Cluster policy"),
    ('"clust"', "Clusters of firms"),
    ("public-private", "A private firm, a public office"),
    ("voucher -firms", "Vouchers for firms"),
    ('voucher -"large firms"', "Vouchers for large firms"),
]


@pytest.mark.parametrize(("searched", "text"), NOT_FOUND)
def test_a_word_finds_nothing_that_only_looks_like_it(client, searched, text) -> None:
    make_practice(title="Wrong", approach=text)
    assert titles(client, searched) == []


def test_a_phrase_is_found_in_its_order_only_and_never_across_two_texts(client) -> None:
    make_practice(title="Right", approach="Good cluster policies for all.")
    make_practice(title="Apart", approach="Policy for a cluster.")
    make_practice(title="On the cluster", summary="policy of it")
    assert titles(client, '"cluster policy"') == ["Right"]
    assert titles(client, "cluster policy") == ["Apart", "On the cluster", "Right"]


def test_what_is_excluded_is_left_out(client) -> None:
    make_practice(title="Audits", approach="Audits for small firms.")
    make_practice(title="Vouchers", approach="Vouchers and audits for small firms.")
    assert titles(client, "audits -voucher") == ["Audits"]
    assert titles(client, 'firms -"vouchers and audits"') == ["Audits"]


def test_every_text_of_a_record_is_searched(client) -> None:
    partner = make_partner(short_name="Zwoelf", name="Agency Thirteen")
    fields = (
        "summary",
        "organisation",
        "region",
        "city",
        "problem",
        "approach",
        "beneficiaries",
        "resources",
    )
    fields += ("evidence", "difficulties", "transferability", "limits", "editors_note")
    for field in fields:
        make_practice(title=f"By {field}", partner=partner, **{field: f"word{field.replace('_', '')}"})
    for field in fields:
        assert titles(client, f"word{field.replace('_', '')}") == [f"By {field}"]
    make_practice(title="By tag", tags=["lasers"])
    assert titles(client, "laser") == ["By tag"]
    assert len(titles(client, "zwoelf thirteen")) == len(fields)


def test_words_of_parts_and_related_records_lead_to_their_record(client) -> None:
    skane = make_partner(short_name="Skåne")
    make_action(plan=make_plan(title="A plan", partner=skane), what="A peer review.")
    assert cards(client, "/recommendations/action-plans/?q=peer+review+skane") == ["A plan"]
    make_transfer(practice=make_practice(title="Vouchers", partner=skane), result="Zebras.")
    assert cards(client, "/practices/transfers/?q=zebra+voucher+skane") == ["Vouchers"]


@pytest.mark.parametrize(
    ("searched", "text"),
    [
        ("additive manufacturing", "3D printing of parts"),
        ("3d printing", "Additive manufacturing of parts"),
        ("3d printing clusters", "Additive manufacturing in a cluster"),
        ("PPI", "Public-private innovation"),
        ("ris3", "A smart specialization strategy"),
        ("S3", "Smart specialisation"),
        ("M&E", "Monitoring and evaluation"),
        ("monitoring and evaluation", "Our M&E"),
        ("CMO", "A cluster management organization"),
    ],
)
def test_words_of_the_field_that_mean_the_same_find_each_other(client, settings, searched, text) -> None:
    """With the list that the knowledge base begins with."""
    call_command("loaddata", settings.FIXTURES / "synonyms.yaml", verbosity=0)
    make_practice(title="Right", approach=text)
    assert titles(client, searched) == ["Right"]


def test_synonyms_count_as_soon_as_an_editor_saves_them(client) -> None:
    make_practice(title="Right", approach="A sandbox for firms.")
    assert titles(client, "living lab") == []
    same = Synonyms.objects.create(terms="living lab, sandbox")
    assert titles(client, "living lab") == ["Right"]
    assert titles(client, '"living labs"') == ["Right"]
    same.terms = "test bed, sandbox"
    same.save()
    assert titles(client, "living lab") == []
    same.delete()
    assert titles(client, "test bed") == []


def test_results_are_ranked_by_the_field_and_by_how_often_the_words_stand_there(client) -> None:
    make_practice(title="Once in the text", approach="One voucher. " + "Other words. " * 20)
    make_practice(title="Often in the text", approach="Voucher, voucher, voucher. " * 3)
    make_practice(title="By a tag", tags=["vouchers"])
    make_practice(title="In the summary", summary="A voucher.")
    make_practice(title="Vouchers")
    assert cards(client, f"{LIST}?q=voucher") == [
        "Vouchers",
        "In the summary",
        "By a tag",
        "Often in the text",
        "Once in the text",
    ]


def test_a_change_of_any_record_that_counts_shows_in_the_next_search(client) -> None:
    partner = make_partner(short_name="Zwölferhorn")
    practice = make_practice(title="Right", partner=partner, tags=["lasers"])
    assert titles(client, "zwölferhorn laser") == ["Right"]
    partner.short_name = "Schafberg"
    partner.save()
    assert titles(client, "zwölferhorn") == []
    assert titles(client, "schafberg") == ["Right"]
    tag = practice.tags.get()
    tag.name = "masers"
    tag.save()
    assert titles(client, "masers") == ["Right"]
    practice.tags.clear()
    assert titles(client, "masers") == []
    practice.title = "Renamed"
    practice.save()
    assert titles(client, "renamed") == ["Renamed"]
    Practice.objects.filter(pk=practice.pk).update(title="Mass-renamed")
    assert titles(client, "mass-renamed") == ["Mass-renamed"]
    practice.delete()
    assert titles(client, "schafberg") == []


def test_a_result_shows_its_words_in_their_context(client) -> None:
    make_practice(
        title="Vouchers & more",
        approach=from_plain("At first nothing. " * 20 + "Then <b>digitalisation</b> came. " + "End. " * 50),
    )
    content = client.get(f"{LIST}?q=voucher+digitalization").content.decode()
    assert "<mark>Vouchers</mark> &amp; more" in content
    snippet = content.split('<p class="snippet">')[1].split("</p>")[0]
    assert "&lt;b&gt;<mark>digitalisation</mark>&lt;/b&gt; came." in snippet
    assert snippet.startswith("… ")
    assert snippet.endswith(" …")
    assert len(snippet) < 300


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("digitalizaton", "digitalisation"), ("procurment", "procurement"), ("Sudtirrol", "südtirol")],
)
def test_a_typing_error_gets_what_was_probably_meant_with_its_results(client, typed, meant) -> None:
    make_practice(title="Procurement, digitalisation, Südtirol")
    for address in (LIST, "/search/"):
        page = look(client, f"{address}?q={typed}")
        assert page.cards == ["Procurement, digitalisation, Südtirol"]
        assert "Did you mean" in page.words
        assert f"?q={quote(meant)}" in page.links
        assert "Did you mean" not in look(client, f"{address}?q={meant}").words


def test_a_word_of_drafts_only_is_never_suggested(client) -> None:
    practice = make_practice(title="Procurement")
    practice.status = "draft"
    practice.save()
    assert "procurement" not in look(client, f"{LIST}?q=procurment").words.lower()
    assert client.get("/search/suggest/?q=procure").json()["suggestions"] == []


def test_the_search_across_everything_is_grouped_by_kind_with_counts(client) -> None:
    partner = make_partner(short_name="Zebra agency")
    for number in range(7):
        make_practice(title=f"Zebra {number}")
    make_group(name="Zebras", short_name="Z")
    make_recommendation(title="Ask the zebra")
    make_exchange(title="A stay with zebras", host=partner)
    page = look(client, "/search/?q=zebra")
    for heading in ("Good practices (7)", "Recommendations (1)", "Working groups (1)", "Staff exchanges (1)"):
        assert heading in page.words
    assert "Partners (1)" in page.words
    assert len([card for card in page.cards if card.startswith("Zebra ") and card[-1].isdigit()]) == 5
    assert "/practices/?q=zebra" in page.links


ODD = [
    *(
        "the",
        "the of and",
        "-",
        '"',
        '""',
        '"""',
        "- -",
        '-"',
        "AND",
        "OR NOT",
        "NEAR(",
        "NEAR(a b)",
        "*",
        "a*",
        "^a",
    ),
    *(
        "title:x",
        "{a b}: c",
        "a & b",
        "a | !b",
        ":*",
        "a:*",
        "'",
        "';--",
        "\\",
        "%",
        "_",
        "🙂",
        "🙂 cluster",
        "\x00",
    ),
    *(
        "a\x00b",
        "<->",
        "a <-> b",
        "=cluster",
        "t:cluster",
        "((((",
        "--a",
        '-"a b',
        "ﬁ",
        "\u202e",
        "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    ),
    *(
        "x" * 10_000,
        "word " * 2_000,
        '"' * 500,
        "-" * 500,
        "é" * 300,
        "a&b",
        "R&D",
        "3-d",
        "co-o",
        "’s",
        "'s",
    ),
]


@pytest.mark.parametrize("typed", ODD, ids=range(len(ODD)))
def test_whatever_is_typed_is_words_and_never_an_error(client, typed) -> None:
    make_practice(title="A cluster, AND NEAR it the firm")
    for address in (LIST, "/search/", "/practices/transfers/", "/search/suggest/"):
        assert client.get(address, {"q": typed}).status_code == 200
    assert client.get(f"{LIST}export.csv", {"q": typed}).status_code == 200


def test_a_search_without_a_word_says_so_and_the_filters_still_count(client) -> None:
    make_practice(title="Austrian", country="AT")
    make_practice(title="Swedish", country="SE")
    page = look(client, f"{LIST}?q=🙂&country=se")
    assert page.cards == ["Swedish"]
    assert "holds no word to look for" in page.notices[0]
    assert "holds no word to look for" in look(client, "/search/?q=🙂").words


def test_a_word_that_occurs_more_often_than_a_database_keeps_places_for_is_found_in_phrases_alike(
    client,
) -> None:
    make_practice(title="Right", approach="cluster " * 300 + "policy")
    assert titles(client, "policy") == ["Right"]
    assert titles(client, '"cluster policy"') == []  # the place of the 300th is not kept, on either database
    assert titles(client, '"cluster cluster"') == ["Right"]


def test_suggestions_go_on_with_the_word_and_name_titles(client) -> None:
    practice = make_practice(title="Innovation audits for small firms", summary="Innovation.")
    make_practice(title="Innovation vouchers", summary="Innovation pays.")
    found = client.get("/search/suggest/?q=innov").json()
    texts = [one["text"] for one in found["suggestions"]]
    assert texts == ["innovation", "Innovation audits for small firms", "Innovation vouchers"]
    assert found["suggestions"][1]["address"] == practice.get_absolute_url()
    assert found["announcement"] == "3 suggestions"
    narrower = client.get("/search/suggest/?q=innovation+au").json()["suggestions"]
    assert [one["text"] for one in narrower] == ["innovation audits", "Innovation audits for small firms"]
    assert client.get("/search/suggest/").json()["suggestions"] == []
