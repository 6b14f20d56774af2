"""Two people at one record: what the second wanted to save is shown beside what stands now, by field."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterix.publishing.records import Record, Status, whole

from . import side_pages, snapshots, writing
from .addresses import address_of
from .differences import Line, differing
from .models import Autosave, Held, Trail, Version
from .models.trail import revision_of, trail_of
from .posted import has_lost_files
from .snapshots import Snapshot
from .text_alone import typed_alone
from .together import check_together
from .turns import Measured, turn_of
from .wording import typed_in_words
from .working_copies import as_edited, in_place, make_working_copy
from .writing import Stale

THEIRS, YOURS = "theirs", "yours"
MET = gettext_lazy("A colleague has saved this record while you were editing it")


def revision_told(text: str | None) -> int:
    """Return the revision that a form names; -1, which no record has, where it names none."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else -1


@dataclass(frozen=True)
class Choice:
    """One field in which the versions differ, and which of them would be taken if nobody chose."""

    line: Line
    suggested: str

    @property
    def original(self) -> list[str]:
        return self.line.words[0]

    @property
    def theirs(self) -> list[str]:
        return self.line.words[1]

    @property
    def yours(self) -> list[str]:
        return self.line.words[2]


def choices(model: Any, original: Snapshot, theirs: Snapshot, yours: Snapshot) -> list[Choice]:
    """Return what differs. The side that alone has changed a field is suggested; where both have, none."""
    found = []
    for line in differing(model, original, theirs, yours):
        before, their, your = line.values
        if their == your:
            continue
        suggested = YOURS if their == before else THEIRS if your == before else ""
        found.append(Choice(line, suggested))
    return found


def page(desk: Any, request: Any, record: Any) -> HttpResponse:
    """Answer 409 with original, theirs and yours; what was typed is held until it is saved or left."""
    place = in_place(whole(record))
    trail = trail_of(place)
    revision = max(turn_of(request).revision or 0, 0)
    yours, unread = measured(desk, request, record, revision)
    if yours is None:
        return _unread(desk, request, place, unread)
    held = Held.objects.create(trail=trail, by=request.user, revision=revision, data=yours)
    return show(desk, request, place, held)


def show(desk: Any, request: HttpRequest, place: Any, held: Held, fault: Any = None) -> HttpResponse:
    told: dict[str, Any] = {"revision": revision_of(place)}  # before what it tells of
    found = _choices_of(held, type(place), snapshots.take(as_edited(place)))
    told |= {
        "held": held,
        "both": [choice for choice in found if not choice.suggested],
        "one": [choice for choice in found if choice.suggested],
        "since": held.trail.versions.filter(revision__gt=held.revision),
        "fault": fault,
    }
    # Of a part, its whole is what is decided on.
    context = side_pages.context(desk, request, place, str(MET), **told)
    return TemplateResponse(request, "desk/conflict.html", context, status=409)


def _choices_of(held: Held, model: Any, theirs: Snapshot) -> list[Choice]:
    """Return what is to be chosen between what is held and theirs; without an original, theirs is it."""
    base = held.trail.versions.filter(revision=held.revision).first()
    return choices(model, base.data if base else theirs, theirs, held.data)


def measured(desk: Any, request: Any, record: Any, revision: int) -> tuple[Snapshot | None, list[Any]]:
    """Return what the form would have made of the record as its author saw it, and what had faults.

    The form is saved onto that state, looked at, and everything is rolled back.
    """
    turn = turn_of(request)
    turn.is_measuring = True
    trail = trail_of(record)
    base = trail.versions.filter(revision=revision).first()
    posted: Any = request.POST
    try:
        with transaction.atomic():
            if base is not None and record is whole(record):
                keys = _put_back_as_read(trail, base)
                request.POST = translated(posted, type(record), keys)
            response = desk.changeform_measured(request, str(in_place(record).pk))
            transaction.set_rollback(True)
    except Measured as done:
        return done.snapshot, []
    except IntegrityError:  # such as by two parts that change their names with each other
        return None, list(typed_alone(desk, request))
    finally:
        turn.is_measuring, request.POST = False, posted
    return None, _typed(response)


def _put_back_as_read(trail: Trail, base: Version) -> dict[str, dict[int, int]]:
    """Make the record what its author saw; leave it as it is where that cannot stand any more.

    What it named may be deleted by now, and its address taken: the form then tells so itself.
    """
    try:
        with transaction.atomic():
            return snapshots.put_back(writing.edited_on(trail), base.data)
    except (IntegrityError, ValidationError):
        return {}


