"""Who works in which group, and when people met: read from public records, drawn on the list of groups."""

import datetime
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import CharField, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterix.browse.catalogue.gathered import gathered
from clusterix.pictures.timeline import Event, Theme, Timeline
from partners.models import Partner

from .models import Meeting, Membership, StaffExchange, WorkingGroup

ROWS = gettext_lazy("Meetings"), gettext_lazy("Staff exchanges")
DATES = ("start_on", "start_precision", "end_on", "end_precision")


@dataclass(frozen=True)
class Field:
    """A group, and a partner's membership in it; None where it is no member."""

    group: WorkingGroup
    membership: Membership | None


@dataclass(frozen=True)
class Member:
    """A partner, and its field for each group of the matrix."""

    partner: Partner
    fields: list[Field]


@dataclass(frozen=True)
class Matrix:
    """Partners by working groups, both in their usual order."""

    groups: list[WorkingGroup]
    members: list[Member]


def _groups() -> list[WorkingGroup]:
    return list(WorkingGroup.objects.published().only("name", "short_name", "slug", "colour", "order"))


def _memberships() -> list[Membership]:
    slim = ("is_lead", "group_id", "partner__short_name", "partner__slug")
    return list(Membership.objects.published().select_related("partner").only(*slim))


class Happened(NamedTuple):
    """A meeting, or a staff exchange with host and sender, once for every group of it, public or not."""

    title: str
    slug: str
    kind: str
    place: str
    host: str
    sender: str
    start_on: datetime.date | None
    start_precision: str
    end_on: datetime.date | None
    end_precision: str
    group: int | None

    @property
    def record(self) -> Any:
        """Return the record, not to be saved, with all that its mark speaks of."""
        dates = {name: getattr(self, name) for name in DATES}
        if self.host:
            return StaffExchange(title=self.title, slug=self.slug, **dates)
        return Meeting(title=self.title, slug=self.slug, kind=self.kind, place=self.place, **dates)


def _happened() -> list[Happened]:
    """Return all meetings and exchanges by one question to the database."""
    return _read(Meeting.objects.published(), StaffExchange.objects.published())


def _read(meetings: Any, exchanges: Any) -> list[Happened]:
    nothing = Value("", CharField())
    meetings, exchanges = meetings.order_by(), exchanges.order_by()
    rows = meetings.values_list("title", "slug", "kind", "place", nothing, nothing, *DATES, "groups").union(
        exchanges.values_list(
            *("title", "slug", nothing, nothing, "host__short_name", "sender__short_name"),
            *(*DATES, "working_group"),
        ),
        all=True,
    )
    return [Happened(*row) for row in rows]


def matrix() -> Matrix | None:
    """Return the matrix of memberships; none where nobody is a member of anything."""
    groups, memberships = gathered(_groups), gathered(_memberships)
    partners = {one.partner_id: one.partner for one in memberships}
    held = {(one.partner_id, one.group_id): one for one in memberships}
    members = [
        Member(partner, [Field(group, held.get((pk, group.pk))) for group in groups])
        for pk, partner in sorted(partners.items(), key=lambda item: item[1].short_name.casefold())
    ]
    return Matrix(groups, members) if members else None


def timeline() -> Timeline | None:
    """Return the timeline of meetings and exchanges; none where no day is known."""
    groups = {group.pk: Theme(group.short_name, group.colour) for group in gathered(_groups)}
    groups_of: dict[Happened, set[int | None]] = {}
    for one in gathered(_happened):
        groups_of.setdefault(one._replace(group=None), set()).add(one.group)
    events = [
        _event(one, tuple(theme for pk, theme in groups.items() if pk in found))
        for one, found in groups_of.items()
    ]
    return _drawn(events)


def timeline_of(group: WorkingGroup) -> Timeline | None:
    """Return the timeline of one group, by one question; its marks need no theme: all are of the same."""
    happened = _read(group.meetings.published(), group.exchanges.published())
    return _drawn([_event(one, ()) for one in dict.fromkeys(one._replace(group=None) for one in happened)])


def _drawn(events: list[Event]) -> Timeline | None:
    rows = [str(row) for row in ROWS]
    drawn = Timeline(_("Meetings and staff exchanges by their dates"), rows, events)
    return drawn if drawn.dated else None


def _event(one: Happened, themes: tuple[Theme, ...]) -> Event:
    record = one.record
    if one.host:
        row, kind, label = ROWS[1], _("Staff exchange"), f"{one.sender} → {one.host}"
    else:
        row, kind = ROWS[0], record.get_kind_display()
        label = one.place or kind
    days = one.start_on or one.end_on, one.end_on or one.start_on
    return Event(str(row), kind, one.title, label, record.get_absolute_url(), record.period, *days, themes)
