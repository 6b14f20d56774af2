"""The picture of an indicator as numbers: upward is more, onward is later, and nothing is made up."""

import datetime
from decimal import Decimal

from clusterix.pictures.progress import APART, BOTTOM, TOP, progress

TEN, TWENTY, FORTY = Decimal(10), Decimal(20), Decimal(40)
READINGS = [(datetime.date(2019, 1, 1), Decimal(15)), (datetime.date(2021, 1, 1), Decimal(30))]


def test_readings_lie_between_baseline_and_target_in_the_order_of_their_days() -> None:
    drawn = progress(TEN, FORTY, READINGS)
    baseline, target = drawn.levels
    first, last = drawn.dots
    assert (baseline.at, target.at) == (BOTTOM, TOP)
    assert TOP < last.down < first.down < BOTTOM
    assert first.across < last.across
    assert drawn.last.value == Decimal(30)
    assert [tick.year for tick in drawn.ticks] == [2019, 2020, 2021]


def test_a_target_below_the_baseline_lies_below_it() -> None:
    baseline, target = progress(FORTY, TEN, READINGS).levels
    assert baseline.at < target.at
    assert baseline.text < target.text


def test_what_is_not_known_is_not_drawn() -> None:
    assert [level.is_target for level in progress(None, FORTY, READINGS).levels] == [True]
    assert [level.is_target for level in progress(TEN, None, READINGS).levels] == [False]
    assert progress(None, None, READINGS).levels == ()


def test_without_two_values_of_which_one_was_read_there_is_no_picture() -> None:
    assert progress(TEN, FORTY, []) is None
    assert progress(None, None, READINGS[:1]) is None
    assert progress(TEN, None, READINGS[:1]) is not None, "the control: one more value makes a picture"


def test_one_reading_is_a_dot_without_a_line_under_the_name_of_its_year() -> None:
    drawn = progress(TEN, FORTY, READINGS[:1])
    assert drawn.line == ""
    assert [(tick.year, tick.at) for tick in drawn.ticks] == [(2019, drawn.last.across)]


def test_names_of_near_levels_are_pushed_apart_and_those_of_far_ones_stay() -> None:
    for baseline, target in ((TEN, Decimal("10.1")), (TEN, TEN), (Decimal("10.1"), TEN)):
        low, high = progress(baseline, target, READINGS).levels
        assert abs(low.text - high.text) >= APART - 0.01
    low, high = progress(TEN, FORTY, READINGS).levels
    assert (low.text, high.text) == (low.at, high.at)


def test_values_that_are_all_alike_are_drawn_all_the_same() -> None:
    drawn = progress(TWENTY, TWENTY, [(READINGS[0][0], TWENTY)])
    assert drawn.last.down == drawn.levels[0].at
