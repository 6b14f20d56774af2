"""Two runs at a time send each notice once."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from clusterix.desk.models.trail import trail_of
from clusterix.notices import sending
from clusterix.notices.models import Notice, NoticeQuerySet, Wish
from tests.making import make_practice

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE, NOTICES = 10, 3


@pytest.fixture
def waiting(person) -> None:
    """Let notices wait for ten managers."""
    trail = trail_of(make_practice(status="in_review"))
    for number in range(PEOPLE):
        someone = person(f"Manager{number}", "Project managers")
        someone.email = f"manager{number}@example.org"
        someone.save()
        Wish.objects.create(person=someone)
        for _notice in range(NOTICES):
            Notice.objects.create(to=someone, trail=trail, step="submit", by_name="Editor")


def two_at_once(monkeypatch: Any) -> None:
    """Run twice, each waiting for the other before and after it claims what waits for a person."""
    meet = Barrier(2, timeout=60)
    claim = NoticeQuerySet.claim

    def together(notices: NoticeQuerySet, wish: Wish) -> Any:
        meet.wait()
        found = claim(notices, wish)
        meet.wait()
        return found

    monkeypatch.setattr(NoticeQuerySet, "claim", together)

    def work(_run: int) -> int:
        try:
            return sending.send_waiting()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, range(2)))


def lines() -> Iterator[tuple[str, int]]:
    for one in mail.outbox:
        yield one.to[0], one.body.count("\nby ")


def test_two_runs_at_once_send_each_notice_once(waiting, monkeypatch) -> None:
    two_at_once(monkeypatch)
    assert sorted(lines()) == [(f"manager{number}@example.org", NOTICES) for number in range(PEOPLE)]
    assert not Notice.objects.filter(sent_at__isnull=True).exists()


def test_without_claims_they_would_send_them_twice(waiting, monkeypatch) -> None:
    """The control: both read what waits, and neither writes that it is theirs."""

    def read(notices: NoticeQuerySet, wish: Wish) -> list[Notice]:
        return list(notices.waiting(timezone.now()).filter(to=wish.person_id))

    monkeypatch.setattr(NoticeQuerySet, "claim", read)
    two_at_once(monkeypatch)
    assert max(Counter(to for to, _count in lines()).values()) == 2
