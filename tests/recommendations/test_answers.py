"""Does this apply to your region? What readers answer, what managers accept, and what is counted of it."""

import os
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clusterix.browse.models import Change
from clusterix.desk.models import AuditEntry
from clusterix.ops import accounts
from clusterix.visitors import limits
from recommendations.answers import AnswerForm
from recommendations.counting import MOST_COMMENTS
from recommendations.models import Answer, LevelAddressed, Recommendation
from tests.making import make_answer, make_recommendation
from tests.page_reading import look, text

pytestmark = pytest.mark.django_db
PAGE = "/recommendations/advice/"
FORM, THANKS = f"{PAGE}applies/", f"{PAGE}applies/thanks/"
DESK = "/admin/recommendations/answer/"
GIVEN = {"applies": "partly", "level": "regional", "country": "RO"}
POSTS = int(os.environ.get("POSTS", "60"))


@pytest.fixture
def advice() -> Recommendation:
    return make_recommendation(slug="advice", title="Meet more often")


@pytest.fixture
def in_time(monkeypatch) -> None:
    """Let forms seem to have been open as long as people need."""
    monkeypatch.setattr("clusterix.visitors.tickets.Tickets._is_too_young", lambda self, ticket: False)


@pytest.fixture
def manager(client, person) -> Client:
    client.force_login(person("manager", accounts.PROJECT_MANAGERS))
    return client


def send(ticket: str | None = None, address: str = "192.0.2.1", **given: str) -> Any:
    ticket = AnswerForm.tickets().new() if ticket is None else ticket
    visitor = Client(enforce_csrf_checks=True, REMOTE_ADDR=address)
    return visitor.post(FORM, {**GIVEN, "ticket": ticket, **given})


def decide(manager: Client, action: str, *answers: Answer, revision: int = 0) -> Any:
    data = {"action": action, "_selected_action": [one.pk for one in answers]}
    data |= {f"_revision-{one.pk}": revision for one in answers}
    return manager.post(DESK, data)


def words(client: Any) -> str:
    return " ".join(look(client, PAGE).words.split())


def test_an_answer_is_kept_thanked_for_and_waits(advice, client, in_time) -> None:
    sent = send(comment="With more staff.", organisation="A ministry", may_be_shown="on")
    assert (sent.status_code, sent.headers["Location"]) == (302, THANKS)
    assert not sent.cookies
    answer = Answer.objects.get()
    assert (answer.recommendation, answer.applies, answer.level) == (advice, "partly", "regional")
    assert (answer.country.code, answer.comment, answer.organisation) == (
        "RO",
        "With more staff.",
        "A ministry",
    )
    assert answer.may_be_shown
    assert answer.state == Answer.State.WAITING
    assert "Thank you for your answer" in look(client, THANKS).words


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"applies": ""}, "This field is required"),
        ({"applies": "perhaps"}, "Select a valid choice"),
        ({"level": "galactic"}, "Select a valid choice"),
        ({"country": "XX"}, "Select a valid choice"),
        ({"comment": "a" * 1501}, "at most 1500 characters"),
        ({"organisation": "NUL \0"}, "Null characters are not allowed"),
        ({"ticket": "forged"}, "did not arrive whole"),
    ],
)
def test_what_does_not_hold_is_said_and_what_was_typed_stays(advice, in_time, given, says) -> None:
    answer = send(**{"comment": "As I typed it", **given})
    assert answer.status_code == 200
    assert says in answer.text
    assert "Your answer has not been sent yet" in answer.text
    assert "comment" in given or "As I typed it" in answer.text
    assert not Answer.objects.exists()


def test_who_answers_faster_than_people_type_is_asked_to_wait(advice) -> None:
    assert "faster than most people type" in send().text
    assert not Answer.objects.exists()


def test_a_program_in_the_trap_is_thanked_and_nothing_is_kept(advice, in_time) -> None:
    assert send(website="https://spam.example").headers["Location"] == THANKS
    assert not Answer.objects.exists()


def test_the_form_sets_no_cookie_and_is_kept_nowhere(advice, client) -> None:
    shown = client.get(FORM)
    assert not shown.cookies
    assert "no-store" in shown.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in shown.text


def test_nothing_is_counted_or_shown_before_a_manager_accepts_it(advice, client) -> None:
    for state in (Answer.State.WAITING, Answer.State.REFUSED):
        make_answer(recommendation=advice, state=state, comment="Secret words", may_be_shown=True)
    assert "There is no answer yet." in words(client)
    assert "Secret words" not in words(client)
    Answer.objects.update(state=Answer.State.ACCEPTED)
    cache.clear()
    assert "2 answers: yes 2, partly 0, no 0." in words(client), "the control"
    assert "Secret words" in words(client)


