"""Action plans: each action and indicator with what is known of it, and a word for all that is not."""

import re
from typing import Any

import pytest

from clusterix.browse.catalogue.library import library
from clusterix.browse.finding import CatalogueFinder, SqlFinder
from recommendations.kinds import PLANS
from recommendations.models import Indicator, Reading, Uptake
from tests.desk.acting import at_the_desk, save, step, working_copy
from tests.graph import day
from tests.making import (
    make_action,
    make_group,
    make_plan,
    make_practice,
    make_recommendation,
    make_source,
    make_uptake,
)
from tests.page_reading import cards, look, text

pytestmark = pytest.mark.django_db

LIST = "/recommendations/action-plans/"
FACTS = {"players": "The region", "timeframe": "Two years", "costs": "€50,000", "funding": "ERDF"}


def words(client: Any, plan: Any) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", text(client.get(plan.get_absolute_url()))).split())


def actions_of(client: Any, plan: Any) -> str:
    return re.split(r"Actions|Indicators", words(client, plan), maxsplit=2)[1]


def make_indicator(plan: Any, *readings: int, **given: Any) -> Indicator:
    indicator = Indicator.objects.create(plan=plan, name="Firms", **given)
    for number, value in enumerate(readings):
        Reading.objects.create(indicator=indicator, read_on=day(2018 + number), value=value)
    return indicator


def test_an_action_tells_players_timeframe_costs_and_funding(client) -> None:
    plan = make_plan()
    behind: dict[str, Any] = {"practices": [make_practice()], "recommendations": [make_recommendation()]}
    make_action(plan=plan, what="Start a call.", **behind, **FACTS)
    told = actions_of(client, plan)
    for words_ in ("Start a call.", *FACTS.values()):
        assert words_ in told
    assert "ot known" not in told


@pytest.mark.parametrize("missing", FACTS)
def test_each_fact_of_an_action_that_is_missing_is_said_to_be_not_known(client, missing) -> None:
    plan = make_plan()
    behind: dict[str, Any] = {"practices": [make_practice()], "recommendations": [make_recommendation()]}
    make_action(plan=plan, what="Start a call.", **behind, **{**FACTS, missing: ""})
    assert actions_of(client, plan).count(f"{missing.capitalize()} Not known") == 1
    assert actions_of(client, plan).count("Not known") == 1


def test_an_action_of_which_the_title_alone_is_known_says_so(client) -> None:
    plan = make_plan()
    make_action(plan=plan, title="Support for clusters")
    told = actions_of(client, plan)
    assert "What is to be done is not known." in told
    assert told.count("Not known") == len([*FACTS, "inspired by", "takes up"])
    assert "0" not in told


def test_an_action_leads_to_what_inspired_it_while_that_is_public(client) -> None:
    plan, practice, advice = make_plan(), make_practice(title="Pool"), make_recommendation(title="Procure")
    make_action(plan=plan, practices=[practice], recommendations=[advice])
    assert {practice.get_absolute_url(), advice.get_absolute_url()} <= set(
        look(client, plan.get_absolute_url()).links
    )
    for record in (practice, advice):
        record.status = "draft"
        record.save()
    told = actions_of(client, plan)
    assert "Inspired by Not known" in told
    assert "Takes up the recommendation Not known" in told


def test_what_an_action_took_up_by_its_own_word_stands_apart_from_what_editors_see(client) -> None:
    action, words_ = make_action(), "Takes up, as the editors see it"
    make_uptake(action=action, recommendation=make_recommendation(title="Meet more often"), note="A day.")
    told = actions_of(client, action.plan)
    assert f"{words_} Meet more often A day." in told
    assert "as the project or the plan states" not in told
    make_uptake(action=action, recommendation=make_recommendation(title="Procure"), basis="project")
    told = actions_of(client, action.plan)
    assert f"Takes up, as the project or the plan states Procure {words_} Meet more often A day." in told


def test_a_recommendation_tells_apart_who_says_that_it_was_taken_up(client) -> None:
    advice = make_recommendation()
    uptake = make_uptake(recommendation=advice, action=make_action(title="Pilot call"))

    def told() -> str:
        return words(client, advice).partition("Who took it up")[2]

    assert "the plan itself states None is known. Links drawn by the editors" in told()
    assert "No source says that they do so because of it. Pilot call" in told()
    uptake.basis = "project"
    uptake.save()
    assert "the plan itself states Pilot call" in told()
    assert "Links drawn by the editors None is known." in told()


def test_what_an_action_took_up_is_entered_on_its_own_page_and_stays_when_its_plan_is_published_anew(
    manager,
) -> None:
    desk, advice = at_the_desk(manager), make_recommendation()
    plan = make_plan(description="Told.", sources=[make_source()])
    make_action(plan=plan, title="A pilot call")
    step(desk, plan, "start")
    copied = working_copy(plan).actions.get()
    row = {"uptakes-TOTAL_FORMS": "1", "uptakes-0-recommendation": advice.pk, "uptakes-0-basis": "project"}
    assert save(desk, copied, **row, **{"uptakes-0-note": "A call."}).status_code == 302
    assert not Uptake.objects.published().exists(), "the plan in its place says nothing of it yet"
    assert step(desk, plan, "publish").status_code == 302
    step(desk, plan, "start")
    assert step(desk, plan, "publish").status_code == 302
    uptake = Uptake.objects.get()
    assert (uptake.action.plan, uptake.basis, uptake.note) == (plan, "project", "A call.")


