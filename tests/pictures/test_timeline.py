"""The timeline as numbers: where marks lie, that names keep apart, and what is left to the table."""

import datetime

import pytest

from clusterix.pictures.timeline import LANE, LETTER, MOST_EVENTS, MOST_LANES, WIDTH, Event, Theme, Timeline
from clusterix.pictures.years import GAP, YearScale

ROWS = ("Meetings", "Exchanges")
RED, BLUE = Theme("Red", "terracotta"), Theme("Blue", "blue")


def event(first: datetime.date | None, last: datetime.date | None = None, **given) -> Event:
    known = {"row": "Meetings", "kind": "Workshop", "title": "Title", "label": "Odense", "address": "/x/"}
    return Event(**(known | {"when": "then"} | given), first=first, last=last or first)


def day(year: int, month: int = 6, number: int = 15) -> datetime.date:
    return datetime.date(year, month, number)


def marks(*events: Event):
    return [mark for row in Timeline("When", ROWS, events).rows for mark in row.marks]


def test_a_day_lies_in_its_year_as_far_along_as_the_year_has_gone() -> None:
    scale = YearScale([2016, 2017], 200)
    assert scale(day(2016, 1, 1)) == 0
    assert scale(day(2017, 1, 1)) == 100
    assert scale(day(2017, 7, 2)) == pytest.approx(150, abs=0.5)
    assert scale(day(2018, 1, 1)) == 200


def test_empty_years_in_a_row_are_cut_short_and_say_so_and_a_single_one_is_not() -> None:
    cut = YearScale([2012, 2016], 100).stretches
    assert [one.name for one in cut] == ["2012", "2013–2015", "2016"]
    assert cut[1].end - cut[1].start == pytest.approx(100 * GAP / (2 + GAP))
    assert [one.name for one in YearScale([2012, 2014], 100).stretches] == ["2012", "2013", "2014"]


def test_many_years_are_not_all_named() -> None:
    named = [one.name for one in YearScale(range(1950, 2000), 1000).stretches if one.is_named]
    assert named[:3] == ["1950", "1953", "1956"]


def test_a_day_is_a_mark_of_the_least_width_and_a_period_a_bar_of_its_length() -> None:
    short, long = marks(event(day(2016)), event(day(2017, 1, 1), day(2017, 12, 31)))
    assert short.right - short.left == 12
    assert (long.left, long.right) == (WIDTH / 2, WIDTH)


def test_marks_and_their_names_never_overlap() -> None:
    drawn = marks(*(event(day(2016, 1 + n % 12, 1 + n % 28), label=f"Place {n}") for n in range(60)))
    boxes = [{name: float(value) for name, value in mark.target.items()} for mark in drawn]
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
            assert apart or one["y"] != other["y"]
        assert one["width"] >= LANE >= 24
        assert one["x"] >= -LANE / 2
        assert one["x"] + one["width"] <= WIDTH + LANE / 2


def test_at_the_right_edge_the_name_stands_before_its_mark() -> None:
    early, late = marks(event(day(2016, 1)), event(day(2016, 12, 31)))
    assert not early.is_before
    assert early.text > early.right
    assert late.is_before
    assert late.text - len("Odense") * LETTER > early.right


def test_where_names_would_keep_marks_out_a_row_goes_without_them() -> None:
    crowd = [
        event(day(2016) + datetime.timedelta(days=3 * n), label="A name of many letters that takes room")
        for n in range(20)
    ]
    assert all(mark.text is None for mark in marks(*crowd))
    assert len(marks(*crowd)) == 20
    assert all(mark.text is not None for mark in marks(*crowd[:12])), "the control: few have names"


def test_what_finds_no_room_at_all_is_left_to_the_table() -> None:
    timeline = Timeline("When", ROWS, [event(day(2016), title=f"{n}") for n in range(30)])
    assert timeline.drawn == len(timeline.rows[0].marks) == MOST_LANES
    assert len(timeline.events) == timeline.total == 30


def test_the_rows_have_shapes_of_their_own_and_an_empty_row_is_not_there() -> None:
    timeline = Timeline("When", ROWS, [event(day(2016)), event(day(2016), row="Exchanges")])
    round_, pointed = (row.marks[0].path for row in timeline.rows)
    assert "A" in round_
    assert "A" not in pointed
    assert [row.name for row in Timeline("When", ROWS, [event(day(2016))]).rows] == ["Meetings"]


def test_an_event_without_a_day_is_in_the_table_alone() -> None:
    timeline = Timeline("When", ROWS, [event(None), event(day(2016))])
    assert (timeline.drawn, len(timeline.events)) == (1, 2)


def test_of_very_many_events_the_latest_are_shown() -> None:
    timeline = Timeline("When", ROWS, [event(day(2000) + datetime.timedelta(days=n)) for n in range(300)])
    assert len(timeline.events) == MOST_EVENTS
    assert timeline.total == 300
    assert timeline.events[-1].first == day(2000) + datetime.timedelta(days=299)


def test_one_theme_gives_its_hue_and_several_or_none_give_none() -> None:
    assert event(day(2016), themes=(RED,)).hue == "terracotta"
    assert event(day(2016), themes=(RED, BLUE)).hue == ""
    assert event(day(2016)).hue == ""
    one, two = event(day(2016), themes=(RED,)), event(day(2016), themes=(RED, BLUE))
    assert Timeline("When", ROWS, [one, two]).themes == [RED]


def test_the_name_of_a_mark_begins_with_what_is_seen_and_tells_its_themes() -> None:
    one = event(day(2016), themes=(RED, BLUE))
    assert one.name == "Odense: Title, then (Red; Blue)"
    assert event(day(2016), label="x" * 50).short_label == "x" * 39 + "…"
