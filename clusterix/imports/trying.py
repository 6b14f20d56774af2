"""The rows of a file tried out in the database, and taken back: what breaks a rule of the tables is told."""

import secrets
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from clusterix.desk.snapshots import part_relations
from clusterix.publishing.batches import batches

from .inserting import insert_parts
from .models import Line
from .writing import draft

AT_ONCE = 250


def try_out(model: Any, lines: list[Line]) -> None:
    """Give those lines a fault that the tables would not take."""
    written = [line for line in lines if line.kind in (Line.Kind.NEW, Line.Kind.CHANGED)]
    for some in batches(written, AT_ONCE):
        if not _fits(model, some):
            for line in some:
                if not _fits(model, [line]):
                    line.faults = list(_faults(model, line))
                    line.kind = Line.Kind.FAULTY


def _fits(model: Any, lines: list[Line]) -> bool:
    """Say whether the tables take the rows; nothing of them stays."""
    try:
        with transaction.atomic():
            records = [_elsewhere(model, line) for line in lines]
            model._base_manager.bulk_create(records)
            insert_parts(records, [deepcopy(line.after) for line in lines])
            transaction.set_rollback(True)
    except (IntegrityError, DataError):
        return False
    return True


def _elsewhere(model: Any, line: Line) -> Any:
    """Return the draft that the line makes, at an address that nothing else has."""
    record = draft(model, line)
    record.slug = secrets.token_hex(16)
    return record


def _faults(model: Any, line: Line) -> Iterator[list[str]]:
    """Yield what the rules say of the line themselves."""
    record = _elsewhere(model, line)
    try:
        record.validate_constraints()
    except ValidationError as fault:
        for name, messages in fault.message_dict.items():
            for message in messages:
                yield ["" if name == NON_FIELD_ERRORS else name, message]
        return
    named = [name for name, relation in part_relations(model).items() if line.after["parts"][name]]
    words = _("What is told here does not fit together, such as the same thing twice.")
    for name in named or [""]:
        yield [name, words]
