"""The report of links with trouble: each reads of the links of what they edit, and of nothing else."""

import itertools
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from clusterix.desk.working_copies import make_working_copy
from clusterix.links import seeing
from clusterix.links.answers import Answer, Outcome
from clusterix.links.models import LinkCheck, LinkUse
from clusterix.links.remembering import note_all
from practices.models import Practice
from tests.desk.acting import address, at_the_desk
from tests.desk.reading import words
from tests.making import make_group, make_partner, make_practice, make_recommendation, make_source

pytestmark = pytest.mark.django_db
REPORT = reverse("admin:links_linkcheck_changelist")


def linking(url: str) -> str:
    return f'<p><a href="{url}">there</a></p>'


def told(url: str, answer: Answer = Answer.NOT_FOUND, strikes: int = 3, moved_to: str = "") -> LinkCheck:
    links = LinkCheck.objects.filter(address=url)
    links.remember(Outcome(answer, 404 if answer == Answer.NOT_FOUND else None, moved_to))
    links.update(strikes=strikes)
    return links.get()


@pytest.fixture
def home() -> Any:
    return make_partner(short_name="Home")


@pytest.fixture
def practice(home) -> Any:
    return make_practice(title="Our own", partner=home, problem=linking("https://ours.example/"))


@pytest.fixture
def theirs(practice) -> Any:
    """A draft of another partner with a broken link, beside our own with one."""
    made = make_practice(
        title="A secret draft",
        status="draft",
        partner=make_partner(),
        problem=linking("https://theirs.example/"),
    )
    note_all()
    told("https://ours.example/")
    told("https://theirs.example/")
    return made


@pytest.fixture
def editor(person, home) -> Any:
    return at_the_desk(person("Anna", "Partner editors", partner=home))


@pytest.fixture
def manager(person) -> Any:
    return at_the_desk(person("Mara", "Project managers"))


def listed(client: Any, query: str = "") -> list[str]:
    response = client.get(REPORT + query)
    assert response.status_code == 200
    return sorted(check.address for check in response.context["cl"].result_list)


def test_an_editor_reads_of_the_links_of_their_own_records_only(editor, theirs) -> None:
    assert listed(editor) == ["https://ours.example/"]
    page = words(editor.get(REPORT))
    assert "Our own" in page
    assert "What problem it addresses" in page
    assert "not found (404)" in page
    assert "secret" not in page
    assert "theirs" not in page


def test_a_manager_reads_of_all(manager, theirs) -> None:
    assert listed(manager) == ["https://ours.example/", "https://theirs.example/"]
    assert "A secret draft" in words(manager.get(REPORT))


def test_a_link_that_several_name_tells_an_editor_of_their_own_record_alone(editor, practice, theirs) -> None:
    Practice.objects.filter(pk=theirs.pk).update(problem=linking("https://ours.example/"))
    note_all()
    page = words(editor.get(REPORT))
    assert "Our own" in page
    assert "secret" not in page
    assert "and 1 more" not in page


def test_without_the_narrowing_an_editor_would_read_of_others_drafts(editor, theirs, monkeypatch) -> None:
    """The control."""
    monkeypatch.setattr(seeing.rights, "edited_by", lambda records, person: records)
    assert "A secret draft" in words(editor.get(REPORT))


def test_a_link_of_others_has_no_page_for_an_editor(editor, theirs) -> None:
    ours, other = (LinkCheck.objects.get(address=f"https://{name}.example/") for name in ("ours", "theirs"))
    assert editor.get(address(ours)).status_code == 200
    response = editor.get(address(other), follow=True)
    assert "theirs" not in words(response)


def test_a_lead_reads_of_the_links_of_their_group(person, theirs) -> None:
    group = make_group(why=linking("https://group.example/"))
    note_all()
    told("https://group.example/")
    assert listed(at_the_desk(person("Lea", "Working-group leads", group=group))) == [
        "https://group.example/"
    ]


def test_a_source_is_told_to_those_who_may_change_it_and_to_those_whose_records_cite_it(
    editor, manager, person, practice
) -> None:
    practice.sources.add(make_source(title="A report", url="https://source.example/"))
    make_source(title="Cited by nobody", url="https://alone.example/")
    note_all()
    told("https://source.example/")
    told("https://alone.example/")
    assert listed(editor) == ["https://source.example/"]
    assert "(Sources: Address)" in words(editor.get(REPORT))
    assert listed(manager) == ["https://alone.example/", "https://source.example/"]
    stranger = at_the_desk(person("Bea", "Partner editors", partner=make_partner()))
    assert listed(stranger) == []


