"""The life of a record: which moves there are, who may make them, and what they do.

draft → in review → published → archived; a change to what is published goes the same way on a working copy.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterix.publishing import rights
from clusterix.publishing.records import Record, Status

from .models import Trail, Version
from .signals import step_taken
from .snapshots import part_relations
from .together import check_together
from .working_copies import in_place, make_working_copy, replace, working_copy_of
from .writing import writing


@dataclass(frozen=True)
class Move:
    """One step in the life of a record. `start` are the states from which it is made; it ends in `end`.

    A checked move asks for all that readers need, a said one for a comment. Managers make all of them;
    `by_editor` tells those that the record's own editors make as well.
    """

    name: str
    label: Any
    done: Any
    start: tuple[str, ...]
    end: str
    by_editor: bool = False
    is_checked: bool = False
    is_said: bool = False
    of_copies: bool = True
    of_records: bool = True


START = Move(
    "start",
    gettext_lazy("Start a working copy"),
    gettext_lazy("There is a working copy of “%(name)s” now."),
    (Status.PUBLISHED,),
    Status.DRAFT,
    by_editor=True,
    of_copies=False,
)
SUBMIT = Move(
    "submit",
    gettext_lazy("Submit for review"),
    gettext_lazy("“%(name)s” is handed in for review."),
    (Status.DRAFT,),
    Status.IN_REVIEW,
    by_editor=True,
    is_checked=True,
)
WITHDRAW = Move(
    "withdraw",
    gettext_lazy("Take back from review"),
    gettext_lazy("“%(name)s” is a draft again."),
    (Status.IN_REVIEW,),
    Status.DRAFT,
    by_editor=True,
)
RETURN = Move(
    "return",
    gettext_lazy("Return with a comment"),
    gettext_lazy("“%(name)s” is returned to its editors."),
    (Status.IN_REVIEW,),
    Status.DRAFT,
    is_said=True,
)
PUBLISH = Move(
    "publish",
    gettext_lazy("Publish"),
    gettext_lazy("“%(name)s” is published."),
    (Status.DRAFT, Status.IN_REVIEW),
    Status.PUBLISHED,
    is_checked=True,
)
ARCHIVE = Move(
    "archive",
    gettext_lazy("Archive"),
    gettext_lazy("“%(name)s” is archived: visitors do not see it any more."),
    (Status.PUBLISHED,),
    Status.ARCHIVED,
    of_copies=False,
)
REVIEWED = Move(
    "reviewed",
    gettext_lazy("Still right"),
    gettext_lazy("“%(name)s” is marked as looked at: it is still right."),
    (Status.PUBLISHED,),
    Status.PUBLISHED,
    by_editor=True,
    of_copies=False,
)
REOPEN = Move(
    "reopen",
    gettext_lazy("Make it a draft again"),
    gettext_lazy("“%(name)s” is a draft again."),
    (Status.ARCHIVED,),
    Status.DRAFT,
    of_copies=False,
)
DISCARD = Move(
    "discard",
    gettext_lazy("Discard the working copy"),
    gettext_lazy("The working copy of “%(name)s” is discarded; what is public stays as it is."),
    (Status.DRAFT,),
    Status.PUBLISHED,
    by_editor=True,
    of_records=False,
)
MOVES = {
    move.name: move for move in (START, SUBMIT, WITHDRAW, RETURN, PUBLISH, REVIEWED, ARCHIVE, REOPEN, DISCARD)
}


def possible(record: Any, person: Any) -> list[Move]:
    """Return the moves that the person may make with the record, or with the working copy, as it stands."""
    return [move for move in MOVES.values() if may_move(move, record, person)]


def may_move(move: Move, record: Any, person: Any) -> bool:
    if not isinstance(record, Record) or record.status not in move.start:
        return False
    is_copy = bool(record.copy_of_id)  # type: ignore[attr-defined]
    if not (move.of_copies if is_copy else move.of_records):
        return False
    if not is_copy and record.status == Status.PUBLISHED and working_copy_of(record):
        return False
    return rights.manages(person) or (move.by_editor and rights.is_own(record, person))


def make(move: Move, record: Any, revision: int, person: Any, comment: str = "") -> Any:
    """Make the move with the record or its working copy, and return the record in its place.

    Raises PermissionDenied for a move that is not the person's or not possible from here, ValidationError
    with a sentence where something is missing, Stale where somebody else was faster.
    """
    with writing(record, revision, person, _action(move), comment) as trail:
        record = fresh(record)
        if not may_move(move, record, person):
            raise PermissionDenied(_("This step is not possible, or not yours to take."))
        if move.is_said and not comment.strip():
            raise ValidationError(_("Say in the comment what is to be mended."), code="comment")
        if move.is_checked:
            check(record)
        is_copy = bool(record.copy_of_id)
        place = _carry_out(move, record)
        step_taken.send(type(place), move=move, record=place, trail=trail, person=person, is_copy=is_copy)
        return place


def fresh(record: Any) -> Any:
    """Return the record as the database has it now: the turn to change it has just been taken."""
    found = type(record)._base_manager.filter(pk=record.pk).first()
    if found is None:
        raise PermissionDenied(_("This step is not possible any more."))
    return found


def _carry_out(move: Move, record: Any) -> Any:
    place = in_place(record)
    if move is START:
        make_working_copy(record)
    elif move is DISCARD:
        record.delete()
    elif move is PUBLISH and record is not place:
        replace(place, record)
    elif record.status != move.end:  # what is still right stays as it was, the day of its last change too
        record.status = move.end
        record.save()
    return place


def _action(move: Move) -> str:
    return Version.Action(move.name)


def returned(record: Any) -> Version | None:
    """Return the version whose comment says what is to be mended, until the record is handed in again."""
    steps = (Version.Action.SUBMITTED, Version.Action.RETURNED, Version.Action.PUBLISHED)
    latest = Version.objects.filter(trail__in=Trail.objects.of(record), action__in=steps).first()
    return latest if latest is not None and latest.action == Version.Action.RETURNED else None


def check(record: Any) -> None:
    """Ask for all that readers need; raises ValidationError with a sentence that says what is missing."""
    if names := missing(record):
        words = get_text_list([str(name) for name in names], _("and"))
        raise ValidationError(_("Still missing: %(fields)s."), code="missing", params={"fields": words})
    record.full_clean(exclude=[field.name for field in record._meta.fields if not field.editable])
    check_together(record, record.copy_of)


def missing(record: Any) -> list[Any]:
    """Return the names of the fields that have to be filled in before a review, its parts' included."""
    model: type[Record] = type(record)
    found = []
    for field in (*model._meta.fields, *model._meta.many_to_many):
        is_needed = field.name in model.needed or (field.editable and not field.blank)
        if is_needed and not _is_filled(record, field):
            found.append(field.verbose_name)
    return [*found, *_missing_of_parts(record)]


def _missing_of_parts(record: Any) -> Iterator[str]:
    """Name what the parts of the record need; a part says so itself, as a record does."""
    for name, relation in part_relations(type(record)).items():
        if not hasattr(relation.related_model, "needed"):
            continue
        for part in getattr(record, name).all():
            for field in map(part._meta.get_field, part.needed):
                if not _is_filled(part, field):
                    told = {"field": field.verbose_name, "part": part._meta.verbose_name, "name": part}
                    yield _("%(field)s of the %(part)s “%(name)s”") % told


def _is_filled(record: Any, field: Any) -> bool:
    if field.many_to_many:
        return getattr(record, field.name).exists()
    value = getattr(record, field.attname)
    return value not in field.empty_values and str(value).strip() != ""
