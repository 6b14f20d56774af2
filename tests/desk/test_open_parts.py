"""An indicator's form stays good while its plan is taken back or replaced; what was typed is never lost."""

from typing import Any

import pytest

from clusterix.desk import snapshots
from clusterix.desk.models import Held
from practices.models import Link
from recommendations.models import ActionPlan, Indicator, Reading
from tests.desk.acting import address, again, at_the_desk, opened, revision, save, step, working_copy
from tests.making import make_plan, make_practice, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> ActionPlan:
    make_plan()  # so that keys of plans and of indicators differ
    plan = make_plan(status="draft", description="Told.", sources=[make_source()])
    for number, name in enumerate(("Clusters", "Firms")):
        indicator = Indicator.objects.create(plan=plan, name=name, order=number)
        Reading.objects.create(indicator=indicator, read_on="2020-06-15", value=number)
    return plan


def keys(plan: ActionPlan) -> dict[str, int]:
    return {indicator.name: indicator.pk for indicator in plan.indicators.all()}


def go_back(desk: Any, plan: ActionPlan, to: int) -> Any:
    answer = desk.post(address(plan, "revert"), {"to": to, "_revision": revision(plan)})
    assert answer.status_code == 302
    return answer


def test_a_plan_that_is_taken_back_keeps_the_keys_of_its_parts_and_of_their_parts(anna, plan) -> None:
    before, readings = keys(plan), set(Reading.objects.values_list("pk", flat=True))
    save(anna, plan, **{"indicators-0-name": "Other", "indicators-1-name": "Clusters"})
    assert keys(plan)["Clusters"] == before["Firms"], "the control: one has the other's name"
    go_back(anna, plan, 0)
    assert keys(plan) == before
    assert set(Reading.objects.values_list("pk", flat=True)) == readings


def test_a_part_that_comes_back_has_the_key_that_it_had(anna, plan) -> None:
    before = keys(plan)
    save(anna, plan, **{"indicators-0-DELETE": "on"})
    assert keys(plan) == {"Firms": before["Firms"]}
    go_back(anna, plan, 0)
    assert keys(plan) == before


def test_a_form_that_is_open_while_the_plan_is_taken_back_is_answered_with_both_texts(
    anna, bela, plan
) -> None:
    save(anna, plan, summary="Second.")
    indicator = plan.indicators.first()
    form = opened(bela, indicator)
    go_back(anna, plan, 0)
    answer = bela.post(address(indicator), form | {"unit": "my own unit", "readings-0-note": "My note."})
    assert answer.status_code == 409
    assert "my own unit" in answer.content.decode()
    held = Held.objects.get()
    choice = {"parts.indicators": "yours", "_revision": revision(plan)}
    assert bela.post(address(plan, "resolve", held.pk), choice).status_code == 302
    assert Indicator.objects.get(pk=indicator.pk).unit == "my own unit"
    assert Indicator.objects.get(pk=indicator.pk).readings.get().note == "My note."


def test_a_form_that_is_opened_after_the_plan_was_taken_back_is_saved_at_the_same_address(anna, plan) -> None:
    save(anna, plan, summary="Second.")
    indicator = plan.indicators.first()
    go_back(anna, plan, 0)
    assert save(anna, indicator, unit="number").status_code == 302
    assert Indicator.objects.get(pk=indicator.pk).unit == "number"


def published(desk: Any, plan: ActionPlan) -> ActionPlan:
    assert step(desk, plan, "publish").status_code == 302
    assert again(plan).status == "published"
    return plan


def test_a_working_copy_that_replaces_its_plan_leaves_the_keys_of_the_parts_that_both_have(
    anna, plan
) -> None:
    before = keys(published(anna, plan))
    form = opened(anna, plan)
    new = {"indicators-TOTAL_FORMS": "3", "indicators-2-name": "New", "indicators-2-order": "7"}
    changed = form | new | {"indicators-0-name": "Renamed", "indicators-1-unit": "number"}
    assert anna.post(address(plan), changed).status_code == 302
    published(anna, plan)
    assert working_copy(plan) is None
    after = keys(plan)
    assert {name: after[name] for name in ("Renamed", "Firms")} == {
        "Renamed": before["Clusters"],
        "Firms": before["Firms"],
    }
    assert plan.indicators.get(name="Firms").unit == "number"
    assert plan.indicators.get(name="Firms").readings.count() == 1
    assert Indicator.objects.count() == 3, "nothing of the working copy is left"


def test_a_form_of_a_part_that_is_public_now_or_gone_is_answered_with_its_text(anna, bela, plan) -> None:
    mine = {"unit": "my own unit", "readings-0-note": "My note."}
    indicator = plan.indicators.first()
    first = opened(bela, indicator)
    step(anna, published(anna, plan), "start")
    on_copy = working_copy(plan).indicators.first()
    second = opened(bela, on_copy)
    published(anna, plan)
    for part, form, status in ((indicator, first, 409), (on_copy, second, 404)):
        answer = bela.post(address(part), form | mine)
        assert answer.status_code == status
        assert all(text in answer.content.decode() for text in ("Not saved", "my own unit", "My note."))
    assert not Indicator.objects.filter(unit="my own unit").exists()


def test_an_answer_with_the_text_tells_nothing_of_a_record_that_is_not_ones_own(person, plan) -> None:
    """The control of both: with no revision there was no form, and an own one tells no more than none."""
    desk = at_the_desk(person("Cilla", "Partner editors", partner=make_plan().partner))
    theirs, nobodys = plan.indicators.first(), Indicator(pk=10**6)
    for given, words in (({"unit": "mine", "_revision": "3"}, True), ({"unit": "mine"}, False)):
        answers = [desk.post(address(one), given) for one in (theirs, nobodys)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert [("Not saved" in answer.content.decode()) for answer in answers] == [words, words]
        assert all("Clusters" not in answer.content.decode() for answer in answers)


def test_parts_without_an_order_of_their_own_stay_in_order(anna) -> None:
    practice = make_practice(status="draft")
    for title in ("First", "Second", "Third"):
        Link.objects.create(practice=practice, title=title, url="https://example.org/")
    before = snapshots.take(practice)
    save(anna, practice, **{"links-1-DELETE": "on"})
    go_back(anna, practice, 0)
    assert snapshots.same(snapshots.take(again(practice)), before)


def swapped(desk: Any, plan: ActionPlan) -> dict[str, Any]:
    return opened(desk, plan) | {"indicators-0-name": "Firms", "indicators-1-name": "Clusters"}


def test_two_parts_that_swap_their_names_get_a_sentence_and_lose_nothing(anna, plan) -> None:
    before, form = keys(plan), swapped(anna, plan) | {"description": "Told better."}
    answer = anna.post(address(plan), form)
    assert answer.status_code == 200
    assert "Nothing is saved: one row would get what another one still has" in answer.content.decode()
    assert "Told better." in answer.content.decode()
    assert keys(plan) == before
    assert again(plan).description == "<p>Told.</p>"


def test_so_do_they_in_a_form_that_a_colleague_was_faster_with(anna, bela, plan) -> None:
    form = swapped(anna, plan) | {"description": "Told better."}
    save(bela, plan, title="Another title")
    answer = anna.post(address(plan), form)
    assert answer.status_code == 409
    assert "Told better." in answer.content.decode()
    assert again(plan).title == "Another title"
