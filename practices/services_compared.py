"""Services beside each other in a table: who provides them, who pays, for whom, and how it went."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusterix.browse.filters import BrowseFilterSet
from clusterix.browse.models import Entry
from clusterix.browse.sorts import sortable
from clusterix.pictures.crossing import Heading
from clusterix.publishing.places import country_name
from clusterix.publishing.records import public

from .models import Service

MOST = 100
SIGNS = {
    Service.Experience.WORKS: "disc",
    Service.Experience.TRIED: "ring",
    Service.Experience.STOPPED: "diamond",
}


@dataclass(frozen=True)
class Cell:
    """What stands in a field: words, a sign before them, and where they lead."""

    words: str
    sign: str = ""
    address: str = ""


@dataclass(frozen=True)
class Field:
    """What is said of a service under the name of a column; nothing where it is not known."""

    column: str
    cell: Cell | None


@dataclass(frozen=True)
class Row:
    heading: Heading
    fields: list[Field]


@dataclass(frozen=True)
class Group:
    """The services of one country, those of one provider together."""

    name: str
    rows: list[Row]


@dataclass(frozen=True)
class Compared:
    """A table of services, one in each row; its columns are the same for all."""

    template: ClassVar[str] = "practices/_services_compared.html"

    title: str
    corner: str
    columns: list[str]
    groups: list[Group]
    notes: list[str]


def compared(filterset: BrowseFilterSet) -> Compared:
    """Return the services found, at most so many, in two questions to the database at any number of them."""
    entries = Entry.objects.filter(pk__in=filterset.found[:MOST]).values("record_id")
    services = list(Service.objects.published().select_related("partner").filter(pk__in=entries))
    others = len(filterset.found) - len(services)
    left_out = ngettext(
        "%(count)d more service is found; the list has it.",
        "%(count)d more services are found; the list has them.",
        others,
    )
    told = _("Works, tried or stopped: what the experience with a service is, as far as it is known.")
    notes = [told, left_out % {"count": others} if others else ""]
    return table(services, lambda provider: filterset.query(provider=provider, view="list"), notes)


def table(services: Iterable[Service], list_of: Callable[[str], str], notes: Iterable[str]) -> Compared:
    """Return these services by country and provider; `list_of` is where a provider's services are listed."""
    columns = {
        _("Provider"): lambda service: _provider(service, list_of),
        _("Who pays"): lambda service: _said(service.paid_by),
        _("Stage of cluster"): lambda service: _said(service.get_stage_display()),
        _("Experience so far"): _experience,
        _("Open to other regions"): _open,
    }
    rows = [
        (_country(service), Row(heading, [Field(name, read(service)) for name, read in columns.items()]))
        for service in sorted(services, key=_order)
        for heading in [Heading(service.name, service.get_absolute_url())]
    ]
    return Compared(
        _("Services beside each other"),
        _("Service"),
        list(columns),
        list(_groups(rows)),
        [*filter(None, notes)],
    )


def _groups(rows: list[tuple[str, Row]]) -> Iterator[Group]:
    for country, those in groupby(rows, key=lambda row: row[0]):
        yield Group(country or _("No country is named"), [row for _name, row in those])


def _order(service: Service) -> tuple[Any, ...]:
    country = _country(service)
    return not country, sortable(country), sortable(_name(service)), sortable(service.name), service.pk


def _country(service: Service) -> str:
    return country_name(service.country)


def _name(service: Service) -> str:
    partner = public(service.partner)
    return partner.short_name if partner else service.provider


def _provider(service: Service, list_of: Callable[[str], str]) -> Cell | None:
    name, partner = _name(service), public(service.partner)
    return Cell(name, address=list_of(partner.slug if partner else name)) if name else None


def _said(words: Any) -> Cell | None:
    return Cell(str(words)) if words else None


def _experience(service: Service) -> Cell | None:
    if not service.experience:
        return None
    return Cell(service.get_experience_display(), SIGNS[Service.Experience(service.experience)])


def _open(service: Service) -> Cell | None:
    is_open = service.is_open_to_others
    return None if is_open is None else Cell(_("Yes") if is_open else _("No"))
