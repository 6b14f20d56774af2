"""Two who save the same record at once: one is saved, the other is told, and nothing is overwritten unseen.

PAIRS=1000 in the environment lets a thousand pairs come in by their forms; the usual run sends fewer, and a
thousand to the gate behind the forms.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from clusterix.desk import conflicts, writing
from clusterix.desk.models import Trail, Version
from clusterix.desk.models.trail import revision_of, trail_of
from clusterix.desk.writing import Stale
from partners.models import SwotEntry
from tests.desk.acting import again, at_the_desk, opened, versions
from tests.making import make_swot_entry

pytestmark = pytest.mark.django_db(transaction=True)

PAIRS = int(os.environ.get("PAIRS", "25"))
AT_THE_GATE = 1_000
SAVED, TOLD = 302, 409


def both_at_once(pairs: int, read: Callable[[int], Any], write: Callable[[int, Any], Any]) -> list[list[Any]]:
    """Let two people read, wait for each other and write, again and again; return the pairs of answers."""
    meet = Barrier(2, timeout=60)

    def work(person: int) -> list[Any]:
        answers = []
        try:
            for _pair in range(pairs):
                meet.wait()
                found = read(person)
                meet.wait()
                answers.append(write(person, found))
        finally:
            connection.close()
        return answers

    with ThreadPoolExecutor(2) as pool:
        return [list(pair) for pair in zip(*pool.map(work, range(2)), strict=True)]


@pytest.fixture
def entry() -> SwotEntry:
    return make_swot_entry(status="draft")


def by_their_forms(entry: SwotEntry, people: list[Any]) -> list[list[int]]:
    desks = [at_the_desk(one) for one in people]
    page = f"/admin/partners/swotentry/{entry.pk}/change/"
    count = iter(range(10**6))

    def write(person: int, form: Any) -> int:
        return desks[person].post(page, form | {"statement": f"{person} says {next(count)}"}).status_code

    return both_at_once(PAIRS, lambda person: opened(desks[person], entry), write)


def test_of_two_who_save_their_forms_at_once_one_is_told(entry, person) -> None:
    people = [person(name, "Project managers") for name in ("Anna", "Bela")]
    answers = by_their_forms(entry, people)
    assert [sorted(pair) for pair in answers] == [[SAVED, TOLD]] * PAIRS
    saved = [version for version in versions(entry) if version.action == Version.Action.SAVED]
    assert len(saved) == PAIRS, "each saving is in the history"
    assert again(entry).statement == saved[-1].data["fields"]["statement"]


def test_without_the_guard_savings_would_be_lost(entry, person, monkeypatch) -> None:
    """The control: a form that is believed to have read what stands now overwrites what it has not read."""
    monkeypatch.setattr(conflicts, "revision_told", lambda told: revision_of(entry))
    without_the_gate(monkeypatch)
    people = [person(name, "Project managers") for name in ("Anna", "Bela")]
    assert [SAVED, SAVED] in by_their_forms(entry, people)


def without_the_gate(monkeypatch: Any) -> None:
    """Let everybody in, one after the other, whatever they have read."""
    begin = writing.begin

    def let_in(record: Any, _read: int) -> Trail:
        trail = Trail.objects.select_for_update().get(pk=trail_of(record).pk)
        return begin(record, trail.revision)

    monkeypatch.setattr(writing, "begin", let_in)


def at_the_gate(entry: SwotEntry, pairs: int) -> list[list[str]]:
    def read(person: int) -> tuple[SwotEntry, int]:
        return again(entry), revision_of(entry)

    def write(person: int, found: tuple[SwotEntry, int]) -> str:
        record, revision = found
        record.statement = f"{person} says {revision}"
        try:
            with writing.writing(record, revision, None, Version.Action.SAVED):
                record.save()
        except Stale:
            return "told"
        return "saved"

    return both_at_once(pairs, read, write)


def test_of_a_thousand_pairs_at_the_gate_none_overwrites_the_other(entry) -> None:
    answers = at_the_gate(entry, AT_THE_GATE)
    assert {tuple(sorted(pair)) for pair in answers} == {("saved", "told")}
    assert revision_of(entry) == AT_THE_GATE
    assert len(versions(entry)) == AT_THE_GATE + 1, "and the one that it began with"


def test_without_the_gate_pairs_would_overwrite_each_other(entry, monkeypatch) -> None:
    """The control."""
    without_the_gate(monkeypatch)
    assert ["saved", "saved"] in at_the_gate(entry, 50)
