"""`manage.py check_links`: all links of all records, each asked once, politely, as often as one likes."""

import threading
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from clusterix.links import asking, checking
from clusterix.links.answers import Answer, Outcome
from clusterix.links.checking import check_all
from clusterix.links.models import LinkCheck, LinkUse
from tests.clock import HOUR
from tests.links.internet import OTHER, by_request
from tests.making import make_practice, make_source

pytestmark = pytest.mark.django_db


def linking(*urls: str) -> str:
    return "".join(f'<p><a href="{url}">there</a></p>' for url in urls)


def run(capsys: Any, *options: str) -> str:
    call_command("check_links", *options)
    return capsys.readouterr().out.strip()


@pytest.fixture
def site(internet) -> Any:
    return internet.place("site.example", by_request({f"/{n}": "200 OK" for n in range(20)}))


def test_it_asks_every_link_once_and_says_what_came_of_it(capsys, internet, site) -> None:
    for _ in range(3):
        make_practice(problem=linking("http://site.example/1", "http://site.example/lost"))
    make_source(url="http://192.168.0.1/")
    assert run(capsys) == "Asked 3 of 3 links: 2 with trouble, 0 of them broken."
    assert site.asked == ["HEAD /1", "HEAD /lost", "GET /lost"]
    assert "192.168.0.1" not in internet.opened


def test_on_the_third_day_a_link_is_broken(capsys, site, clock) -> None:
    make_practice(problem=linking("http://site.example/1", "http://site.example/lost"))
    for _day in range(3):
        said = run(capsys)
        clock.move_on(24 * HOUR)
    assert said == "Asked 2 of 2 links: 1 with trouble, 1 of them broken."


def test_only_links_not_asked_for_some_hours_and_at_most_so_many(capsys, site, clock) -> None:
    make_practice(problem=linking(*(f"http://site.example/{n}" for n in range(4))))
    assert run(capsys, "--limit", "3").startswith("Asked 3 of 4 links")
    clock.move_on(HOUR)
    assert run(capsys, "--older-than", "2").startswith("Asked 1 of 4 links")
    clock.move_on(HOUR)
    assert run(capsys, "--older-than", "2").startswith("Asked 3 of 4 links")
    assert run(capsys, "--limit", "0").startswith("Asked 0 of 4 links")


@pytest.mark.parametrize("options", [("--limit", "-1"), ("--older-than", "-2"), ("--older-than", "nan")])
def test_a_senseless_option_is_refused_in_words(options, site) -> None:
    with pytest.raises(CommandError, match="Give 0 to 100,000 hours"):
        call_command("check_links", *options)


def test_without_any_link_there_is_nothing_to_do(capsys, db) -> None:
    assert run(capsys) == "Asked 0 of 0 links: 0 with trouble, 0 of them broken."


def test_where_the_network_here_fails_nothing_is_counted(capsys, internet) -> None:
    make_practice(problem=linking(*(f"http://site-{n}.example/" for n in range(5)), "http://127.0.0.1/"))
    assert "the fault is probably here" in run(capsys)
    assert set(LinkCheck.objects.exclude(answer=Answer.PRIVATE).values_list("strikes", "answer")) == {(0, "")}


def test_a_host_is_asked_one_link_at_a_time_whichever_link_leads_there(internet, monkeypatch) -> None:
    """Two hosts lead on to the third, and would be asked side by side."""
    now: list[str] = []
    together: list[str] = []
    real = asking._exchange

    def watched(target: Any, deadline: float) -> Any:
        together.extend(host for host in now if host == target.host)
        now.append(target.host)
        try:
            return real(target, deadline)
        finally:
            now.remove(target.host)

    monkeypatch.setattr(asking, "_exchange", watched)
    answers = {f"/{n}": "200 OK" for n in range(5)}
    third = internet.place("third.example", by_request(answers))
    on = by_request({f"/{n}": f"302 On → http://third.example/{n}" for n in range(5)})
    internet.place("first.example", on, address=OTHER)
    internet.place("second.example", on, address="8.8.8.8")
    make_practice(
        problem=linking(
            *(f"http://{name}.example/{n}" for n in range(5) for name in ("first", "second", "third"))
        )
    )
    summary = check_all()
    assert summary.asked == 15
    assert len(third.requests) == 15
    assert together == []


def test_hosts_are_asked_side_by_side(db, monkeypatch) -> None:
    """No link answers before all of them are asked."""
    together = threading.Barrier(checking.WORKERS, timeout=20)

    def ask(*_: Any) -> Outcome:
        together.wait()
        return Outcome(Answer.ANSWERS, 200)

    monkeypatch.setattr(checking, "ask", ask)
    make_practice(problem=linking(*(f"http://{n}.example/" for n in range(checking.WORKERS))))
    assert check_all().asked == checking.WORKERS


def test_who_stops_listening_stops_the_asking(db, monkeypatch) -> None:
    asked: list[str] = []
    is_stopped = threading.Event()

    def ask(address: str, *_: Any) -> Outcome:
        asked.append(address)
        if len(asked) > 1:
            is_stopped.wait(20)
        return Outcome(Answer.ANSWERS, 200)

    monkeypatch.setattr(checking, "ask", ask)
    links = [LinkCheck(address=f"http://site.example/{n}", digest=str(n)) for n in range(50)]
    told = checking.outcomes(links, checking.Manners(), float("inf"))
    next(told)
    real = threading.Event.set

    def set_and_go_on(event: threading.Event) -> None:
        real(event)
        real(is_stopped)

    monkeypatch.setattr(threading.Event, "set", set_and_go_on)
    told.close()
    assert len(asked) == 2


@pytest.mark.django_db(transaction=True)
def test_it_may_run_twice_at_a_time(site) -> None:
    for n in range(6):
        make_practice(problem=linking(f"http://site.example/{n}", "http://site.example/lost"))
    start = threading.Barrier(2)
    faults: list[BaseException] = []

    def check() -> None:
        try:
            start.wait(20)
            check_all()
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=check) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert LinkCheck.objects.count() == 7
    assert LinkUse.objects.count() == 12
    assert LinkCheck.objects.get(address="http://site.example/lost").strikes == 1
