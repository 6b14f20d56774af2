"""Prose: what is allowed in it, its one way of writing, its words; nothing else gets into the database."""

import pytest
from django.core import serializers
from hypothesis import given
from hypothesis import strategies as st

from clusterix.publishing.prose import clean, from_plain, safe, to_plain
from clusterix.publishing.prose_field import in_words, prose_of
from clusterix.publishing.templatetags import records
from clusterix.publishing.web import web
from practices.models import Practice
from recommendations.models import Action
from tests.making import make_group, make_practice, make_transfer
from workgroups.models import WorkingGroup

PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<ul>", "</ul>", "<ol>", "</ol>", "<li>", "</li>", "<blockquote>", "</blockquote>"),
        *(
            "<strong>",
            "</strong>",
            "<em>",
            "</em>",
            "<b>",
            "</b>",
            "<br>",
            "<h2>",
            "</h2>",
            "<div>",
            "</div>",
        ),
        *("<a href='https://a.org/'>", "<a href=x>", "</a>", "<script>", "</script>", "<style>", "<svg>"),
        *("<math>", "<mtext>", "<table>", "<td>", "<select>", "<template>", "<textarea>", "<title>", "<!--"),
        *("-->", "words", "more words ", "  ", "\n", "\n\n", "\r", "&nbsp;", "&", "&lt;", "<", "\xa0", "\0"),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=14).map("".join))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p>One</p>\n<p>two</p>", "<p>One</p><p>two</p>"),
        ("One\n\ntwo\nthree", "<p>One</p><p>two<br>three</p>"),
        ("<b>One</b> <i>two</i>", "<p><strong>One</strong> <em>two</em></p>"),
        ("<h2>One</h2><div>two</div>", "<p>One</p><p>two</p>"),
        ("<ul><li><p>One</p></li><li><p>two</p></li></ul>", "<ul><li>One</li><li>two</li></ul>"),
        ("<p class=x style=color:red onclick=y>One</p>", "<p>One</p>"),
        ("<p>One <img src=x> <font>two</font></p>", "<p>One two</p>"),
        ("<p><a href=/local>One</a></p>", "<p>One</p>"),
        (
            "<p><a href=https://a.org/ target=_blank rel=opener title=x>One</a></p>",
            '<p><a href="https://a.org/" rel="noopener nofollow">One</a></p>',
        ),
        ("<p>a < b & c</p>", "<p>a &lt; b &amp; c</p>"),
        ("<p>One<script>two</script></p><style>three</style>", "<p>One</p>"),
        ("<p class=MsoNormal>One<o:p></o:p></p><p><o:p>&nbsp;</o:p></p>", "<p>One</p>"),
    ],
)
def test_a_text_is_kept_in_its_one_way_of_writing(written, kept) -> None:
    assert clean(written) == kept


@pytest.mark.parametrize(
    "empty",
    [
        "",
        "<p></p>",
        " \n ",
        "<p> </p>",
        "<p>&nbsp;<br></p>",
        "<ul><li><p></p></li></ul>",
        "<script>x</script>",
    ],
)
def test_a_text_without_words_is_nothing(empty) -> None:
    assert clean(empty) == ""


@given(TEXTS)
def test_cleaning_twice_is_cleaning_once(text) -> None:
    kept = clean(text)
    assert clean(kept) == kept
    assert safe(kept) == kept


@given(TEXTS)
def test_plain_words_come_back_as_they_went_in(text) -> None:
    prose = from_plain(text)
    assert clean(prose) == prose
    assert from_plain(to_plain(prose)) == prose


def test_prose_as_words_has_blank_lines_between_paragraphs_and_items_on_lines_of_their_own() -> None:
    lists = "<ul><li><strong>One</strong></li><li>two</li></ul>"
    assert (
        to_plain(f"<p>A &amp; b<br>c</p>{lists}<blockquote><p>d</p></blockquote>")
        == "A & b\nc\n\nOne\ntwo\n\nd"
    )


def test_very_deep_and_very_long_texts_are_cleaned_too() -> None:
    assert to_plain(clean("<blockquote>" * 3000 + "deep")) == "deep"
    assert len(clean("<p>word " * 50_000)) > 500_000


