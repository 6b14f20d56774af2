"""How far a transfer came and when: no way back without a note, whichever way it is written."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from practices.models import Step, Transfer
from tests.desk.acting import address, again, at_the_desk, revision, save, versions, working_copy
from tests.form_reading import Form
from tests.imports.files import as_csv, faults, take, upload
from tests.making import make_practice, make_source, make_transfer
from tests.page_reading import cards, look, text

pytestmark = pytest.mark.django_db
IMPORT = "/admin/practices/transfer/import/"
BACK = "From “Running” back to “Adapting”: add a step with the day, and say in its note why."
UNSAID = "From “Running” back to “Adapting”: say in the note of that step why."


@pytest.fixture
def anna(person) -> Any:
    return at_the_desk(person("Anna", "Project managers"))


@pytest.fixture
def transfer() -> Transfer:
    practice = make_practice(title="Vouchers", slug="vouchers")
    return make_transfer(
        practice=practice, slug="moved", stage="running", result="R.", sources=[make_source()]
    )


def day(year: int) -> datetime.date:
    return datetime.date(year, 5, 17)


def add(transfer: Transfer, stage: str, year: int, note: str = "", precision: str = "day") -> Step:
    return Step.objects.create(
        transfer=transfer, stage=stage, reached_on=day(year), note=note, precision=precision
    )


def rows(*steps: tuple[str, str, str]) -> dict[str, str]:
    """Return new rows of steps as the desk's form sends them."""
    sent = {"steps-TOTAL_FORMS": str(len(steps))}
    for number, (stage, reached_on, note) in enumerate(steps):
        told = {"stage": stage, "reached_on": reached_on, "precision": "day", "note": note}
        sent |= {f"steps-{number}-{name}": value for name, value in told.items()}
    return sent


def said(transfer: Transfer, before: Any = None) -> list[str]:
    try:
        transfer.clean_with({"steps": list(transfer.steps.all())}, before)
    except ValidationError as refused:
        return refused.messages
    return []


def test_steps_lead_on_and_a_way_back_needs_a_note(transfer) -> None:
    add(transfer, "interest", 2014)
    add(transfer, "running", 2016)
    assert said(transfer) == []
    back = add(transfer, "adapting", 2018)
    transfer.stage = "adapting"
    assert said(transfer) == [UNSAID]
    back.note = "The money ran out."
    back.save()
    assert said(transfer) == []


def test_what_was_dropped_is_taken_up_again_with_a_note_only(transfer) -> None:
    add(transfer, "dropped", 2016)
    transfer.stage = "dropped"
    assert said(transfer) == [], "to drop it is no way back"
    again_taken_up = add(transfer, "running", 2018)
    transfer.stage = "running"
    assert said(transfer) == ["From “Dropped” back to “Running”: say in the note of that step why."]
    again_taken_up.note = "A new government."
    again_taken_up.save()
    assert said(transfer) == []


def test_the_stage_is_that_of_the_last_step_by_date(transfer) -> None:
    add(transfer, "piloting", 2018)
    add(transfer, "interest", 2014)
    assert said(transfer) == [
        "The transfer is at “Running”, but its last step by date at “Piloting”. "
        "Add a step, or choose the stage of the last one."
    ]
    transfer.stage = "piloting"
    assert said(transfer) == [], "whichever was entered first"


def test_a_date_stands_at_the_start_of_what_is_known_of_it(transfer) -> None:
    assert [str(add(transfer, "running", 2016, precision=known)) for known in ("month", "year")] == [
        "Running, May 2016",
        "Running, 2016",
    ]
    assert {step.reached_on for step in transfer.steps.all()} == {
        datetime.date(2016, 5, 1),
        datetime.date(2016, 1, 1),
    }


# At the desk.


def test_the_form_refuses_a_way_back_without_a_note_and_loses_nothing(anna, transfer) -> None:
    shown = save(anna, transfer, stage="adapting", result="Typed just now.")
    page = text(shown)
    assert shown.status_code == 200
    assert BACK in page
    assert "Typed just now." in page
    assert not versions(transfer)
    assert working_copy(transfer) is None
    shown = save(
        anna,
        transfer,
        stage="adapting",
        **rows(("running", "2016-05-01", ""), ("adapting", "2018-05-01", "")),
    )
    assert UNSAID in text(shown)
    assert "2018-05-01" in text(shown)
    answer = save(anna, transfer, stage="adapting", **rows(("adapting", "2018-05-01", "The money ran out.")))
    assert answer.status_code == 302, "the control: with a note it goes back"
    assert again(transfer).stage == "running"
    assert str(working_copy(transfer).steps.get()) == "Adapting, 1 May 2018 (The money ran out.)"


def test_the_form_takes_a_way_on_without_a_step(anna) -> None:
    draft = make_transfer(stage="interest", status="draft")
    assert save(anna, draft, stage="piloting").status_code == 302
    assert again(draft).stage == "piloting"


def test_a_step_that_is_deleted_in_the_form_counts_no_more(anna) -> None:
    draft = make_transfer(stage="adapting", status="draft")
    add(draft, "running", 2016)
    add(draft, "adapting", 2018, "The money ran out.")
    assert save(anna, draft, **{"steps-1-DELETE": "on"}).status_code == 200
    assert draft.steps.count() == 2
    assert save(anna, draft, **{"steps-0-DELETE": "on"}).status_code == 302
    assert draft.steps.count() == 1


