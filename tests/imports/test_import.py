"""An import at the desk: read, shown row by row, written as a whole, undone as a whole."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clusterix.desk.models import AuditEntry, Trail, Version
from clusterix.imports import running, undoing, writing
from clusterix.imports.models import Batch
from clusterix.publishing.records import Status
from partners.models import Editor, Partner
from practices.models import Practice, Transfer
from tests.desk.acting import again, at_the_desk, save, step, versions, working_copy
from tests.imports.files import PRACTICES, as_csv, faults, page, send, take, upload
from tests.making import make_partner, make_practice, make_source, make_swot_entry, make_transfer

pytestmark = pytest.mark.django_db
NEW = {"slug": "vouchers", "title": "Vouchers", "organisation": "A chamber"}


def test_the_dry_run_shows_what_would_be_made_and_changed_and_writes_nothing(anna) -> None:
    make_practice(slug="pool", title="Pool", summary="Old words.")
    batch = upload(anna, as_csv(NEW, {"slug": "pool", "title": "Pool", "organisation": "X"}))
    shown = page(anna, batch)
    assert "New: 1. Changed: 1. As it is: 0. Faulty: 0." in shown
    assert "Vouchers" in shown
    assert "Organisation in charge: " in shown
    assert list(Practice._base_manager.values_list("slug", flat=True)) == ["pool"]
    assert not Version.objects.exists()


def test_new_rows_become_drafts_with_a_history(anna) -> None:
    make_source(slug="report")
    rows = as_csv(NEW | {"tags": "money; firms", "links": "More; https://example.org/", "sources": "report"})
    assert take(anna, upload(anna, rows), "write").state == "written"
    made = Practice.objects.get(slug="vouchers")
    assert made.status == Status.DRAFT
    assert sorted(made.tags.names()) == ["firms", "money"]
    assert [(link.title, link.url) for link in made.links.all()] == [("More", "https://example.org/")]
    assert [(v.action, v.revision, v.by_name, v.note) for v in versions(made)] == [
        ("added", 1, "Anna", "Import of records.csv.")
    ]
    assert anna.get(f"/admin/practices/practice/{made.pk}/history/").status_code == 200
    assert AuditEntry.objects.filter(action="import").count() == 1


def test_what_is_published_stays_as_it_is_and_its_working_copy_is_changed(anna) -> None:
    public = make_practice(slug="pool", title="Pool", summary="Old words.")
    public.links.create(title="Kept", url="https://example.org/")
    take(anna, upload(anna, as_csv({"slug": "pool", "summary": "New words."})), "write")
    assert again(public).summary == "Old words."
    copy = working_copy(public)
    assert (copy.summary, copy.title, copy.links.count(), copy.status) == ("New words.", "Pool", 1, "draft")
    assert [v.action for v in versions(public)] == ["found", "saved"]
    assert step(anna, public, "discard").status_code == 302, "the desk goes on with it"


def test_a_draft_is_changed_in_place_and_only_in_the_columns_of_the_file(anna) -> None:
    draft = make_practice(slug="pool", summary="Old words.", scope="local", status="draft")
    draft.tags.add("kept")
    take(anna, upload(anna, as_csv({"slug": "pool", "summary": "New words.", "scope": ""})), "write")
    now = again(draft)
    assert (now.summary, now.scope, list(now.tags.names())) == ("New words.", "", ["kept"])


def test_all_or_nothing_one_faulty_row_keeps_the_others_out(anna) -> None:
    batch = upload(anna, as_csv(NEW, {"slug": "Not an address!", "title": "Y", "organisation": "X"}))
    assert batch.state == "faulty"
    assert [(row, column) for row, column, _reason in faults(batch)] == [(3, "slug")]
    assert "Nothing is written" in page(anna, batch)
    assert take(anna, batch, "write").state == "faulty", "even where somebody asks for it by hand"
    assert not Practice.objects.exists()


def test_rows_that_break_the_rules_of_the_tables_are_told_like_all_others(anna) -> None:
    batch = upload(
        anna,
        as_csv(
            NEW | {"resources_amount": "5"},
            {"slug": "nobody", "title": "Nobody’s"},
            {
                "slug": "late",
                "title": "Late",
                "organisation": "X",
                "start_on": "2019-01-01",
                "end_on": "2018-01-01",
            },
            {"slug": "good", "title": "Good", "organisation": "X"},
        ),
    )
    assert faults(batch) == [
        (2, "", "Give the amount together with its currency, or neither."),
        (3, "", "Name a partner or the organisation in charge."),
        (4, "", "The end cannot be before the start."),
    ]


def test_without_the_trial_rows_would_break_the_rules_only_when_they_are_written(anna, monkeypatch) -> None:
    monkeypatch.setattr(running, "try_out", lambda _model, _lines: None)
    batch = upload(anna, as_csv(NEW | {"resources_amount": "5"}))
    assert batch.state == "read"
    batch = take(anna, batch, "write")
    assert (batch.state, batch.fault[:29]) == ("read", "The portal could not do this.")
    assert not Practice.objects.exists()


def test_somebody_s_change_between_dry_run_and_import_is_never_overwritten(anna, person) -> None:
    draft = make_practice(slug="pool", summary="Old words.", status="draft")
    batch = upload(anna, as_csv(NEW, NEW | {"slug": "pool", "summary": "Words of the file."}))
    bela = at_the_desk(person("Bela", "Project managers"))
    assert save(bela, draft, summary="Bela’s words.").status_code == 302
    batch = take(anna, batch, "write")
    assert batch.state == "read"
    assert "Row 3: somebody has changed this record meanwhile." in page(anna, batch)
    assert again(draft).summary == "Bela’s words."
    assert not Practice.objects.filter(slug="vouchers").exists(), "all or nothing"


def test_without_that_check_the_words_would_be_lost(anna, person, monkeypatch) -> None:
    draft = make_practice(slug="pool", summary="Old words.", status="draft")
    batch = upload(anna, as_csv({"slug": "pool", "summary": "Words of the file."}))
    save(at_the_desk(person("Bela", "Project managers")), draft, summary="Bela’s words.")
    monkeypatch.setattr(writing, "_is_as_read", lambda _found, _line: True)
    take(anna, batch, "write")
    assert again(draft).summary == "Words of the file."


def test_an_address_that_is_taken_meanwhile_stops_the_import(anna) -> None:
    batch = upload(anna, as_csv(NEW))
    make_practice(slug="vouchers")
    batch = take(anna, batch, "write")
    assert batch.fault == "Row 2: another record has this address meanwhile."


def test_what_a_row_names_may_be_gone_when_it_is_written(anna) -> None:
    source = make_source(slug="report")
    batch = upload(anna, as_csv(NEW | {"sources": "report"}))
    source.delete()
    assert take(anna, batch, "write").fault == "Row 2: what it names does not exist any more."


def test_an_import_is_written_once_however_often_the_button_is_pressed(anna) -> None:
    batch = take(anna, upload(anna, as_csv(NEW)), "write")
    assert take(anna, batch, "write").state == "written"
    assert Practice.objects.count() == 1


def test_a_whole_import_is_undone(anna) -> None:
    public = make_practice(slug="public", summary="Old words.")
    draft = make_practice(slug="draft", summary="Old words.", status="draft")
    draft.links.create(title="Old", url="https://example.org/old")
    draft.tags.add("old")
    told = NEW | {"summary": "New words.", "tags": "new", "links": "New; https://example.org/"}
    rows = [told | {"slug": slug} for slug in ("public", "draft")]
    batch = take(anna, upload(anna, as_csv(NEW, *rows)), "write")
    assert take(anna, batch, "undo").state == "undone"
    assert not Practice.objects.filter(slug="vouchers").exists()
    assert working_copy(public) is None
    now = again(draft)
    assert (now.summary, list(now.tags.names()), [link.title for link in now.links.all()]) == (
        "Old words.",
        ["old"],
        ["Old"],
    )
    assert [v.action for v in versions(draft)] == ["found", "saved", "revert"]
    assert Trail.objects.of(draft).get().revision == 2
    assert AuditEntry.objects.filter(action="import", what__contains="undone").exists()
    assert take(anna, upload(anna, as_csv(NEW)), "write").state == "written", "the file can be read in again"


def test_an_import_that_somebody_has_gone_on_with_is_not_undone(anna) -> None:
    batch = take(anna, upload(anna, as_csv(NEW, {"slug": "b", "title": "B", "organisation": "X"})), "write")
    save(anna, Practice.objects.get(slug="b"), title="B, mended")
    batch = take(anna, batch, "undo")
    assert batch.state == "written"
    assert batch.fault == "Row 3: somebody has gone on with this record since the import."
    assert Practice.objects.count() == 2


def test_without_that_check_their_work_would_be_gone(anna, monkeypatch) -> None:
    batch = take(anna, upload(anna, as_csv(NEW)), "write")
    save(anna, Practice.objects.get(), title="Mended")
    monkeypatch.setattr(undoing, "_is_untouched", lambda _found, _line: True)
    assert take(anna, batch, "undo").state == "undone"
    assert not Practice.objects.exists()


def test_what_others_refer_to_is_not_taken_away(anna) -> None:
    batch = take(anna, upload(anna, as_csv(NEW)), "write")
    make_transfer(practice=Practice.objects.get(), status="draft")
    batch = take(anna, batch, "undo")
    assert batch.state == "written"
    assert batch.fault == "Row 2: other records refer to what this row has made."


def test_nor_is_a_partner_to_which_strengths_belong_by_now(anna) -> None:
    row = {"slug": "new", "name": "New", "short_name": "New", "kind": "university"}
    batch = take(anna, upload(anna, as_csv(row), where="/admin/partners/partner/import/"), "write")
    make_swot_entry(partner=Partner.objects.get(slug="new"), status="draft")
    assert take(anna, batch, "undo").state == "written"
    assert Partner.objects.get(slug="new").swot_entries.count() == 1


def test_editors_import_their_own_and_nothing_of_others(make_own) -> None:
    edda, own, other = make_own
    rows = (
        {"slug": own.slug, "title": "Mine", "partner": "own"},
        {"slug": other.slug, "title": "Stolen"},
        {"slug": "new", "title": "New", "partner": "own"},
        {"slug": "foreign", "title": "Foreign", "partner": "other"},
    )
    batch = upload(edda, as_csv(*rows))
    assert [(row, column) for row, column, _reason in faults(batch)] == [(3, "slug"), (5, "partner")]
    batch = upload(edda, as_csv(rows[0], rows[2]))
    assert take(edda, batch, "write").state == "written"
    assert again(own).title == "Mine"
    assert again(other).title != "Stolen"


def test_editors_see_no_import_of_others(make_own, anna) -> None:
    edda, _own, _other = make_own
    batch = upload(anna, as_csv(NEW))
    for page_of in ("", "write/", "undo/"):
        where = f"{PRACTICES}{batch.pk}/{page_of}"
        assert (edda.post(where) if page_of else edda.get(where)).status_code == 404
    assert batch.by_name not in edda.get(PRACTICES).content.decode()


def test_whose_records_they_are_no_more_is_asked_again_when_it_is_written(make_own) -> None:
    edda, own, _other = make_own
    batch = upload(edda, as_csv({"slug": own.slug, "title": "Mine"}))
    Practice.objects.filter(pk=own.pk).update(partner=make_partner())
    assert take(edda, batch, "write").state == "read"
    assert again(own).title != "Mine"


def test_for_whom_somebody_writes_is_asked_again_when_it_is_written(make_own) -> None:
    edda, _own, _other = make_own
    batch = upload(edda, as_csv(NEW | {"partner": "own"}))
    Editor.objects.all().delete()
    assert "whose records are yours" in take(edda, batch, "write").fault
    assert not Practice.objects.filter(slug="vouchers").exists()


def test_what_is_in_review_or_archived_is_not_changed_by_a_file(make_own) -> None:
    edda, own, _other = make_own
    for status in ("in_review", "archived"):
        Practice.objects.filter(pk=own.pk).update(status=status)
        batch = upload(edda, as_csv({"slug": own.slug, "title": "Mine", "partner": "own"}))
        assert "cannot be changed now" in faults(batch)[0][2]


def test_transfers_are_checked_by_their_own_rule(anna) -> None:
    partner = make_partner(slug="giver")
    make_practice(slug="pool", partner=partner)
    row = {"slug": "t", "practice": "pool", "receiving_partner": "giver", "stage": "piloting"}
    batch = upload(anna, as_csv(row), where="/admin/practices/transfer/import/")
    assert faults(batch) == [
        (2, "receiving_partner", "A practice cannot travel to the partner that it comes from.")
    ]
    assert not Transfer.objects.exists()


def test_a_large_file_is_read_beside_the_request_and_its_page_says_how_far_it_is(anna, monkeypatch) -> None:
    monkeypatch.setattr(running, "AT_ONCE", 1)
    started: list[Any] = []
    monkeypatch.setattr(running.threading, "Thread", lambda args, **_how: started.append(args) or _Idle())
    batch = upload(anna, as_csv(NEW, {"slug": "b", "title": "B", "organisation": "X"}))
    assert "0 of 2 rows are done" in page(anna, batch)
    [arguments] = started
    running._tell(batch, 1)
    assert "1 of 2 rows are done" in page(anna, batch)
    running._carry_out(*arguments)
    assert "New: 2." in page(anna, batch)


class _Idle:
    def start(self) -> None:
        """Leave the work to the test."""


def test_an_import_whose_worker_is_gone_says_so_and_can_be_begun_again(anna) -> None:
    batch = upload(anna, as_csv(NEW))
    long_ago = timezone.now() - timedelta(hours=1)
    Batch.objects.filter(pk=batch.pk).update(state="writing", at=long_ago)
    assert "stopped in the middle" in page(anna, batch)
    assert take(anna, batch, "write").state == "written"


def test_reading_asks_the_same_number_of_questions_for_few_and_for_many_rows(anna) -> None:
    counts = []
    for name, count in (("few", 2), ("many", 20)):
        rows = [{"slug": f"{name}-{n}", "title": f"P {n}", "organisation": "X"} for n in range(count)]
        with CaptureQueriesContext(connection) as asked:
            upload(anna, as_csv(*rows))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_an_import_needs_a_file(anna) -> None:
    answer = anna.post(PRACTICES, {})
    assert answer.status_code == 200
    assert "This field is required." in answer.content.decode()
    assert send(anna, b"").context["form"].errors["file"] == ["The submitted file is empty."]
