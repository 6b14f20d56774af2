"""What cannot be is told by the form and by an import in a sentence, and nothing that was typed is lost."""

import datetime
from typing import Any

import pytest

from recommendations.models import Reading
from tests.desk.acting import opened, save
from tests.form_reading import Form
from tests.imports.files import as_csv, faults, upload
from tests.making import make_exchange, make_partner, make_plan, make_practice, make_source, make_transfer
from tests.page_reading import text
from tests.rules import make_indicator
from workgroups.models import StaffExchange

pytestmark = pytest.mark.django_db
SAME_DAY = "An indicator has one reading a day: two of these are of the same day."
ITSELF = "A partner cannot send staff to itself. Choose another host."
HOME = "A practice cannot travel to the partner that it comes from."


def readings(*told: tuple[str, str]) -> dict[str, str]:
    sent = {"readings-TOTAL_FORMS": str(len(told))}
    for number, (day, value) in enumerate(told):
        sent |= {f"readings-{number}-read_on": day, f"readings-{number}-value": value}
    return sent


@pytest.fixture
def indicator() -> Any:
    indicator = make_indicator()
    indicator.plan = make_plan(status="draft")
    indicator.save()
    return indicator


def test_two_readings_of_one_day_are_refused_and_both_stay_in_the_form(anna, indicator) -> None:
    shown = save(anna, indicator, **readings(("2020-05-01", "5"), ("2020-05-01", "7")))
    page = text(shown)
    assert SAME_DAY in page
    assert "Another row here is of the same day" in page
    assert [Form(shown).values[f"readings-{number}-value"] for number in (0, 1)] == [["5"], ["7"]]
    assert not Reading.objects.exists()
    assert save(anna, indicator, **readings(("2020-05-01", "5"), ("2020-05-02", "7"))).status_code == 302
    assert Reading.objects.count() == 2, "the control: on two days"


def test_a_reading_of_a_day_that_has_one_already_is_refused(anna, indicator) -> None:
    first = Reading.objects.create(indicator=indicator, read_on=datetime.date(2020, 5, 1), value=5)
    form = opened(anna, indicator) | readings(("2020-05-01", "5"), ("2020-05-01", "7"))
    form |= {"readings-0-id": first.pk, "readings-INITIAL_FORMS": "1"}
    shown = save(anna, indicator, **form)
    assert SAME_DAY in text(shown)
    assert Reading.objects.get().value == 5


def test_the_form_refuses_an_exchange_whose_host_is_its_sender(anna) -> None:
    stay = make_exchange(status="draft", topic="Old words.")
    shown = save(anna, stay, host=stay.sender.pk, topic="Typed just now.")
    assert ITSELF in text(shown)
    assert "Typed just now." in text(shown)
    assert StaffExchange.objects.get().topic == "Old words."
    assert save(anna, stay, host=make_partner().pk).status_code == 302, "the control"


def test_an_import_refuses_an_exchange_whose_host_is_its_sender(anna) -> None:
    make_partner(slug="ecoplus")
    make_partner(slug="inma")
    row = {"slug": "stay", "title": "A stay", "topic": "Labs.", "host": "ecoplus", "sender": "ecoplus"}
    where = "/admin/workgroups/staffexchange/import/"
    assert faults(upload(anna, as_csv(row), where=where)) == [(2, "", ITSELF)]
    assert faults(upload(anna, as_csv(row | {"sender": "inma"}), where=where)) == [], "the control"


def test_the_form_refuses_a_transfer_to_where_it_comes_from(anna) -> None:
    home = make_partner()
    draft = make_transfer(practice=make_practice(partner=home), status="draft", result="Old words.")
    shown = save(anna, draft, receiving_partner=home.pk, receiving_organisation="", result="Typed just now.")
    assert HOME in text(shown)
    assert "Typed just now." in text(shown)


def test_an_import_refuses_a_transfer_to_where_it_comes_from(anna) -> None:
    make_practice(slug="pool", partner=make_partner(slug="ecoplus"), organisation="A chamber")
    row = {"slug": "new", "practice": "pool", "stage": "running", "receiving_partner": "ecoplus"}
    where = "/admin/practices/transfer/import/"
    assert faults(upload(anna, as_csv(row), where=where)) == [(2, "receiving_partner", HOME)]
    other = row | {"receiving_partner": "", "receiving_organisation": "A chamber"}
    (fault,) = faults(upload(anna, as_csv(other), where=where))
    assert fault[1:] == (
        "receiving_organisation",
        "A practice cannot travel to the organisation or region that it comes from.",
    )
    assert faults(upload(anna, as_csv(other | {"receiving_organisation": "A town"}), where=where)) == []


def test_publishing_many_at_once_leaves_out_what_would_travel_home(anna) -> None:
    home = make_partner()
    draft = make_transfer(
        practice=make_practice(partner=home), status="draft", receiving_partner=home, result="R."
    )
    draft.sources.add(make_source())
    told = {"action": "publish", "_selected_action": [draft.pk], f"_revision-{draft.pk}": "0"}
    assert HOME in text(anna.post("/admin/practices/transfer/", told, follow=True))
    draft.refresh_from_db()
    assert draft.status == "draft"