def test_answers_are_counted_in_all_by_level_and_by_country(advice, client) -> None:
    for applies, level, country, times in (
        *(("yes", "national", "AT", 5), ("yes", "local", "RO", 2), ("partly", "local", "AT", 3)),
        *(("no", "cluster-organisation", "RO", 1), ("no", "european", "SE", 1)),
    ):
        for _time in range(times):
            make_answer(recommendation=advice, applies=applies, level=level, country=country)
    make_answer(applies="no")  # to another recommendation
    told = words(client)
    assert "12 answers: yes 7, partly 3, no 2." in told
    by_level = (
        "Level Yes Partly No As a bar Cluster organisation 0 0 1 Local 2 3 0 National 5 0 0 European 0 0 1"
    )
    by_country = "Country Yes Partly No As a bar Austria 5 3 0 Romania 2 0 1 Sweden 0 0 1"
    assert by_level in told
    assert by_country in told
    assert '<rect class="answers-yes" x="0.0" width="62.5" height="10"/>' in client.get(PAGE).text


def test_a_comment_is_shown_only_as_far_as_its_author_agreed(advice, client) -> None:
    make_answer(recommendation=advice, comment="Shown words", organisation="Shown office", may_be_shown=True)
    make_answer(recommendation=advice, comment="Hidden words", organisation="Hidden office")
    make_answer(recommendation=advice, organisation="An office without words", may_be_shown=True)
    told = words(client)
    assert "3 answers: yes 3" in told
    assert "Shown words Yes, Regional, Austria, Shown office" in told
    for hidden in ("Hidden words", "Hidden office", "An office without words"):
        assert hidden not in told


def test_a_comment_is_plain_text_and_of_many_the_newest_are_shown(advice, client) -> None:
    for number in range(MOST_COMMENTS + 2):
        make_answer(recommendation=advice, comment=f"<b>Comment {number}</b>", may_be_shown=True)
    page = client.get(PAGE).text
    assert "<b>Comment" not in page
    assert page.count("&lt;b&gt;Comment") == MOST_COMMENTS
    assert "2 older comments are not shown." in page


def test_managers_accept_and_refuse_many_at_once(advice, manager) -> None:
    good = [make_answer(recommendation=advice, state="waiting") for _ in range(2)]
    spam = make_answer(recommendation=advice, state="waiting", comment="Buy", may_be_shown=True)
    assert decide(manager, "accept", *good).status_code == 302
    assert decide(manager, "refuse", spam).status_code == 302
    assert "2 answers: yes 2, partly 0, no 0." in words(Client())
    assert AuditEntry.objects.filter(what__startswith="answer of a reader").count() == 3


def test_a_decision_in_the_form_is_told_to_the_audit_log_too(advice, manager) -> None:
    answer = make_answer(recommendation=advice, state="waiting")
    page = f"{DESK}{answer.pk}/change/"
    assert manager.post(page, {"state": "waiting", "_revision": 0}).status_code == 302
    assert not AuditEntry.objects.filter(what=f"answer of a reader {answer.pk}").exists()
    assert manager.post(page, {"state": "accepted", "_revision": 1}).status_code == 302
    entry = AuditEntry.objects.get(what=f"answer of a reader {answer.pk}")
    assert entry.detail["state"] == {"before": "waiting", "after": "accepted"}


def test_who_has_not_seen_the_latest_decision_does_not_overwrite_it(advice, manager) -> None:
    answer = make_answer(recommendation=advice, state="waiting")
    assert decide(manager, "refuse", answer).status_code == 302
    assert decide(manager, "accept", answer).status_code == 409
    answer.refresh_from_db()
    assert answer.state == Answer.State.REFUSED
    assert decide(manager, "accept", answer, revision=1).status_code == 302, "the control"


def test_a_kept_page_counts_an_answer_as_soon_as_it_is_accepted(advice, visitor, person) -> None:
    answer = make_answer(recommendation=advice, state="waiting")
    assert "There is no answer yet." in visitor.get(PAGE).content.decode()
    manager = Client()
    manager.force_login(person("manager", accounts.PROJECT_MANAGERS))
    decide(manager, "accept", answer)
    assert "1 answer: yes 1" in visitor.get(PAGE).content.decode()