def test_a_link_in_a_working_copy_leads_to_the_record(editor, practice) -> None:
    copy, _keys = make_working_copy(practice)
    Practice._base_manager.filter(pk=copy.pk).update(problem=linking("https://copy.example/"))
    note_all()
    told("https://copy.example/")
    assert listed(editor) == ["https://copy.example/"]
    assert address(practice) in words(editor.get(REPORT))


def test_what_was_archived_or_deleted_since_the_last_check_is_not_told(manager, practice, theirs) -> None:
    Practice.objects.filter(pk=practice.pk).update(status="archived")
    theirs.delete()
    assert LinkUse.objects.count() == 2, "the control: the uses are still noted"
    assert listed(manager) == []


def test_the_report_is_filtered_by_what_is_wrong(manager) -> None:
    make_practice(
        problem="".join(linking(f"https://{name}.example/") for name in ("broken", "silent", "fine", "moved"))
        + linking("http://127.0.0.1/")
    )
    note_all()
    told("https://broken.example/")
    told("https://silent.example/", Answer.SLOW, strikes=2)
    told("https://fine.example/", Answer.ANSWERS, strikes=0)
    told("https://moved.example/", Answer.ANSWERS, strikes=0, moved_to="https://new.example/")
    told("http://127.0.0.1/", Answer.PRIVATE, strikes=0)
    inward, broken, silent = "http://127.0.0.1/", "https://broken.example/", "https://silent.example/"
    assert listed(manager) == [inward, broken, silent]
    assert listed(manager, "?which=broken") == [broken]
    assert listed(manager, "?which=silent") == [silent]
    assert listed(manager, "?which=not-asked") == [inward]
    assert listed(manager, "?which=moved") == ["https://moved.example/"]
    assert listed(manager, "?which=nonsense") == [inward, broken, silent]
    assert listed(manager, "?q=silent") == [silent]


def test_an_address_is_shown_as_words_where_a_script_could_run(manager) -> None:
    nasty = "javascript:alert('<script>')//"
    make_source(url=nasty)
    note_all()
    told(nasty, Answer.NOT_WEB)
    page = manager.get(REPORT).content.decode()
    assert escape(nasty) in page
    assert "alert('<script>" not in page
    assert 'href="javascript' not in page


def test_of_many_records_that_name_a_link_the_first_five_are_named(manager) -> None:
    for _ in range(8):
        make_practice(problem=linking("https://many.example/"))
    note_all()
    told("https://many.example/")
    page = manager.get(REPORT)
    assert len(page.context["cl"].result_list[0].named_in) == 5
    assert "and 3 more" in words(page)


def test_the_report_needs_the_same_number_of_queries_however_many_links_there_are(manager) -> None:
    numbers = itertools.count()

    def add() -> None:
        number = next(numbers)
        make_practice(partner=make_partner(), problem=linking(f"https://practice-{number}.example/"))
        make_recommendation(why=linking(f"https://recommendation-{number}.example/"))
        make_source(url=f"https://source-{number}.example/")

    def queries() -> int:
        note_all()
        LinkCheck.objects.all().remember(Outcome(Answer.SLOW))
        with CaptureQueriesContext(connection) as captured:
            assert manager.get(REPORT).status_code == 200
        return len(captured)

    add()
    queries()
    few = queries()
    for _ in range(10):
        add()
    assert queries() == few
    assert len(listed(manager)) == 33


def test_nobody_writes_into_the_report(client, administrator, theirs) -> None:
    client.force_login(administrator)
    link = LinkCheck.objects.first()
    assert client.get(reverse("admin:links_linkcheck_add")).status_code == 403
    assert client.post(address(link), {"address": "https://x.example/"}).status_code == 403
    assert client.post(address(link, "delete"), {"post": "yes"}).status_code == 403
    assert LinkCheck.objects.filter(address="https://x.example/").count() == 0


def test_the_first_page_counts_the_broken_links_of_ones_own_records(editor, manager, person, theirs) -> None:
    assert "1 broken link<" in words(editor.get("/admin/"))
    assert "2 broken links<" in words(manager.get("/admin/"))
    assert f'href="{REPORT}?which=broken"' in words(editor.get("/admin/"))
    stranger = at_the_desk(person("Bea", "Partner editors", partner=make_partner()))
    assert "broken link" not in words(stranger.get("/admin/"))
    LinkCheck.objects.all().remember(Outcome(Answer.ANSWERS))
    assert "broken link" not in words(editor.get("/admin/"))


def test_somebody_with_no_role_reads_of_no_link(django_user_model, theirs) -> None:
    client = at_the_desk(django_user_model.objects.create_user("nobody", is_staff=True))
    assert client.get(REPORT).status_code == 403
    assert "broken link" not in words(client.get("/admin/"))