def test_a_new_transfer_begins_anywhere(anna) -> None:
    practice = make_practice()
    form = {**opened_new(anna), "practice": practice.pk, "slug": "new", "stage": "adapting"}
    form |= {"receiving_organisation": "A town", **rows(("adapting", "2018-05-01", ""))}
    assert anna.post("/admin/practices/transfer/add/", form).status_code == 302
    assert Transfer.objects.get(slug="new").steps.count() == 1


def opened_new(anna: Any) -> dict[str, Any]:
    return Form(anna.get("/admin/practices/transfer/add/")).values


def test_publishing_many_at_once_leaves_out_what_went_back_unsaid(anna) -> None:
    good, bad = (
        make_transfer(status="draft", stage="adapting", result="R.", sources=[make_source()]) for _ in "ab"
    )
    for draft, note in ((good, "The money ran out."), (bad, "")):
        add(draft, "running", 2016)
        add(draft, "adapting", 2018, note)
    chosen = {f"_revision-{one.pk}": revision(one) for one in (good, bad)}
    told = {"action": "publish", "_selected_action": [good.pk, bad.pk], **chosen}
    page = text(anna.post("/admin/practices/transfer/", told, follow=True))
    assert UNSAID in page
    assert [again(one).status for one in (good, bad)] == ["published", "draft"]


def test_a_working_copy_does_not_replace_what_was_further_on_without_a_note(anna, transfer) -> None:
    save(anna, transfer, stage="adapting", **rows(("adapting", "2018-05-01", "The money ran out.")))
    copy = working_copy(transfer)
    copy.steps.all().delete()
    shown = save(anna, transfer, _publish="")
    assert again(transfer).stage == "running"
    assert "this step was not taken" in text(anna.get(shown.url))
    save(anna, transfer, **rows(("adapting", "2018-05-01", "The money ran out.")), _publish="")
    assert again(transfer).stage == "adapting"


def test_the_way_back_in_the_history_is_none_for_a_stage(anna) -> None:
    draft = make_transfer(stage="adapting", status="draft")
    save(anna, draft, stage="piloting", result="First words.")
    save(anna, draft, stage="running", result="Second words.")
    refused = anna.post(address(draft, "revert"), {"to": 1, "_revision": revision(draft)}, follow=True)
    assert "From “Running” back to “Piloting”" in text(refused)
    assert again(draft).result == "<p>Second words.</p>"
    save(anna, draft, result="Third words.")
    anna.post(address(draft, "revert"), {"to": 2, "_revision": revision(draft)})
    assert again(draft).result == "<p>Second words.</p>", "the control: at the same stage it goes back"


# In imports.


def test_a_file_sends_no_transfer_back_without_a_note(anna, transfer) -> None:
    batch = upload(anna, as_csv({"slug": "moved", "stage": "adapting"}), where=IMPORT)
    assert faults(batch) == [(2, "", BACK)]
    batch = upload(
        anna, as_csv({"slug": "moved", "stage": "adapting", "steps": "adapting; 2018-05-01"}), where=IMPORT
    )
    assert faults(batch) == [(2, "", BACK)]
    row = {"slug": "moved", "stage": "adapting", "steps": "adapting; 2018-05-17; The money ran out.; month"}
    assert take(anna, upload(anna, as_csv(row), where=IMPORT), "write").state == "written"
    assert str(working_copy(transfer).steps.get()) == "Adapting, May 2018 (The money ran out.)"
    assert working_copy(transfer).steps.get().reached_on == datetime.date(2018, 5, 1)


def test_a_file_may_tell_the_whole_way_of_a_new_transfer(anna) -> None:
    make_practice(slug="pool")
    told = {"slug": "new", "practice": "pool", "receiving_organisation": "A town", "stage": "running"}
    way = "interest; 2014-05-01\nrunning; 2016-05-01"
    assert faults(
        upload(anna, as_csv(told | {"steps": "running; 2014-05-01\ninterest; 2016-05-01"}), where=IMPORT)
    )
    take(anna, upload(anna, as_csv(told | {"steps": way}), where=IMPORT), "write")
    assert [step.stage for step in Transfer.objects.get(slug="new").steps.all()] == ["interest", "running"]


# For readers.


def test_readers_see_the_stages_reached_in_the_ledger_and_on_the_practice(client, transfer) -> None:
    add(transfer, "running", 2016, "The call opened")
    add(transfer, "interest", 2014, precision="year")
    for page in ("/practices/transfers/", transfer.practice.get_absolute_url()):
        assert "Interest 2014Running 17 May 2016: The call opened" in look(client, page).words, page
    (card,) = cards(client, "/practices/transfers/?q=opened")
    assert "Vouchers" in card
    file = b"".join(client.get("/practices/transfers/export.csv").streaming_content).decode()
    assert "Interest, 2014; Running, 17 May 2016 (The call opened)" in file


def test_a_transfer_without_steps_and_words_says_what_is_not_known(client) -> None:
    make_transfer(result="")
    words = look(client, "/practices/transfers/").words
    for unknown in (
        "What was changed is not known.",
        "The result is not known.",
        "Date not known",
        "Route not known",
    ):
        assert unknown in words


def test_steps_of_what_is_not_public_are_not_told(client, transfer) -> None:
    step = add(transfer, "running", 2016, "The call opened")
    assert step.is_public
    transfer.status = "draft"
    transfer.save()
    assert not Step.objects.get().is_public
    for page in (
        "/practices/transfers/",
        "/practices/transfers/?view=matrix",
        transfer.practice.get_absolute_url(),
    ):
        assert "The call opened" not in text(client.get(page))


def test_steps_go_with_their_transfer(transfer) -> None:
    add(transfer, "running", 2016)
    transfer.delete()
    assert not Step.objects.exists()
