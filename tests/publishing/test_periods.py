"""A period is shown as exactly as it is known, settled to whole months and years, and found by its years."""

import datetime
from typing import Any

import pytest
from django.db.models import Q

from clusterix.publishing.periods import active_in, going_on_in
from practices.models import Practice
from tests.making import make_meeting, make_practice
from tests.rules import sentences
from workgroups.models import Meeting


def date(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def dates(start: str, end: str) -> dict[str, Any]:
    """Turn "2018-02-27", "2018-02", "2018" or nothing into the fields of a period."""
    precisions = {0: "day", 4: "year", 7: "month", 10: "day"}
    filled_up = {4: "-06-15", 7: "-15"}
    given = {"start": start, "end": end}
    fields = {f"{name}_on": date(text + filled_up.get(len(text), "")) for name, text in given.items()}
    return fields | {f"{name}_precision": precisions[len(text)] for name, text in given.items()}


ONE_SIDE_KNOWN = [
    ("", "", ""),
    ("2018-02-27", "", "27 February 2018"),
    ("2017-05", "", "May 2017"),
    ("2012", "", "2012"),
    ("", "2018-02-27", "until 27 February 2018"),
    ("", "2017-05", "until May 2017"),
    ("", "2012", "until 2012"),
]
BOTH_SIDES_KNOWN = [
    ("2018-02-27", "2018-02-27", "27 February 2018"),
    ("2018-02-27", "2018-02-28", "27–28 February 2018"),
    ("2018-02-27", "2018-03-01", "27 February to 1 March 2018"),
    ("2017-12-30", "2018-01-02", "30 December 2017 to 2 January 2018"),
    ("2018-02-27", "2018-03", "27 February 2018 to March 2018"),
    ("2018-02-27", "2019", "27 February 2018 to 2019"),
    ("2017-05", "2017-06-02", "May 2017 to 2 June 2017"),
    ("2017-05", "2017-05", "May 2017"),
    ("2017-05", "2017-06", "May 2017 to June 2017"),
    ("2017-05", "2018-06", "May 2017 to June 2018"),
    ("2017-05", "2018", "May 2017 to 2018"),
    ("2017-05", "2017", "May 2017 to later that year"),
    ("2012", "2018-02-27", "2012 to 27 February 2018"),
    ("2012", "2014-05", "2012 to May 2014"),
    ("2012", "2012", "2012"),
    ("2012", "2014", "2012–2014"),
]


@pytest.mark.parametrize(("start", "end", "words"), [*ONE_SIDE_KNOWN, *BOTH_SIDES_KNOWN])
def test_a_period_says_no_more_than_is_known(start, end, words) -> None:
    assert Meeting(**dates(start, end)).settle_dates().period == words


@pytest.mark.parametrize(("start", "end", "words"), BOTH_SIDES_KNOWN)
def test_a_period_that_may_go_on_says_the_same_when_it_has_an_end(start, end, words) -> None:
    assert Practice(**dates(start, end)).settle_dates().period == words


def test_a_period_that_goes_on_says_since_when() -> None:
    words = {"2018-02-27": "since 27 February 2018", "2017-05": "since May 2017", "2012": "since 2012"}
    for start, expected in words.items():
        assert Practice(**dates(start, ""), is_ongoing=True).period == expected
    assert Practice(is_ongoing=True).period == "ongoing, start not known"


def test_a_lone_start_does_not_say_that_it_goes_on() -> None:
    assert Practice(**dates("2012", "")).period == "began 2012"
    assert Practice(**dates("2017-05", "")).period == "began May 2017"
    assert Practice(**dates("2018-02-27", "")).period == "began 27 February 2018"
    assert Practice(**dates("", "2012")).period == "until 2012"
    assert Practice().period == ""


SETTLED = [
    ("2016-02", "2016-02", "2016-02-01", "2016-02-29"),
    ("2017-02", "2017-02", "2017-02-01", "2017-02-28"),
    ("2017-04", "2017-12", "2017-04-01", "2017-12-31"),
    ("2012", "2014", "2012-01-01", "2014-12-31"),
    ("2018-02-27", "2018-03-01", "2018-02-27", "2018-03-01"),
    ("2012", "", "2012-01-01", ""),
]


@pytest.mark.parametrize(("start", "end", "first", "last"), SETTLED)
def test_saving_settles_a_period_to_whole_months_and_years(db, start, end, first, last) -> None:
    meeting = make_meeting(**dates(start, end))
    meeting.refresh_from_db()
    assert (meeting.start_on, meeting.end_on) == (date(first), date(last))


def test_dates_given_as_text_are_settled_by_the_check_before_saving(db) -> None:
    meeting = make_meeting()
    meeting.start_on, meeting.end_on = "2017-05-20", "2017-05-03"
    meeting.start_precision = meeting.end_precision = "month"
    assert sentences(meeting) == []
    assert (meeting.start_on, meeting.end_on) == (date("2017-05-01"), date("2017-05-31"))


def test_two_days_in_the_wrong_order_are_told_though_they_lie_in_one_month(db) -> None:
    """The control of the test above: only what is known to the month may stand in any order."""
    meeting = make_meeting()
    meeting.start_on, meeting.end_on = date("2017-05-20"), date("2017-05-03")
    assert sentences(meeting) == ["The end cannot be before the start."]


ACTIVE = [
    ("2015", "2017", (2015, 2016, 2017)),
    ("2015-12-31", "2016-01-01", (2015, 2016)),
    ("2016-05", "", (2016,)),
    ("", "2016-05", (2016,)),
    ("", "", ()),
]


def years(selection: Any) -> tuple[int, ...]:
    return tuple(year for year in range(2013, 2020) if Practice.objects.filter(selection(year)).exists())


@pytest.mark.parametrize(("start", "end", "expected"), ACTIVE)
def test_a_practice_is_found_in_the_years_in_which_it_certainly_was(db, start, end, expected) -> None:
    make_practice(**dates(start, end))
    assert years(active_in) == expected
    assert years(going_on_in) == expected


def test_what_goes_on_is_found_in_every_year_since_its_start(db) -> None:
    make_practice(**dates("2016-05", ""), is_ongoing=True)
    assert years(active_in) == (2016,)
    assert years(going_on_in) == (2016, 2017, 2018, 2019)


def test_what_goes_on_since_nobody_knows_when_is_found_in_no_year(db) -> None:
    make_practice(is_ongoing=True)
    assert years(going_on_in) == ()
    assert years(lambda year: Q()) != (), "the control: it is there"