def test_the_actions_of_the_knowledge_base_name_what_they_took_up(client, knowledge_base) -> None:
    page = look(client, "/recommendations/monitoring-and-evaluation/")
    for slug in ("action-plan-skane", "action-plan-south-tyrol", "action-plan-hungary"):
        assert f"{LIST}{slug}/" in page.links
    assert set(Uptake.objects.values_list("basis", flat=True)) == {"editor"}, "no source says so itself"


def test_a_practice_tells_the_action_behind_which_it_stands(client) -> None:
    plan, practice = make_plan(), make_practice()
    make_action(plan=plan, title="A pilot call", practices=[practice])
    page = look(client, practice.get_absolute_url())
    assert "Behind the action A pilot call" in " ".join(page.words.split())
    assert plan.get_absolute_url() in page.links


@pytest.mark.parametrize(("baseline", "target"), [(None, None), (None, 20), (10, None), (0, 0)])
def test_a_baseline_and_a_target_that_are_missing_are_said_to_be_not_known_and_never_nought(
    client, baseline, target
) -> None:
    plan = make_plan()
    make_indicator(plan, 12, 15, baseline=baseline, target=target)
    told = words(client, plan)
    for name, value in (("Baseline", baseline), ("Target", target)):
        assert f"{name} {'Not known' if value is None else value}" in told
        sentence = f"The {name.lower()} is not known."
        assert (sentence in told) is (value is None)


def test_readings_that_are_missing_are_said_to_be_not_known(client) -> None:
    plan = make_plan()
    make_indicator(plan, target=20)
    assert "Readings Not known" in words(client, plan)


def test_a_plan_of_which_nothing_is_known_says_so_on_its_page_and_its_card(client) -> None:
    told = words(client, make_plan())
    for sentence in (
        *("What it is about Not known", "The actions are not known.", "The indicators are not known."),
        *("Period Not known", "Policy instrument Not known"),
    ):
        assert sentence in told
    card = look(client, LIST).words
    assert "Actions not known" in card
    assert "Indicators not known" in card
    assert "0 actions" not in card


def test_plans_are_filtered_by_theme_and_by_whether_indicators_are_known(client) -> None:
    group = make_group(slug="digitalisation")
    themed, measured = make_plan(title="Themed"), make_plan(title="Measured")
    make_action(plan=themed, practices=[make_practice(working_groups=[group])])
    make_indicator(measured)
    assert cards(client, f"{LIST}?theme=digitalisation") == ["Themed"]
    assert cards(client, f"{LIST}?indicators=yes") == ["Measured"]
    assert cards(client, f"{LIST}?indicators=no") == ["Themed"]
    assert "is not a value of" in look(client, f"{LIST}?indicators=maybe").notices[0]


def test_the_theme_of_a_hidden_practice_is_no_theme_of_a_plan(client) -> None:
    practice = make_practice(working_groups=[make_group(slug="digitalisation")])
    make_action(plan=make_plan(title="Plan"), practices=[practice])
    assert cards(client, f"{LIST}?theme=digitalisation") == ["Plan"], "the control"
    practice.status = "draft"
    practice.save()
    assert look(client, f"{LIST}?theme=digitalisation").notices != []


def test_counting_in_memory_and_by_sql_agree_on_plans() -> None:
    hidden = make_practice(working_groups=[make_group(slug="hidden")], status="draft")
    shown = make_practice(working_groups=[make_group(slug="shown")])
    for number, practices in enumerate(([hidden], [shown], [hidden, shown], [])):
        plan = make_plan()
        make_action(plan=plan, practices=practices)
        for name in range(number):
            Indicator.objects.create(plan=plan, name=f"{name}")
    library.refresh()
    memory, sql = CatalogueFinder(PLANS), SqlFinder(PLANS)
    for name, counts in (("theme", {"shown": 2}), ("indicators", {"yes": 3, "no": 1})):
        assert memory.counts(name, "", {}) == sql.counts(name, "", {}) == counts
        for value in counts:
            asked = ("", {name: [value]}, "title")
            assert list(memory.found(*asked)) == list(sql.found(*asked))
    assert list(sql.found("", {"theme": ["hidden"]}, "title")) == []


def test_files_of_plans_name_their_actions_and_indicators(client) -> None:
    plan = make_plan()
    make_action(plan=plan, title="A pilot call")
    make_indicator(plan)
    told = b"".join(client.get(f"{LIST}export.csv").streaming_content).decode()
    assert "A pilot call,Firms" in told