def test_what_waits_is_refused_or_is_deleted_unaccepted_renews_no_page(advice, manager, in_time) -> None:
    before = Change.objects.count()
    for number in range(3):
        assert send(comment=f"Answer {number}").status_code == 302
    refused, deleted, accepted = Answer.objects.all()
    decide(manager, "refuse", refused)
    deleted.delete()
    assert Change.objects.count() == before
    decide(manager, "accept", accepted)
    assert Change.objects.count() == before + 1, "the control"


@pytest.mark.parametrize("end", ["withdrawn", "deleted", "deleted as one of many"])
def test_what_was_accepted_renews_pages_when_it_is_withdrawn_or_deleted(advice, visitor, person, end) -> None:
    answer = make_answer(recommendation=advice)
    manager = Client()
    manager.force_login(person("manager", accounts.PROJECT_MANAGERS))
    assert "1 answer: yes 1" in visitor.get(PAGE).content.decode()
    if end == "withdrawn":
        decide(manager, "refuse", answer)
    elif end == "deleted":
        answer.delete()
    else:
        Answer.objects.all().delete()
    assert "There is no answer yet." in visitor.get(PAGE).content.decode()


def test_a_waiting_answer_leaves_kept_pages_as_they_are(advice, visitor, in_time) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert visitor.get(PAGE).status_code == 200
        return len(captured)

    visitor.get(PAGE)
    assert send().status_code == 302
    assert queries() == 1, "the page is there whole"
    make_answer(recommendation=advice)
    assert queries() > 1, "the control"


def test_the_desk_says_how_many_wait_to_managers_alone(advice, manager, person) -> None:
    waits = "1 answer of a reader waits"
    assert waits not in manager.get("/admin/").text
    answer = make_answer(recommendation=advice, state="waiting")
    assert waits in manager.get("/admin/").text
    editor = Client()
    editor.force_login(person("editor", accounts.PARTNER_EDITORS))
    assert waits not in editor.get("/admin/").text
    assert editor.get(DESK).status_code == 403
    decide(manager, "refuse", answer)
    assert waits not in manager.get("/admin/").text


def test_what_a_reader_wrote_is_nobodys_to_change(advice, manager) -> None:
    answer = make_answer(recommendation=advice, comment="As it was", state="waiting")
    page = manager.get(f"{DESK}{answer.pk}/change/").text
    assert "As it was" in page
    assert 'name="state"' in page, "the control"
    assert 'name="comment"' not in page


def test_of_a_draft_there_is_no_form_and_no_thanks(advice, client, in_time) -> None:
    assert [client.get(page).status_code for page in (FORM, THANKS)] == [200, 200]
    Recommendation.objects.update(status="draft")
    assert [client.get(page).status_code for page in (FORM, THANKS)] == [404, 404]
    assert send().status_code == 404
    assert not Answer.objects.exists()


def test_the_form_of_a_recommendation_in_the_trash_is_gone_as_its_page_is(client, advice) -> None:
    Recommendation.objects.filter(pk=advice.pk).update(trashed_at=timezone.now())
    assert [client.get(address).status_code for address in (PAGE, FORM, THANKS)] == [410, 410, 410]
    assert send().status_code == 410


def test_of_a_thousand_posts_few_are_kept_and_nothing_is_public(advice, client, in_time) -> None:
    answers = [send(comment=f"canary {number}", may_be_shown="on") for number in range(POSTS)]
    assert [one.status_code for one in answers] == [302] * limits.MESSAGES + [429] * (POSTS - limits.MESSAGES)
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert "canary" in answers[-1].text, "what was typed is still there"
    assert Answer.objects.count() == limits.MESSAGES
    assert "There is no answer yet." in words(client)
    for page in (PAGE, "/recommendations/", "/recommendations/export.json", "/search/?q=canary"):
        assert "canary 0" not in text(client.get(page)), page


def test_many_answers_need_no_more_queries_than_one(advice, client) -> None:
    make_answer(recommendation=advice, comment="One", may_be_shown=True)
    look(client, PAGE)
    with CaptureQueriesContext(connection) as few:
        look(client, PAGE)
    for level in LevelAddressed.Level.values:
        for country in ("SE", "HU", "DK"):
            make_answer(
                recommendation=advice, level=level, country=country, comment="More", may_be_shown=True
            )
    look(client, PAGE)
    with CaptureQueriesContext(connection) as many:
        look(client, PAGE)
    assert len(many) == len(few)


def test_the_page_invites_to_answer_and_the_privacy_page_tells_of_it(advice, client) -> None:
    assert FORM in look(client, PAGE).links
    assert "whether a recommendation applies" in look(client, "/privacy/").words