@pytest.mark.django_db
def test_no_way_into_the_database_keeps_anything_else() -> None:
    bad, good = "<p onclick=x>One</p><script>y</script>", "<p>One</p>"
    saved = make_practice(problem=bad)
    assert saved.problem == good, "the record in memory is the one that is kept"
    Practice.objects.filter(pk=saved.pk).update(approach=bad)
    saved.refresh_from_db()
    saved.limits = bad
    Practice.objects.bulk_update([saved], ["limits"])
    row = serializers.serialize("python", [saved])[0]
    row["fields"]["evidence"] = bad
    next(iter(serializers.deserialize("python", [row]))).save()
    [made] = Practice.objects.bulk_create([Practice(title="B", slug="b", organisation="B", problem=bad)])
    saved.refresh_from_db()
    kept = [
        saved.problem,
        saved.approach,
        saved.limits,
        saved.evidence,
        Practice.objects.get(pk=made.pk).problem,
    ]
    assert kept == [good] * 5


@pytest.mark.django_db
def test_a_field_that_does_not_clean_would_be_noticed(monkeypatch) -> None:
    """The control."""
    monkeypatch.setattr("clusterix.publishing.prose_field.clean", lambda text: text)
    assert "onclick" in make_practice(problem="<p onclick=x>One</p>").problem


@pytest.mark.django_db
def test_an_empty_document_counts_as_not_told() -> None:
    practice = make_practice(problem="<p></p>", approach="<p>Words</p>")
    practice.refresh_from_db()
    assert practice.told == 1
    assert "What problem it addresses".lower() in map(str.lower, practice.unknown_sections)


@pytest.mark.django_db
def test_a_form_takes_an_empty_document_for_no_answer_and_sees_no_change_in_other_spaces() -> None:
    field = WorkingGroup._meta.get_field("why").formfield()
    assert not field.has_changed("<p>One</p><p>two</p>", "<p>One</p>\r\n<p>two</p>")
    assert field.has_changed("<p>One</p>", "<p>Two</p>")
    group = make_group()
    group.why = "<p> </p>"
    with pytest.raises(Exception, match="cannot be blank"):
        group.full_clean()


@pytest.mark.django_db
def test_a_search_for_a_sign_finds_texts_by_what_is_kept() -> None:
    """A value to compare with is no text to clean."""
    practice = make_practice(problem="<p>One</p>")
    assert Practice.objects.filter(problem__contains="<p>").get() == practice
    assert not Practice.objects.filter(problem__contains="<li>").exists()


def test_the_long_texts_that_visitors_read_are_prose_and_facts_in_one_line_are_not() -> None:
    assert len(prose_of(Practice)) == 9
    assert prose_of(Action) == {"what"}


@pytest.mark.django_db
def test_words_are_found_and_shown_and_signs_are_not(client) -> None:
    make_practice(
        title="Vouchers", problem='<p><strong>Too dear</strong> <a href="https://a.org/">firms</a></p>'
    )
    for sign in ("strong", "href", "noopener", "https"):
        assert "Vouchers" not in client.get(f"/practices/?q={sign}").text.split("<main")[1]
    page = client.get("/practices/?q=dear+firms").text
    assert "Too <mark>dear</mark> <mark>firms</mark>" in page


@pytest.mark.django_db
def test_a_transfers_note_stands_in_one_line_as_words(client) -> None:
    make_transfer(editors_note="<p>Seen by <em>us</em>.</p>", result="<ul><li>One</li></ul>")
    page = client.get("/practices/transfers/").text
    assert "Editors’ note: Seen by us.</p>" in page
    assert '<p class="told-name">Result</p><ul><li>One</li></ul></div>' in page


@pytest.mark.django_db
def test_pages_clean_once_more_what_was_written_past_the_field() -> None:
    assert records.prose("<p onclick=x>One<script>y</script></p>") == "<p>One</p>"
    assert in_words(make_practice(problem="<p>One</p>"), "problem") == "One"


@pytest.mark.parametrize(
    "address", ["javascript:x", "JAVASCRIPT:x", " https:x", "data:x", "//a.org", "", "/a"]
)
def test_an_address_leads_to_the_web_or_nowhere(address) -> None:
    assert web(address) == ""
    assert web("https://a.org/") == "https://a.org/"
