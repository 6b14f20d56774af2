"""Two processes that notice the same moment, and somebody who writes just then."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from clusterix.browse.catalogue import changes, schedule
from clusterix.browse.catalogue.library import library
from clusterix.browse.models import Carried, Change
from clusterix.environment import ROOT
from tests.making import make_practice
from tests.page_reading import cards

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/practices/"

# It reads the catalogue, waits for a word, and looks again an hour later by its own clock: more patiently
# than for a visitor, for a busy machine may let the other process take its time.
OTHER = """
import datetime, sys, django
from django.conf import settings
django.setup()
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from django.utils import timezone
from clusterix.browse.catalogue import schedule
from clusterix.browse.catalogue.library import library
from clusterix.browse.finding import finder
from practices.kinds import PRACTICES
schedule.MOST_WAITING = 30_000
library.warm_up()
print("ready", flush=True)
sys.stdin.readline()
now = timezone.now
timezone.now = lambda: now() + datetime.timedelta(hours=1)
print(len(finder(PRACTICES).found("", {}, "title")), flush=True)
"""


def another_process() -> Any:
    name = str(connection.settings_dict["NAME"])
    pipe = subprocess.PIPE
    process: Any = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", OTHER, name], cwd=ROOT, stdin=pipe, stdout=pipe, text=True
    )
    assert process.stdout.readline() == "ready\n"
    return process


def times_carried_out() -> int:
    return Change.objects.filter(kind=changes.SCHEDULE).count()


def test_two_processes_that_notice_at_once_both_show_it_and_write_it_once(clock) -> None:
    make_practice(public_from=clock.after(0.5))
    before = times_carried_out()
    processes = [another_process() for _ in range(2)]
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    assert [process.communicate(timeout=60)[0] for process in processes] == ["1\n", "1\n"]
    assert times_carried_out() == before + 1


def test_what_another_process_has_carried_out_shows_here_and_is_not_written_again(client, clock) -> None:
    make_practice(title="Vouchers", public_from=clock.after(0.5))
    assert cards(client, LIST) == []
    assert another_process().communicate("\n", timeout=60)[0] == "1\n"
    told = times_carried_out()
    clock.move_on()
    schedule.carry_out()
    assert times_carried_out() == told
    assert cards(client, LIST) == ["Vouchers"]
    Carried.objects.all().delete()
    schedule.carry_out()
    assert times_carried_out() == told + 1, "the control: the database has to keep how far it is"


@contextmanager
def somebody_writing() -> Iterator[None]:
    """Hold the lock of those who write, from another connection."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT pg_advisory_lock(%s)", [changes.LOCK])
            else:
                cursor.execute("BEGIN IMMEDIATE")
            yield
    finally:
        other.close()


def test_while_somebody_else_writes_pages_are_answered_and_kept_nowhere(visitor, clock) -> None:
    practice = make_practice(title="Vouchers", public_until=clock.after(1))
    page = practice.get_absolute_url()
    assert [visitor.get(address).status_code for address in (LIST, page)] == [200, 200]
    clock.move_on()
    with somebody_writing():
        assert [visitor.get(address).status_code for address in (LIST, page)] == [200, 404]
        assert library.place.alone
    assert "Vouchers" not in visitor.get(LIST).content.decode()
    assert not library.place.alone


def test_whoever_writes_afterwards_is_as_patient_as_before(visitor, clock) -> None:
    ask = "SHOW lock_timeout" if connection.vendor == "postgresql" else "PRAGMA busy_timeout"
    make_practice(public_until=clock.after(1))
    with connection.cursor() as cursor:
        cursor.execute(ask)
        before = cursor.fetchall()
        clock.move_on()
        with somebody_writing():
            visitor.get(LIST)
        visitor.get(LIST)
        cursor.execute(ask)
        assert cursor.fetchall() == before
