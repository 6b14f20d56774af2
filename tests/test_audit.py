"""The audit log: who did what, kept as it was written, and taken along as a file."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone

from clusterix.desk import audit
from clusterix.desk.models import AuditEntry
from clusterix.desk.models.audit_entry import AppendOnly
from clusterix.ops import accounts
from practices.models import Practice
from tests.form_reading import Form
from tests.making import make_partner, make_practice

pytestmark = pytest.mark.django_db

Action = AuditEntry.Action
LOG, EXPORT = "/admin/desk/auditentry/", "/admin/desk/auditentry/export/"
NEW = "a-long-phrase-of-7"


def entries(*actions: str) -> list[tuple[str, str, str]]:
    """Return who did what with what, the earliest first."""
    found = AuditEntry.objects.filter(action__in=actions).order_by("pk")
    return [(one.name, one.action, one.what) for one in found]


@pytest.fixture
def chief(person) -> User:
    return person("chief", accounts.ADMINISTRATORS)


@pytest.fixture
def desk(client, chief) -> Any:
    client.force_login(chief)
    return client


def sign_in(client: Any, name: str, password: str) -> int:
    return client.post("/admin/login/", {"username": name, "password": password}).status_code


def test_signing_in_and_out_is_told(client, editor) -> None:
    assert sign_in(client, "editor", "secret") == 302
    client.post("/admin/logout/")
    assert entries(Action.SIGNED_IN, Action.SIGNED_OUT) == [
        ("editor", "sign-in", ""),
        ("editor", "sign-out", ""),
    ]


def test_a_failed_sign_in_tells_the_name_and_never_the_password(client, editor) -> None:
    sign_in(client, "editor", "not-the-secret")
    sign_in(client, "x" * 120, "not-the-secret")
    assert [name for name, *_ in entries(Action.SIGN_IN_FAILED)] == ["editor", "x" * 39 + "…"]
    assert "not-the-secret" not in str(list(AuditEntry.objects.values()))


def test_a_flood_of_failed_sign_ins_is_counted_and_does_not_fill_the_database(client, monkeypatch) -> None:
    monkeypatch.setattr(audit, "AN_HOUR", 3)
    for number in range(6):
        sign_in(client, f"name-{number}", "wrong")
        sign_in(client, "name-0", "wrong")
    found = AuditEntry.objects.filter(action=Action.SIGN_IN_FAILED).order_by("pk")
    assert [(one.name, one.times) for one in found] == [
        ("name-0", 7),
        ("name-1", 1),
        ("name-2", 1),
        ("further names", 3),
    ]
    AuditEntry._base_manager.update(at=timezone.now() - timedelta(hours=1, seconds=1))
    sign_in(client, "name-0", "wrong")
    assert len(entries(Action.SIGN_IN_FAILED)) == 5, "the next hour has entries of its own"


def test_changes_of_accounts_are_told_with_before_and_after(desk, editor) -> None:
    partner = make_partner(short_name="ecoplus")
    address = f"/admin/auth/user/{editor.pk}/change/"
    given = Form(desk.get(address)).values
    given |= {"groups": [accounts.roles()[accounts.PROJECT_MANAGERS].pk], "email": "a@example.org"}
    given |= {"editorships-TOTAL_FORMS": "1", "editorships-0-partner": partner.pk}
    assert desk.post(address, given).status_code == 302
    entry = AuditEntry.objects.get(action=Action.ACCOUNT_CHANGED)
    assert (entry.name, entry.who.username, entry.what) == ("chief", "chief", "editor")
    assert entry.detail == {
        "roles": {"before": [accounts.PARTNER_EDITORS], "after": [accounts.PROJECT_MANAGERS]},
        "partners": {"before": [], "after": ["ecoplus"]},
        "also": ["email"],
    }
    shown = desk.get(f"{LOG}{entry.pk}/change/").content.decode()
    assert "roles: Partner editors → Project managers" in shown
    assert "a@example.org" not in shown


def test_new_and_deleted_accounts_and_new_passwords_are_told(desk, editor) -> None:
    add = "/admin/auth/user/add/"
    both = {"password1": NEW, "password2": NEW}
    desk.post(add, Form(desk.get(add)).values | both | {"username": "anna"})
    anna = User.objects.get(username="anna")
    desk.post(f"/admin/auth/user/{anna.pk}/password/", both | {"_revision": "1"})
    desk.post(f"/admin/auth/user/{anna.pk}/delete/", {"post": "yes", "_revision": "2"})
    desk.post(
        "/admin/password_change/", {"old_password": "secret", "new_password1": NEW, "new_password2": NEW}
    )
    told = entries(Action.ACCOUNT_ADDED, Action.PASSWORD, Action.ACCOUNT_DELETED)
    assert told == [
        ("chief", "account-added", "anna"),
        ("chief", "password", "anna"),
        ("chief", "account-deleted", "anna"),
        ("chief", "password", "chief"),
    ]
    assert NEW not in str(list(AuditEntry.objects.values()))


def test_what_failed_or_changed_nothing_is_not_told_as_a_change(desk, editor) -> None:
    address = f"/admin/auth/user/{editor.pk}/change/"
    desk.post(address, Form(desk.get(address)).values)
    desk.post(address, {"_revision": "77"})
    desk.post(
        "/admin/password_change/", {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}
    )
    assert entries(Action.ACCOUNT_CHANGED, Action.PASSWORD) == []


def test_what_somebody_did_stays_when_their_account_is_gone(chief) -> None:
    audit.record(Action.STEP, chief, "Publish: X")
    chief.delete()
    assert ("chief", "step", "Publish: X") in entries(Action.STEP)
    assert AuditEntry.objects.get(action=Action.STEP).who is None


def test_steps_and_deletions_of_records_are_told(client, manager) -> None:
    client.force_login(manager)
    practice = make_practice(title="Vouchers")
    page = f"/admin/practices/practice/{practice.pk}/"
    assert client.post(f"{page}move/", {"_archive": "", "_revision": "0"}).status_code == 302
    assert client.post(f"{page}delete/", {"post": "yes", "_revision": "1"}).status_code == 302
    named = "good practice “Vouchers”"
    assert entries(Action.STEP, Action.DELETED) == [
        ("manager", "step", f"Archive: {named}"),
        ("manager", "deleted", named),
    ]
    record = {"record": f"practices.practice/{practice.pk}"}
    assert [one.detail for one in AuditEntry.objects.filter(action__in=("step", "deleted"))] == [record] * 2


def refusals(client: Any, person: Any) -> Any:
    """Refuse somebody a step by its button, with a form, for many at once, and a page."""
    partner = make_partner()
    anna = person("anna", accounts.PARTNER_EDITORS, partner=partner)
    practice = make_practice(title="Vouchers", partner=partner, status="draft")
    client.force_login(anna)
    page = f"/admin/practices/practice/{practice.pk}/"
    assert client.post(f"{page}move/", {"_publish": "", "_revision": "0"}).status_code == 403
    given = Form(client.get(f"{page}change/")).values | {"_publish": ""}
    assert client.post(f"{page}change/", given).status_code == 403
    assert client.get("/admin/auth/user/").status_code == 403
    archived = make_practice(title="Loans", partner=partner, status="archived")
    bulk = {"action": "submit", "_selected_action": [archived.pk], f"_revision-{archived.pk}": "0"}
    client.post("/admin/practices/practice/", bulk)


def test_refused_steps_and_pages_are_told_and_counted(client, person) -> None:
    refusals(client, person)
    found = AuditEntry.objects.filter(action=Action.REFUSED).order_by("pk")
    assert [(one.name, one.what, one.times) for one in found] == [
        ("anna", "Publish: good practice “Vouchers”", 2),
        ("anna", "GET /admin/auth/user/", 1),
        ("anna", "Submit for review: good practice “Loans”", 1),
    ]


def test_a_desk_that_tells_nobody_would_be_noticed(client, person, monkeypatch) -> None:
    """The control of the test above."""
    monkeypatch.setattr(audit, "refused", lambda request: None)
    refusals(client, person)
    assert entries(Action.REFUSED) == []


def test_commands_tell_what_they_changed(monkeypatch) -> None:
    call_command("setup", verbosity=0)
    told = entries(Action.IMPORT, Action.COMMAND, Action.ACCOUNT_ADDED)
    assert {name for name, *_ in told} == {"command line"}
    assert [what for *_, what in told][-1] == "admin"
    assert told[0][2].endswith("records of the knowledge base")
    call_command("setup", verbosity=0)
    assert entries(Action.IMPORT, Action.COMMAND, Action.ACCOUNT_ADDED) == told, "the second changed nothing"
    call_command("generate_content", practices=1, verbosity=0)
    assert entries(Action.IMPORT)[-1][2] == "generate_content: 1 synthetic practices"
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", NEW)
    call_command("createsuperuser", interactive=False, username="eva", email="eva@example.org", verbosity=0)
    assert entries(Action.ACCOUNT_ADDED)[-1] == ("command line", "account-added", "eva")


def test_nothing_in_the_log_is_changed_or_taken_out(desk, chief) -> None:
    entry = audit.record(Action.STEP, chief, "Publish: X")
    entry.what = "Publish: Y"
    for attempt in (
        entry.save,
        entry.delete,
        lambda: AuditEntry.objects.update(what="Y"),
        lambda: AuditEntry.objects.bulk_update([entry], ["what"]),
        AuditEntry.objects.all().delete,
    ):
        with pytest.raises(AppendOnly):
            attempt()
    for page in (f"{LOG}add/", f"{LOG}{entry.pk}/change/", f"{LOG}{entry.pk}/delete/"):
        assert desk.post(page, {"what": "Y", "post": "yes"}).status_code == 403
    assert ("chief", "step", "Publish: X") in entries(Action.STEP)


def test_only_administrators_read_it(client, manager, chief) -> None:
    client.force_login(manager)
    assert client.get(LOG).status_code == client.post(EXPORT).status_code == 403
    client.force_login(chief)
    assert client.get(LOG).status_code == 200
    assert client.get(EXPORT).status_code == 405


def test_it_is_filtered_and_searched(desk, chief, editor) -> None:
    audit.record(Action.STEP, editor, "Publish: X")
    audit.record(Action.DELETED, chief, "good practice “X”")
    for query in ("action__exact=step", f"who__id__exact={editor.pk}", "q=Publish"):
        found = desk.get(f"{LOG}?{query}").context["cl"].queryset
        assert [one.what for one in found] == ["Publish: X"], query
    later = f"{LOG}?at__gte=2999-01-01 00:00:00%2B00:00"
    assert desk.get(later).context["cl"].result_count == 0
    assert desk.get(f"{LOG}?q=nothing-of-the-kind").context["cl"].result_count == 0


def exported(desk: Any, query: str = "") -> list[list[str]]:
    response = desk.post(EXPORT + query)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.streaming
    text = b"".join(response.streaming_content).decode()
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_filtered_list_is_exported_and_the_export_is_told(desk, editor) -> None:
    for n in range(60):
        audit.record(Action.STEP, editor, f"Publish: {n}")
    audit.failed('=HYPERLINK("https://example.org")')
    heading, *rows = exported(desk, "?action__exact=step")
    assert heading == ["at", "who", "action", "what", "details", "times"]
    assert [row[3] for row in rows] == [f"Publish: {n}" for n in reversed(range(60))], "of all pages"
    assert entries(Action.EXPORT) == [("chief", "export", "60 entries")]
    assert AuditEntry.objects.get(action=Action.EXPORT).detail == {"filters": {"action__exact": ["step"]}}
    names = [row[1] for row in exported(desk, "?action__exact=sign-in-failed")]
    assert names == ["who", """'=HYPERLINK("https://example.org")"""], "no formula for a spreadsheet"


def test_an_export_with_a_wrong_filter_leads_back_to_the_list(desk) -> None:
    response = desk.post(f"{EXPORT}?nonsense=1")
    assert (response.status_code, response["Location"]) == (302, LOG)


def test_the_history_of_an_account_is_what_the_log_tells_of_it(desk, editor) -> None:
    response = desk.get(f"/admin/auth/user/{editor.pk}/history/")
    assert (response.status_code, response["Location"]) == (302, f"{LOG}?q=editor")


def test_a_step_and_its_entry_are_written_both_or_not_at_all(client, manager, monkeypatch) -> None:
    def broken(*arguments: Any, **options: Any) -> None:
        raise RuntimeError

    client.force_login(manager)
    practice = make_practice()
    monkeypatch.setattr(audit, "record", broken)
    with pytest.raises(RuntimeError):
        client.post(f"/admin/practices/practice/{practice.pk}/move/", {"_archive": "", "_revision": "0"})
    assert Practice.objects.get(pk=practice.pk).is_published
