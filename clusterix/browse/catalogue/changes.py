"""The log by which a change reaches every process: the next request of any of them reads it on."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction

from ..models import Change

MOST_LINES = 500  # a change of more entries is told as a change of the whole kind
KEPT = 10_000  # a process that slept through more reads everything anew
SCHEDULE = "schedule"  # the kind of a line that says that moments were set
LOCK = 0x_C1_05_7E_12  # any number, as long as nothing else in the database takes it


@dataclass(frozen=True)
class Place:
    """A place in the log: the last line read, and its token. Two pages of one place show the same content.

    While a schedule could not be carried out, no two requests are at one place, though they have read as far.
    """

    number: int = 0
    token: str = ""
    alone: str = ""

    def __str__(self) -> str:
        return f"{self.number}-{self.token}{self.alone}"

    def left(self) -> "Place":
        """Return the same place of the log for one request alone."""
        return Place(self.number, self.token, secrets.token_hex(8))

    def is_at(self, line: "Line") -> bool:
        return (self.number, self.token) == line[:2]


def in_turn() -> None:
    """Let the writers of the log pass one by one, so that its numbers appear in their order.

    It is called before a record is written, never after: who waits here holds no record that another wants.
    SQLite has one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def log(kind: str, entries: Iterable[int] | None = None) -> None:
    """Write that these entries have changed, or everything of the kind."""
    numbers = None if entries is None else list(entries)
    if numbers is None or len(numbers) > MOST_LINES:
        lines = [Change(kind=kind)]
    else:
        lines = [Change(kind=kind, entry_id=number) for number in numbers]
    with transaction.atomic():
        in_turn()
        written = Change.objects.bulk_create(lines)
        if written and written[-1].pk % 1000 < len(written):
            Change.objects.filter(pk__lt=written[-1].pk - KEPT).delete()


Line = tuple[int, str, str, int | None]  # number, token, kind, entry
FAR = 2**62
# Every request asks this, often nothing else: as it stands it costs a tenth of what the ORM would.
SINCE = """
    SELECT id, token, kind, entry_id FROM browse_change
    WHERE id >= (SELECT CASE WHEN max(id) < %s THEN max(id) ELSE %s END FROM browse_change) ORDER BY id
"""


def since(place: Place) -> tuple[Place, list[Line] | None]:
    """Return the end of the log, and its lines after the place, by one question.

    The lines are None where nothing has been read before, or where the log no longer holds the place: after a
    rollback, a restored backup or a long sleep it is another log.
    """
    with connection.cursor() as cursor:
        cursor.execute(SINCE, [place.number or FAR] * 2)
        lines = cursor.fetchall()
    now = Place(*lines[-1][:2]) if lines else Place()
    return now, lines[1:] if lines and place.is_at(lines[0]) else None
