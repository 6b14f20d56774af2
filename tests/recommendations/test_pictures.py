"""The indicators on the page of an action plan: pictures of what is known, and every figure in a table."""

import datetime
from typing import Any

import pytest

from recommendations.models import Indicator, Reading
from tests.making import make_plan
from tests.picture_reading import Figure

pytestmark = pytest.mark.django_db


def make_indicator(*values: str, **given: Any) -> Indicator:
    indicator = Indicator.objects.create(**({"plan": make_plan(), "name": "Clusters accredited"} | given))
    for number, value in enumerate(values):
        day = datetime.date(2018 + number, 12, 31)
        Reading.objects.create(indicator=indicator, read_on=day, value=value, note=f"Note {number}")
    return indicator


def progress(client, indicator: Indicator) -> Figure:
    return Figure(client, indicator.plan.get_absolute_url(), "progress")


def test_an_indicator_is_drawn_with_baseline_readings_and_target_and_a_row_for_each(client) -> None:
    indicator = make_indicator("15", "1234.5", baseline=12, target=2000, unit="clusters")
    drawn = progress(client, indicator)
    assert drawn.markup.count('class="progress-dot"') == 2
    assert drawn.markup.count('class="progress-baseline"') == 1
    assert drawn.markup.count('class="progress-target"') == 1
    assert drawn.markup.count('class="progress-line"') == 1
    assert drawn.rows == [
        ["Baseline", "12", ""],
        ["31 December 2018", "15", "Note 0"],
        ["31 December 2019", "1,234.50", "Note 1"],
        ["Target", "2,000", ""],
    ]
    assert drawn.words.startswith("Clusters accredited 2 readings over time")
    for word in ("Baseline 12", "Target 2,000", "1,234.50"):
        assert word in drawn.words
    assert "Last read on 31 December 2019: 1,234.50." in drawn.markup


def test_what_is_missing_is_neither_drawn_nor_said_of_the_picture(client) -> None:
    drawn = progress(client, make_indicator("15", "20", target=30))
    assert "progress-baseline" not in drawn.markup
    assert "The baseline was" not in drawn.markup
    assert drawn.rows[0] == ["Baseline", "Not known", ""]
    assert "progress-target" in drawn.markup, "the control: what is known is drawn"


def test_without_readings_there_is_a_table_and_no_picture(client) -> None:
    drawn = progress(client, make_indicator(target=30))
    assert not drawn
    assert '<th scope="row">Target</th><td>30</td>' in drawn.page
    assert '<th scope="row">Readings</th>' in drawn.page


def test_each_indicator_has_a_title_of_its_own(client) -> None:
    plan = make_plan()
    for name in ("One", "Two"):
        make_indicator("1", "2", plan=plan, name=name)
    page = client.get(plan.get_absolute_url()).content.decode()
    assert '<title id="progress-1-title">One</title>' in page
    assert '<title id="progress-2-title">Two</title>' in page


def test_a_plan_without_indicators_loads_no_style_for_pictures(client) -> None:
    page = client.get(make_plan().get_absolute_url()).content.decode()
    assert "css/pictures." not in page
    assert "<figure" not in page
