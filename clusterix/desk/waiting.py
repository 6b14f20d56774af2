"""What waits for somebody at the desk: which records, since when, and after whose step.

A section selects rows of every kind of record alike, working copies among them; each row names in `in_place`
the record that the desk's addresses speak of.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clusterix.publishing import rights
from clusterix.publishing.records import Status
from clusterix.publishing.trash import there

from .models import Version
from .snapshots import part_relations

Action = Version.Action
A_YEAR = timedelta(days=365)
NOTHING = Q(pk__in=[])
# The last of these steps says whether a record is with its reviewers or with its editors.
HANDED = (Action.SUBMITTED, Action.RETURNED, Action.PUBLISHED)
LOOKED_AT = (Action.PUBLISHED, Action.REVIEWED)


@dataclass(frozen=True)
class Section:
    """One part of the desk's first page, and a filter of every list.

    `chosen` says which rows of a model it holds for a person; the latest of its `steps` says since when and
    by whom, without any the latest change. Where there was none, `moment` does.
    """

    name: str
    title: Any
    chosen: Callable[[Any, Any], Q]
    steps: tuple[str, ...] = ()
    moment: str = "updated_at"


def _to_review(model: Any, person: Any) -> Q:
    return Q(status=Status.IN_REVIEW) if rights.manages(person) else NOTHING


def _returned(model: Any, person: Any) -> Q:
    """Choose for the record's editors, and for who handed it in."""
    theirs = rights.own(model, person) | Q(handed_in_by=person.pk)
    return Q(status=Status.DRAFT, last_handed=Action.RETURNED) & theirs


def _drafts(model: Any, person: Any) -> Q:
    theirs = rights.own(model, person) | Q(last_by=person.pk)
    is_returned = Q(last_handed__isnull=False, last_handed=Action.RETURNED)
    return Q(status=Status.DRAFT) & theirs & ~is_returned


def _stale(model: Any, person: Any) -> Q:
    """Choose what was published, and last looked at, more than a year ago, and is not being changed now."""
    then = timezone.now() - A_YEAR
    since = Exists(_versions(model).filter(action__in=LOOKED_AT, at__gte=then))
    is_old = Q(published_at__lt=then) & ~Q(since)
    return Q(status=Status.PUBLISHED, copy_of__isnull=True, working_copy__isnull=True) & is_old


def _incomplete(model: Any, person: Any) -> Q:
    """Choose what does not tell its whole story: the working copy for its record, where there is one."""
    if not model.story:
        return NOTHING
    return Q(told__lt=len(model.story), working_copy__isnull=True) & ~Q(status=Status.ARCHIVED)


def pictured(model: Any) -> list[Any]:
    """Return the model's relations to parts that are to be described to those who do not see them."""
    return [one for one in part_relations(model).values() if hasattr(one.related_model, "undescribed")]


def _undescribed(model: Any, person: Any) -> Q:
    """Choose what has such a part without words: the working copy for its record, where there is one."""
    lacking = [
        Q(
            Exists(
                one.related_model.objects.filter(
                    one.related_model.undescribed, **{one.field.name: OuterRef("pk")}
                )
            )
        )
        for one in pictured(model)
    ]
    if not lacking:
        return NOTHING
    return reduce(or_, lacking) & Q(working_copy__isnull=True) & ~Q(status=Status.ARCHIVED)


TO_REVIEW = Section("review", _("To review"), _to_review, (Action.SUBMITTED,))
RETURNED = Section("returned", _("Returned to you"), _returned, (Action.RETURNED,))
DRAFTS = Section("drafts", _("Your drafts"), _drafts)
STALE = Section("stale", _("Not looked at for a year"), _stale, LOOKED_AT, "published_at")
INCOMPLETE = Section("incomplete", _("Not told in full"), _incomplete)
UNDESCRIBED = Section("undescribed", _("Pictures without alternative text"), _undescribed)
SECTIONS = {
    section.name: section for section in (TO_REVIEW, RETURNED, DRAFTS, STALE, UNDESCRIBED, INCOMPLETE)
}


def _versions(model: Any) -> QuerySet:
    """Return the versions of the row that this is put into, the latest first."""
    kind = ContentType.objects.get_for_model(model)
    return Version.objects.filter(trail__content_type=kind, trail__object_id=OuterRef("in_place")).order_by(
        "-revision"
    )


def rows(section: Section, model: Any, person: Any) -> QuerySet:
    """Return the section's rows of the model, in no order, each with its place, since when and by whom."""
    versions = _versions(model)
    latest = versions.filter(action__in=section.steps) if section.steps else versions
    return (
        rights.edited_by(model._base_manager.filter(there(model)), person)
        .order_by()
        .annotate(
            in_place=Coalesce("copy_of_id", "pk"),
            last_by=Subquery(versions.values("by")[:1]),
            last_handed=Subquery(versions.filter(action__in=HANDED).values("action")[:1]),
            handed_in_by=Subquery(versions.filter(action=Action.SUBMITTED).values("by")[:1]),
            since=Coalesce(Subquery(latest.values("at")[:1]), F(section.moment)),
            who=Subquery(latest.values("by_name")[:1]),
            said=Subquery(latest.values("note")[:1]),
        )
        .filter(section.chosen(model, person))
    )


class WaitingFilter(admin.SimpleListFilter):
    """A list narrowed to one section of the first page."""

    title = _("what waits")
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Sequence[tuple[str, Any]]:
        return [
            (section.name, section.title)
            for section in SECTIONS.values()
            if section.chosen(model_admin.model, request.user) != NOTHING
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        section = SECTIONS.get(self.value() or "")
        if section is None:
            return queryset
        return queryset.filter(pk__in=rows(section, queryset.model, request.user).values("in_place"))
