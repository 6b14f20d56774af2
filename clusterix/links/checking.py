"""Asking many links at once: several hosts side by side, the links of each host one after the other."""

import queue
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone

from .answers import HEARD, NOT_ASKED, Outcome
from .asking import SECONDS, ask
from .manners import Manners
from .models import LinkCheck
from .remembering import note, note_all

WORKERS = 8
SECONDS_FOR_A_RECORD = 15.0  # while somebody waits for the page
FRESH = timedelta(minutes=1)  # a link asked since is not asked again by the button
FEW = 3  # hosts that may all be silent; where more are and no other is heard, the network here is at fault


@dataclass
class Summary:
    """What a check of many links came to."""

    asked: int = 0
    not_reached: int = 0
    is_offline: bool = False


def outcomes(checks: Iterable[LinkCheck], manners: Manners, until: float) -> Iterator[tuple[Any, Any]]:
    """Yield each link with what asking it came to, as the answers come; with None when the time was up."""
    by_host: dict[str, list[LinkCheck]] = defaultdict(list)
    for check in checks:
        by_host[_host_of(check)].append(check)
    answered: queue.SimpleQueue[tuple[LinkCheck, Outcome | None]] = queue.SimpleQueue()
    is_over = threading.Event()

    def ask_in_turn(group: list[LinkCheck]) -> None:
        for check in group:
            seconds = min(SECONDS, until - time.monotonic())
            is_late = is_over.is_set() or seconds <= 0
            answered.put((check, None if is_late else ask(check.address, manners, seconds)))

    with ThreadPoolExecutor(WORKERS) as pool:
        for group in by_host.values():
            pool.submit(ask_in_turn, group)
        try:
            for _link in range(sum(map(len, by_host.values()))):
                yield answered.get()
        finally:  # also where nobody wants to hear the rest
            is_over.set()


def _host_of(check: LinkCheck) -> str:
    with suppress(ValueError):
        return urlsplit(check.address).hostname or ""
    return ""


def check_all(hours: float = 0, limit: int | None = None, manners: Manners | None = None) -> Summary:
    """Ask all links of all records that were not asked for so many hours, at most so many of them."""
    note_all()
    due = LinkCheck.objects.due(hours)[:limit]
    return _remember(outcomes(due, manners or Manners(), float("inf")))


def check_record(record: Any, manners: Manners | None = None) -> Summary:
    """Ask the links of one record and its working copy, within the time that somebody waits for a page."""
    keys = note(record)
    stale = LinkCheck.objects.filter(pk__in=keys).exclude(checked_at__gt=timezone.now() - FRESH)
    until = time.monotonic() + SECONDS_FOR_A_RECORD
    return _remember(outcomes(stale.order_by("pk"), manners or Manners(), until))


def _remember(told: Iterable[tuple[LinkCheck, Outcome | None]]) -> Summary:
    """Note the outcomes; where none of many is heard of, the network here is at fault: none counts."""
    summary = Summary()
    waiting: list[tuple[LinkCheck, Outcome]] = []
    is_heard = False
    for check, outcome in told:
        if outcome is None:
            summary.not_reached += 1
            continue
        summary.asked += 1
        if outcome.answer in NOT_ASKED:
            _note([(check, outcome)])
            continue
        waiting.append((check, outcome))
        is_heard = is_heard or outcome.answer in HEARD
        if is_heard:
            _note(waiting)
    summary.is_offline = len({_host_of(check) for check, _outcome in waiting}) > FEW
    if not summary.is_offline:
        _note(waiting)
    return summary


def _note(waiting: list[tuple[LinkCheck, Outcome]]) -> None:
    for check, outcome in waiting:
        LinkCheck.objects.filter(pk=check.pk).remember(outcome)
    waiting.clear()