def translated(posted: QueryDict, model: Any, keys: dict[str, dict[int, int]]) -> QueryDict:
    """Return the form with new keys of parts in the place of the old ones, whoever their owner is."""
    changed = posted.copy()
    for name, found in keys.items():
        owner = snapshots.part_relations(model)[name].field.name
        for field in [field for field in changed if field.startswith(f"{name}-")]:
            old = str(changed[field])
            if field.endswith("-id") and old.isdecimal() and int(old) in found:
                changed[field] = str(found[int(old)])
            elif field.endswith(f"-{owner}"):
                changed[field] = ""
    return changed


def _typed(response: Any) -> list[Any]:
    """Return what was typed, field by field in words, into a form that cannot be saved for its faults."""
    context = response.context_data
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [form for form in inline.formset.forms if form.has_changed()]
    return [
        {"name": bound.label, "typed": typed, "faults": bound.errors}
        for form in forms
        for bound in form.visible_fields()
        for typed in ["\n".join(typed_in_words(bound))]
        if typed or bound.errors
    ]


def _unread(desk: Any, request: HttpRequest, place: Any, typed: list[Any]) -> HttpResponse:
    told = {"typed": typed, "opts": desk.opts, "address": request.path}  # of the form to open again
    told["has_lost_files"] = has_lost_files(request)
    context = side_pages.context(desk, request, place, str(MET), **told)
    return TemplateResponse(request, "desk/conflict_with_faults.html", context, status=409)


def changed_meanwhile(desk: Any, request: HttpRequest, records: Iterable[Any]) -> HttpResponse:
    """Answer 409 to a step that needs no text: what was changed meanwhile is named and left as it is."""
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Changed meanwhile"),
        "opts": desk.opts,
        "records": [(record, address_of(record)) for record in records],
    }
    return TemplateResponse(request, "desk/changed_meanwhile.html", context, status=409)


def resolve(desk: Any, request: HttpRequest, record: Any, held_id: int) -> HttpResponse:
    """Save what was chosen field by field. Where the record was changed once more, ask again."""
    place = in_place(whole(record))
    held = get_object_or_404(Held, pk=held_id, by=request.user, trail=trail_of(place))
    if request.method in ("GET", "HEAD"):
        return show(desk, request, place, held)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    if not desk.has_change_permission(request, as_edited(place)):
        raise Http404
    kept = Autosave.objects.of(request.user, desk.model, record)
    if "leave" in request.POST:
        held.delete()
        kept.delete()
        return desk.back_to(
            request, record, _("Your changes are left; the record is as your colleague saved it.")
        )
    try:
        _merge(request, place, held)
    except Stale:
        return show(desk, request, place, held)
    except ValidationError as fault:
        return show(desk, request, place, held, fault)
    kept.delete()
    return desk.back_to(request, record, _("Both changes are saved."))


def _merge(request: HttpRequest, place: Any, held: Held) -> None:
    revision = revision_told(request.POST.get("_revision"))
    with writing.writing(place, revision, request.user, Version.Action.MERGED):
        edited = as_edited(place)
        merged = snapshots.take(edited)
        undecided = []
        for choice in _choices_of(held, type(place), merged):
            kind, name = choice.line.key.split(".", 1)
            chosen = request.POST.get(choice.line.key) or choice.suggested
            if chosen == YOURS:
                merged[kind][name] = held.data[kind].get(name)
            elif chosen != THEIRS:
                undecided.append(choice.line.name)
        if undecided:
            raise ValidationError(_("Choose one for: %(names)s.") % {"names": ", ".join(undecided)})
        put_on_working_copy(edited, merged)
        held.delete()


def put_on_working_copy(edited: Any, snapshot: Snapshot) -> None:
    """Write the content into a draft; what is published gets a working copy for it."""
    before = copy(edited)
    if isinstance(edited, Record) and edited.status == Status.PUBLISHED:
        edited, _keys = make_working_copy(edited)
    try:
        with transaction.atomic():
            snapshots.put_back(edited, snapshot)
    except IntegrityError:  # such as by an address that is taken now, or an amount without its currency
        edited.validate_constraints()
        raise ValidationError(_("What is chosen does not fit together.")) from None
    edited.full_clean(exclude=[field.name for field in edited._meta.fields if field.blank is False])
    check_together(edited, before)
