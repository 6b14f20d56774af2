"""The desk's first page: what waits for the person, how full the records are, and how many there are."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from clusterix.publishing import rights
from clusterix.publishing.records import Record, Status
from clusterix.publishing.relations import model_at
from clusterix.publishing.trash import there

from . import additions
from .addresses import address_of
from .standing import standing
from .waiting import DRAFTS, INCOMPLETE, RETURNED, STALE, TO_REVIEW, UNDESCRIBED, Section, pictured, rows

SHOWN = 10  # of each section; the rest is a link away
COLUMNS = ("draft", "in_review", "published", "copies")
LONGEST = 200  # characters of a comment's first sentence
FIRST_SENTENCE = re.compile(r".+?[.!?…](?=\s|$)|.+", re.DOTALL)


@dataclass(frozen=True)
class Line:
    """One record that waits: the working copy where that is what waits."""

    record: Any
    address: str
    owner: str
    since: datetime
    who: str
    said: str

    @property
    def kind(self) -> str:
        return self.record._meta.verbose_name

    @property
    def standing(self) -> str:
        told = standing(self.record)
        return _("Working copy, %(status)s") % {"status": told.lower()} if self.record.copy_of_id else told


@dataclass(frozen=True)
class More:
    """The way to all records of one kind that a section has."""

    kind: str
    address: str
    count: int


@dataclass(frozen=True)
class Shown:
    """A section as the page shows it."""

    section: Section
    count: int
    lines: list[Line]
    more: list[More]


def sections(kinds: dict[Any, Any], request: HttpRequest) -> list[Shown]:
    """Return the sections for the person, given the kinds of records that they see with the admin of each."""
    asked = [TO_REVIEW] if rights.manages(request.user) else []
    found = [_shown(section, kinds, request) for section in (*asked, RETURNED, DRAFTS, STALE)]
    with_pictures = {model: desk for model, desk in kinds.items() if pictured(model)}
    return [*found, _shown(UNDESCRIBED, with_pictures, request)] if with_pictures else found


def incomplete(kinds: dict[Any, Any], request: HttpRequest) -> Shown | None:
    """Return the records that tell the least of their story; None where no kind has one."""
    telling = {model: desk for model, desk in kinds.items() if model.story}
    return _shown(INCOMPLETE, telling, request, "told") if telling else None


def _shown(section: Section, kinds: dict[Any, Any], request: HttpRequest, first: str = "since") -> Shown:
    found = {model: rows(section, model, request.user) for model in kinds}
    more = [
        More(meta.verbose_name if count == 1 else meta.verbose_name_plural, _all(meta, section), count)
        for model, count in _counts(found).items()
        for meta in [model._meta]
        if count
    ]
    lines = list(_lines(_first(found, first), kinds, request)) if more else []
    return Shown(section, sum(one.count for one in more), lines, more)


def _all(meta: Any, section: Section) -> str:
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist") + f"?waiting={section.name}"


def _together(selections: Iterable[QuerySet]) -> QuerySet:
    first, *others = selections
    return first.union(*others, all=True) if others else first


def _counts(found: dict[Any, QuerySet]) -> dict[Any, int]:
    by_label = {model._meta.label: model for model in found}
    counted = [
        selection.annotate(label=Value(label))
        .values("label")
        .annotate(n=Count("pk"))
        .values_list("label", "n")
        for label, selection in zip(by_label, found.values(), strict=True)
    ]
    counts = dict(_together(counted)) if counted else {}
    return {model: counts.get(label, 0) for label, model in by_label.items()}


def _first(found: dict[Any, QuerySet], order: str) -> list[dict[str, Any]]:
    names = dict.fromkeys(("label", "id", "since", "who", "said", order))
    chosen = [
        selection.annotate(label=Value(model._meta.label)).values(*names)
        for model, selection in found.items()
    ]
    return list(_together(chosen).order_by(order, "label", "id")[:SHOWN])


def _lines(first: list[dict[str, Any]], kinds: dict[Any, Any], request: HttpRequest) -> Iterator[Line]:
    read: dict[tuple[str, int], tuple[Any, Any]] = {}
    for model, desk in kinds.items():
        keys = [row["id"] for row in first if row["label"] == model._meta.label]
        if keys:
            records = model._base_manager.select_related(*_joins(model, desk, request)).filter(pk__in=keys)
            read |= {(model._meta.label, record.pk): record for record in records}
    for row in first:
        record = read[row["label"], row["id"]]
        yield Line(
            record,
            address=address_of(record),
            owner=_owner(record),
            since=row["since"],
            who=row["who"] or "",
            said=_first_sentence(row["said"] or ""),
        )


def _joins(model: Any, desk: Any, request: HttpRequest) -> list[str]:
    """Return what the names of the records and of their owners need: what lists of them join, too."""
    return [*desk.get_list_select_related(request), *([model.owner] if model.owner else [])]


def _owner(record: Any) -> str:
    found = record
    for step in record.owner.split("__") if record.owner else ():
        found = found and getattr(found, step)
    return str(found) if found and found is not record else ""


def _first_sentence(text: str) -> str:
    found = FIRST_SENTENCE.match(text.strip())
    sentence = found.group() if found else ""
    return sentence if len(sentence) <= LONGEST else f"{sentence[:LONGEST].rsplit(' ', 1)[0]} …"


@dataclass(frozen=True)
class Tally:
    """How many records an organisation has in each state; without a name, those that none has."""

    name: str
    counts: dict[str, int]


def tallies(kinds: Iterable[Any], person: Any) -> list[Tally]:
    """Return the counts by organisation: to a manager all, to an editor their own."""
    owned = {model: model_at(model, model.owner) for model in kinds if model.owner}
    found: dict[tuple[Any, int | None], dict[str, int]] = {}
    for owner in dict.fromkeys(owned.values()):
        counted = [_counted(model, person) for model, other in owned.items() if other is owner]
        for key, state, is_copy, n in _together(counted):
            counts = found.setdefault((owner, key), dict.fromkeys(COLUMNS, 0))
            counts["copies" if is_copy else state] += n
    return sorted(_named(found), key=lambda tally: (not tally.name, tally.name.casefold()))


def _counted(model: Any, person: Any) -> QuerySet:
    path = next((path for path in model.edited_by if path.startswith(f"{model.owner}__")), None)
    rows = model._base_manager.filter(there(model)).exclude(status=Status.ARCHIVED)
    is_copy = Q(copy_of__isnull=False)
    if not rights.manages(person):
        own = path and (~is_copy & Q(**{path: person.pk}) | Q(**{f"copy_of__{path}": person.pk}))
        rows = rows.filter(own) if own else rows.none()
    # A working copy counts where its record stands, even if it is to stand elsewhere.
    owner = Case(When(is_copy, then=F(f"copy_of__{model.owner}")), default=F(model.owner))
    return (
        rows.order_by()
        .annotate(key=Cast(owner, IntegerField()), is_copy=is_copy)
        .values("key", "status", "is_copy")
        .annotate(n=Count("pk", distinct=True))
        .values_list("key", "status", "is_copy", "n")
    )


def _named(found: dict[tuple[Any, int | None], dict[str, int]]) -> Iterator[Tally]:
    for owner in dict.fromkeys(owner for owner, _key in found):
        keys = [key for other, key in found if other is owner]
        names = {None: "", **{record.pk: str(record) for record in owner._base_manager.filter(pk__in=keys)}}
        for key in keys:
            yield Tally(names[key], found[owner, key])


def context(site: Any, request: HttpRequest) -> dict[str, Any]:
    """Return what the first page shows to the person."""
    kinds = {
        model: desk
        for model, desk in site._registry.items()
        if issubclass(model, Record) and desk.has_view_permission(request)
    }
    found, untold = sections(kinds, request), incomplete(kinds, request)
    notices = additions.notices_for(request)
    counts = [shown.count for shown in [*found, *([untold] if untold else [])]]
    return {
        "sections": found,
        "incomplete": untold,
        "notices": notices,
        "is_nothing_waiting": not (any(counts) or notices),
        "tallies": tallies(kinds, request.user),
    }
