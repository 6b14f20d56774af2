"""Large files are read, written and undone beside the requests; how far they are is told meanwhile."""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from .checking import Records
from .models import Batch, Line
from .reading import Table
from .trying import try_out
from .undoing import undo
from .writing import Refused, write

AT_ONCE = 300  # rows: up to so many, whoever asks waits for the answer
SILENT_FOR = 120  # seconds without a sign of life: whoever did it is gone
EACH = 100  # rows between two signs of life
IN_BULK = 250
UNDER_WAY = (Batch.State.READING, Batch.State.WRITING, Batch.State.UNDOING)
log = logging.getLogger(__name__)


def read_in(batch: Batch, table: Table, person: Any) -> None:
    """Read and check the rows of a new batch."""

    def work(each: Callable[[int], None]) -> None:
        lines = Records(batch.model, person).lines_of(table, each)
        try_out(batch.model, lines)
        for line in lines:
            line.batch = batch
        Line.objects.bulk_create(lines, batch_size=IN_BULK)
        is_faulty = any(line.kind == Line.Kind.FAULTY for line in lines)
        _settle(batch, Batch.State.FAULTY if is_faulty else Batch.State.READ)

    _start(batch, work, Batch.State.FAULTY)


def write_out(batch: Batch, person: Any) -> bool:
    """Write the batch, which has been read; False where somebody else is doing so already."""
    if not _claim(batch, Batch.State.READ, Batch.State.WRITING):
        return False
    _start(batch, lambda each: write(batch, person, each), Batch.State.READ)
    return True


def take_back(batch: Batch, person: Any) -> bool:
    """Undo the batch, which has been written; False where somebody else is doing so already."""
    if not _claim(batch, Batch.State.WRITTEN, Batch.State.UNDOING):
        return False
    _start(batch, lambda each: undo(batch, person, each), Batch.State.WRITTEN)
    return True


def _claim(batch: Batch, start: str, then: str) -> bool:
    """Let one of several begin; what somebody began who is gone by now is begun anew."""
    if batch.state == then and is_silent(batch):
        start = then
    _tell(batch, 0)
    return bool(Batch.objects.filter(pk=batch.pk, state=start).update(state=then, fault=""))


def _start(batch: Batch, work: Callable[[Callable[[int], None]], None], otherwise: str) -> None:
    if batch.rows <= AT_ONCE:
        _carry_out(batch, work, otherwise)
        return
    _tell(batch, 0)
    threading.Thread(target=_beside, args=(batch, work, otherwise), daemon=True).start()


def _beside(*arguments: Any) -> None:
    try:
        _carry_out(*arguments)
    finally:
        connection.close()


def _carry_out(batch: Batch, work: Callable[[Callable[[int], None]], None], otherwise: str) -> None:
    """Do the work; where it cannot be done, say why, and leave the batch in the other state."""
    try:
        work(lambda done: _tell(batch, done) if done % EACH == 0 else None)
    except Refused as fault:
        _settle(batch, otherwise, str(fault))
    except Exception:
        log.exception("The import %s has failed", batch.pk)
        _settle(batch, otherwise, _("The portal could not do this. Nothing is written; tell its operator."))
    finally:
        _file(batch).unlink(missing_ok=True)


def _settle(batch: Batch, state: str, fault: str = "") -> None:
    Batch.objects.filter(pk=batch.pk).update(state=state, fault=fault[:500])


def _file(batch: Batch) -> Path:
    """Return where the rows done are told: a file, as the database says nothing before all is written."""
    return settings.DATA_DIR / "imports" / str(batch.pk)


def _tell(batch: Batch, done: int) -> None:
    file = _file(batch)
    file.parent.mkdir(mode=0o700, exist_ok=True)
    file.write_text(str(done))


def done(batch: Batch) -> int:
    """Return how many rows are done."""
    try:
        return int(_file(batch).read_text() or 0)
    except (OSError, ValueError):
        return 0


def is_silent(batch: Batch) -> bool:
    """Say whether whoever worked at the batch has given no sign of life for a while."""
    if batch.state not in UNDER_WAY:
        return False
    try:
        return time.time() - _file(batch).stat().st_mtime > SILENT_FOR
    except OSError:
        return (timezone.now() - batch.at).total_seconds() > SILENT_FOR
