"""Steps at the desk become notices, in the step's transaction; they are sent when the request is over.

By then the step is in the database or taken back, the person has their answer, and several steps of one
request make one mail for each who is told.
"""

import logging
from contextvars import ContextVar
from typing import Any

from django.core.signals import request_finished, request_started
from django.utils import timezone

from clusterix.desk.models import Trail
from clusterix.desk.models.version import name_of
from clusterix.desk.signals import step_taken

from . import sending
from .models import Notice, Wish
from .told import told

logger = logging.getLogger(__name__)
_told: ContextVar[frozenset[int]] = ContextVar("told", default=frozenset())  # by this request's steps


def start() -> None:
    step_taken.connect(note, dispatch_uid="notices")
    request_started.connect(_begin, dispatch_uid="notices")
    request_finished.connect(_end, dispatch_uid="notices")


def note(
    sender: Any, move: Any, record: Any, trail: Trail, person: Any, is_copy: bool, **_others: Any
) -> None:
    if move.name in Notice.Step.values:
        tell(move.name, record, trail, person, is_copy=is_copy)


def tell(step: str, record: Any, trail: Trail, person: Any, **more: Any) -> int:
    """Write who is to be told of the step, and return how many; whoever wants no mails is not."""
    people = told(step, record, trail, person).exclude(notices_wish__when=Wish.When.NEVER)
    wishes = dict(people.values_list("pk", "notices_wish"))
    Wish.objects.bulk_create(
        [Wish(person_id=pk) for pk, wish in wishes.items() if wish is None], ignore_conflicts=True
    )
    of_all = {"trail": trail, "step": step, "by_name": name_of(person), "at": timezone.now(), **more}
    Notice.objects.bulk_create([Notice(to_id=pk, **of_all) for pk in wishes])
    _told.set(_told.get() | wishes.keys())
    return len(wishes)


def take_back(step: str, record: Any, words: str) -> None:
    """Forget the words of such a step that no mail has carried yet, and tell nobody of it."""
    waiting = Notice.objects.filter(step=step, words=words, sent_at__isnull=True)
    waiting.filter(trail__in=Trail.objects.of(record)).delete()


def _begin(**_others: Any) -> None:
    _told.set(frozenset())


def _end(**_others: Any) -> None:
    people = _told.get()
    if not people:
        return
    _told.set(frozenset())
    try:
        sending.send_at_once(people)
    except Exception:
        logger.exception("Notices were not sent by mail; `manage.py send_notices` sends them later.")
