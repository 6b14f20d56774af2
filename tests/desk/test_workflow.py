"""Every step in a record's life × every role: who may take it, from where, and what comes of it."""

from typing import Any

import pytest

from clusterix.desk.workflow import MOVES
from practices.models import Practice
from tests.desk.acting import again, at_the_desk, opened, save, step, versions, working_copy
from tests.making import make_partner, make_practice, make_source

pytestmark = pytest.mark.django_db

STATES = ("draft", "in_review", "published", "archived", "copy draft", "copy in_review")
# What each step leads to from where; from everywhere else it is refused.
LEADS = {
    ("start", "published"): "copy draft",
    ("submit", "draft"): "in_review",
    ("submit", "copy draft"): "copy in_review",
    ("withdraw", "in_review"): "draft",
    ("withdraw", "copy in_review"): "copy draft",
    ("return", "in_review"): "draft",
    ("return", "copy in_review"): "copy draft",
    ("publish", "draft"): "published",
    ("publish", "in_review"): "published",
    ("publish", "copy draft"): "published",
    ("publish", "copy in_review"): "published",
    ("reviewed", "published"): "published",
    ("archive", "published"): "archived",
    ("reopen", "archived"): "draft",
    ("discard", "copy draft"): "published",
}
EDITORS_STEPS = {"start", "submit", "withdraw", "reviewed", "discard"}
ROLES = ("own editor", "other editor", "group lead", "project manager", "administrator")


def in_state(state: str, partner: Any) -> Practice:
    """Return a complete practice of the partner in that state."""
    is_copied = state.startswith("copy")
    status = "published" if is_copied else state
    practice = make_practice(partner=partner, sources=[make_source()], status=status)
    if is_copied:
        of_it = {"copy_of": practice, "slug": practice.slug, "status": state.removeprefix("copy ")}
        make_practice(partner=partner, sources=[make_source()], **of_it)
    return practice


def state_of(practice: Practice) -> str:
    copy = working_copy(practice)
    return f"copy {copy.status}" if copy else again(practice).status


@pytest.fixture
def people(person, administrator) -> dict[str, Any]:
    partner = make_partner()
    return {
        "partner": partner,
        "own editor": person("own", "Partner editors", partner=partner),
        "other editor": person("other", "Partner editors", partner=make_partner()),
        "group lead": person("lead", "Working-group leads"),
        "project manager": person("manager", "Project managers"),
        "administrator": administrator,
    }


def expected(role: str, move: str, state: str) -> str | int:
    """Return the state that the step leads to, or the refusal's status."""
    if role in ("other editor", "group lead"):
        return 404
    is_manager = role in ("project manager", "administrator")
    end = LEADS.get((move, state))
    return end if end and (is_manager or move in EDITORS_STEPS) else 403


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("state", STATES)
def test_a_step_is_taken_by_those_whose_it_is_and_refused_to_all_others(people, role, state) -> None:
    desk = at_the_desk(people[role])
    for move in MOVES:
        practice = in_state(state, people["partner"])
        answer = step(desk, practice, move, comment="Mend the title.")
        wanted = expected(role, move, state)
        if isinstance(wanted, int):
            assert (move, answer.status_code, state_of(practice)) == (move, wanted, state)
        else:
            assert (move, answer.status_code, state_of(practice)) == (move, 302, wanted)
            assert versions(practice)[-1].action == move


def test_every_step_is_in_the_table() -> None:
    assert {move for move, _state in LEADS} == set(MOVES)


def test_a_record_with_gaps_is_saved_as_a_draft_but_neither_handed_in_nor_published(people) -> None:
    practice = make_practice(partner=people["partner"], status="draft", summary="")
    for role, move in (("own editor", "submit"), ("project manager", "publish")):
        page = save(at_the_desk(people[role]), practice, title=f"New for {move}", **{f"_{move}": ""})
        words = " ".join(str(message) for message in page.wsgi_request._messages)
        assert "Still missing: summary and sources." in words
        assert (again(practice).status, again(practice).title) == ("draft", f"New for {move}")


def test_a_step_without_the_words_that_it_needs_is_not_taken(people) -> None:
    practice = in_state("in_review", people["partner"])
    answer = step(at_the_desk(people["project manager"]), practice, "return")
    assert (answer.status_code, again(practice).status) == (302, "in_review")
    assert "Say in the comment what is to be mended." in str(next(iter(answer.wsgi_request._messages)))


def test_the_editor_reads_why_the_record_came_back_until_it_is_handed_in_again(people) -> None:
    practice = in_state("in_review", people["partner"])
    step(at_the_desk(people["project manager"]), practice, "return", comment="Name a source for 2019.")
    editor = at_the_desk(people["own editor"])
    page = f"/admin/practices/practice/{practice.pk}/change/"
    assert "Name a source for 2019." in editor.get(page).content.decode()
    step(editor, practice, "submit")
    assert "Name a source for 2019." not in editor.get(page).content.decode()


def test_an_editor_who_reads_a_record_in_review_cannot_change_it(people) -> None:
    practice = in_state("in_review", people["partner"])
    desk = at_the_desk(people["own editor"])
    assert "title" not in opened(desk, practice)
    answer = desk.post(f"/admin/practices/practice/{practice.pk}/change/", {"title": "Other", "_revision": 0})
    assert (answer.status_code, again(practice).title) == (403, practice.title)


def test_an_editor_who_presses_a_manager_s_button_by_hand_saves_and_publishes_nothing(people) -> None:
    practice = in_state("draft", people["partner"])
    answer = save(at_the_desk(people["own editor"]), practice, title="Mine", _publish="")
    assert answer.status_code == 403
    assert (again(practice).title, again(practice).status) == (practice.title, "draft")


def test_a_status_in_a_hand_made_form_is_ignored(people) -> None:
    practice = in_state("draft", people["partner"])
    assert save(at_the_desk(people["own editor"]), practice, status="published").status_code == 302
    assert again(practice).status == "draft"


def test_a_draft_of_one_s_own_is_deleted_and_what_was_public_is_not(people) -> None:
    draft, public = in_state("draft", people["partner"]), in_state("published", people["partner"])
    desk = at_the_desk(people["own editor"])
    for practice, status in ((draft, 302), (public, 403)):
        answer = desk.post(
            f"/admin/practices/practice/{practice.pk}/delete/", {"post": "yes", "_revision": 0}
        )
        assert answer.status_code == status
    assert list(Practice.objects.all()) == [public]


@pytest.mark.parametrize(("who", "button"), [("own editor", "_submit"), ("project manager", "_publish")])
def test_a_step_with_a_published_record_in_which_nothing_is_changed_says_so(people, who, button) -> None:
    practice = in_state("published", people["partner"])
    answer = save(at_the_desk(people[who]), practice, **{button: ""})
    assert "Nothing is changed" in str(list(answer.wsgi_request._messages)[-1])
    assert (state_of(practice), versions(practice)) == ("published", versions(practice)[:1])
