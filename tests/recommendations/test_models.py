"""Recommendations with their evidence, action plans with their indicators."""

import pytest
from django.db.models import ProtectedError

from recommendations.models import Action, ActionPlan, Evidence, Indicator, LevelAddressed, Reading
from tests.making import (
    make_action,
    make_evidence,
    make_partner,
    make_plan,
    make_practice,
    make_recommendation,
)
from tests.rules import make_indicator, make_reading, sentences

pytestmark = pytest.mark.django_db


def test_a_recommendation_may_speak_to_every_level_or_to_none_that_is_known() -> None:
    recommendation = make_recommendation()
    assert sentences(recommendation) == []
    for level in LevelAddressed.Level.values:
        row = LevelAddressed.objects.create(recommendation=recommendation, level=level)
        assert sentences(row) == []
    assert [str(level) for level in recommendation.levels.all()] == LevelAddressed.Level.labels


def test_a_level_is_one_of_five() -> None:
    level = LevelAddressed(recommendation=make_recommendation(), level="galactic")
    assert "not a valid choice" in "".join(sentences(level))


def test_evidence_is_an_editors_link_unless_the_project_said_so() -> None:
    assert make_evidence().get_basis_display() == "Editor’s link"
    assert make_evidence(basis="project").get_basis_display() == "Project’s statement"


def test_a_practice_backs_several_recommendations_and_is_kept() -> None:
    practice = make_practice()
    for _ in range(2):
        assert sentences(make_evidence(practice=practice)) == []
    with pytest.raises(ProtectedError):
        practice.delete()
    Evidence.objects.all().delete()
    practice.delete()


def test_what_is_not_known_of_an_indicator_stays_empty() -> None:
    indicator = make_indicator()
    indicator.refresh_from_db()
    assert sentences(indicator) == []
    assert (indicator.baseline, indicator.target, indicator.unit) == (None, None, "")


def test_a_zero_is_a_value_and_not_unknown() -> None:
    indicator = make_indicator()
    indicator.baseline = 0
    indicator.save()
    indicator.refresh_from_db()
    assert indicator.baseline == 0
    assert indicator.baseline is not None


def test_the_readings_of_an_indicator_stand_in_the_order_of_their_days() -> None:
    later = make_reading()
    earlier = Reading.objects.create(indicator=later.indicator, read_on="2017-01-01", value=2)
    assert list(later.indicator.readings.all()) == [earlier, later]
    assert sentences(earlier) == []


def test_two_plans_may_have_an_action_and_an_indicator_of_the_same_name() -> None:
    """The control of the rules that one plan has each name once."""
    for _ in range(2):
        plan = make_plan()
        assert sentences(make_action(plan=plan, title="Pilot call")) == []
        assert sentences(Indicator.objects.create(plan=plan, name="Clusters")) == []


def test_the_parts_of_a_plan_go_with_it() -> None:
    reading = make_reading()
    plan = reading.indicator.plan
    make_action(plan=plan)
    kept = make_action()
    plan.delete()
    assert list(Action.objects.all()) == [kept]
    assert not Indicator.objects.exists()
    assert not Reading.objects.exists()


def test_plans_are_sorted_by_their_partners_without_regard_to_capitals() -> None:
    for name in ("vlaio", "Region Skåne", "ecoplus"):
        make_plan(partner=make_partner(short_name=name))
    names = [plan.partner.short_name for plan in ActionPlan.objects.all()]
    assert names == ["ecoplus", "Region Skåne", "vlaio"]
