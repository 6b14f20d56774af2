"""What becomes public, or ceases to be, at a moment that an editor has set.

Nothing runs at such a moment. Each process knows the next one; a line of the log has it ask again whenever
moments are set. Its first request after the moment writes anew what the catalogue says of the records that
are due, in one transaction, which the log tells the others. The database keeps up to which moment that has
been done: none is missed, however long nobody asked.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import CharField, F, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from clusterix.publishing.records import Record, Status

from ..models import Carried
from . import changes
from .watching import write_anew

BEGINNING = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MOST_WAITING = 500  # milliseconds that a visitor waits for somebody who is writing
ROW = ""  # the label of the row that says how far schedules have been carried out


def next_moment() -> datetime.datetime | None:
    """Return when the catalogue has to be written on, None where nothing is scheduled: one question."""
    rows = list(_moments(Q()).order_by("moment")[:2])
    carried = [moment for label, _pk, moment in rows if label == ROW]
    if carried and carried[0] > timezone.now():
        return timezone.now()  # the clock was set back: what is done has to be taken down again
    return next((moment for label, _pk, moment in rows if label != ROW), None)


def carry_out() -> None:
    """Write anew what is due; where another process has just done so, nothing is left to do.

    Raises DatabaseError where somebody else is writing for longer than a visitor should wait.
    """
    with _waiting_little(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = {MOST_WAITING}")
        changes.in_turn()
        now = timezone.now()
        due = defaultdict(set)
        for label, pk, _moment in _moments(Q(moment__lte=now)):
            due[label].add(pk)
        due.pop(ROW, None)
        for label, pks in due.items():
            write_anew(apps.get_model(label), pks)
        if due:
            changes.log(changes.SCHEDULE)
        Carried.objects.update_or_create(pk=Carried.ONLY, defaults={"until": now})


@cache
def _kinds() -> list[type[Record]]:
    return [model for model in apps.get_models() if issubclass(model, Record)]


def _moments(wanted: Q) -> QuerySet:
    """Return label, primary key and moment of what is scheduled and not carried out, and of ROW."""
    done = Coalesce(Subquery(Carried.objects.values("until")[:1]), Value(BEGINNING))
    row = Carried.objects.annotate(label=Value(ROW, CharField()), moment=F("until"))
    parts: list[QuerySet] = [row.values_list("label", "pk", "moment")]
    for model in _kinds():
        published = model._default_manager.filter(status=Status.PUBLISHED).order_by()
        for field in ("public_from", "public_until"):
            scheduled = published.annotate(label=Value(model._meta.label, CharField()), moment=F(field))
            scheduled = scheduled.filter(wanted, moment__gt=done)
            parts.append(scheduled.values_list("label", "pk", "moment"))
    return parts[0].union(*parts[1:], all=True)


@contextmanager
def _waiting_little() -> Iterator[None]:
    """Let SQLite, which asks for its lock as a transaction begins, give up soon where another holds it."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    usual = settings.DATABASES["default"]["OPTIONS"]["timeout"] * 1000
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {MOST_WAITING}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
