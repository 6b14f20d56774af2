"""A link is broken after three strikes on as many days, and what answers again is forgiven all of them."""

import datetime
import threading

import pytest
from django.db import connection

from clusterix.links import models
from clusterix.links.answers import FINE, NOT_ASKED, STRIKES, Answer, Outcome
from clusterix.links.models import LinkCheck
from tests.clock import HOUR

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def link() -> LinkCheck:
    return LinkCheck.objects.create(address="https://a.example/", digest="a")


def told(link: LinkCheck, answer: Answer, status: int | None = None) -> LinkCheck:
    LinkCheck.objects.filter(pk=link.pk).remember(Outcome(answer, status))
    link.refresh_from_db()
    return link


def test_every_answer_is_a_strike_or_fine_or_was_not_asked_for() -> None:
    assert {*FINE, *NOT_ASKED, *STRIKES} == set(Answer)
    assert len(FINE) + len(NOT_ASKED) + len(STRIKES) == len(Answer)


@pytest.mark.parametrize("answer", STRIKES)
def test_a_link_is_broken_on_the_third_day(clock, link, answer) -> None:
    for strikes in (1, 2):
        assert told(link, answer).strikes == strikes
        assert not link.is_broken
        assert LinkCheck.objects.broken().count() == 0
        clock.move_on(DAY)
    assert told(link, answer).is_broken
    assert LinkCheck.objects.broken().get() == link


def test_three_checks_in_a_minute_are_one_strike(clock, link) -> None:
    for _check in range(3):
        told(link, Answer.NOT_FOUND, 404)
        clock.move_on(datetime.timedelta(seconds=20))
    assert link.strikes == 1


def test_hourly_checks_are_no_more_than_one_strike_a_day(clock, link) -> None:
    for _hour in range(48):
        told(link, Answer.SLOW)
        clock.move_on(HOUR)
    assert link.strikes == 3, "on the first, the second and the third day"


def test_a_nightly_check_that_starts_a_little_earlier_counts(clock, link) -> None:
    told(link, Answer.SLOW)
    clock.move_on(DAY - datetime.timedelta(minutes=20))
    assert told(link, Answer.SLOW).strikes == 2


def test_one_answer_forgives_all_strikes(clock, link) -> None:
    for _day in range(4):
        told(link, Answer.NOT_FOUND, 404)
        clock.move_on(DAY)
    assert link.is_broken
    begun = link.trouble_since
    assert begun == clock.now - 4 * DAY
    told(link, Answer.ANSWERS, 200)
    assert (link.strikes, link.trouble_since, link.last_ok_at) == (0, None, clock.now)
    clock.move_on(HOUR)
    assert told(link, Answer.NOT_FOUND).strikes == 1, "what comes after is a new trouble"


def test_a_page_that_asks_for_a_sign_in_is_no_trouble_but_no_answer_either(clock, link) -> None:
    told(link, Answer.FAULT, 500)
    told(link, Answer.SIGN_IN, 403)
    assert (link.strikes, link.trouble_since, link.last_ok_at) == (0, None, None)
    assert LinkCheck.objects.in_trouble().count() == 0


def test_what_is_not_asked_stands_in_the_report_without_a_strike(clock, link) -> None:
    for _day in range(4):
        told(link, Answer.PRIVATE)
        clock.move_on(DAY)
    assert (link.strikes, link.is_broken) == (0, False)
    assert link.trouble_since == clock.now - 4 * DAY
    assert LinkCheck.objects.in_trouble().get() == link


def test_the_last_answer_is_said_in_words(link) -> None:
    assert link.in_words == "not asked yet"
    assert told(link, Answer.NOT_FOUND, 404).in_words == "not found (404)"
    assert told(link, Answer.ANSWERS, 200).in_words == "answers"
    assert told(link, Answer.NO_NAME).in_words == "name not known"
    assert told(link, Answer.PRIVATE).in_words == "private address: not asked"


def test_those_never_asked_come_first_and_those_asked_lately_are_left_out(clock, link) -> None:
    told(link, Answer.ANSWERS)
    clock.move_on(10 * HOUR)
    new = LinkCheck.objects.create(address="https://b.example/", digest="b")
    assert list(LinkCheck.objects.due(0)) == [new, link]
    assert list(LinkCheck.objects.due(10)) == [new, link]
    assert list(LinkCheck.objects.due(11)) == [new]


@pytest.mark.django_db(transaction=True)
def test_two_checks_at_the_same_moment_are_one_strike(link) -> None:
    start = threading.Barrier(4)

    def strike() -> None:
        start.wait()
        LinkCheck.objects.filter(pk=link.pk).remember(Outcome(Answer.SLOW))
        connection.close()

    threads = [threading.Thread(target=strike) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    link.refresh_from_db()
    assert link.strikes == 1


def test_without_a_day_between_them_each_check_would_be_a_strike(link, monkeypatch) -> None:
    """The control."""
    monkeypatch.setattr(models, "A_DAY", datetime.timedelta(0))
    for _check in range(3):
        told(link, Answer.SLOW)
    assert link.strikes == 3
