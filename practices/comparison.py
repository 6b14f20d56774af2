"""Several good practices side by side: which ones an address asks for, and what is said of each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clusterix.browse.chosen import chosen
from clusterix.publishing.prose import from_plain
from clusterix.publishing.records import public
from clusterix.publishing.web import web

from .models import Practice, Transfer
from .models.practice import STORY

KEY = "practice"
MOST = 4  # side by side
MOST_READ = 60  # of an address
MOST_NOTICES = 5
NOT_A_PRACTICE = _("“%(value)s” is not a good practice here; it was left out.")


@dataclass(frozen=True)
class Said:
    """One thing said of a practice, and where it leads. A theme has its hue.

    `which` tells one record from another of the same name.
    """

    words: str
    address: str = ""
    hue: str = ""
    note: str = ""
    which: str = ""


@dataclass(frozen=True)
class Cell:
    """What is said of one practice under one name: single things, or prose."""

    practice: Practice
    things: tuple[Said, ...] = ()
    prose: str = ""

    @property
    def said(self) -> frozenset[tuple[str, str, str]]:
        """Return what makes one thing the same as another, in whatever order they are told."""
        return frozenset((thing.words, thing.note, thing.which) for thing in self.things)


@dataclass(frozen=True)
class Row:
    name: Any
    cells: list[Cell]
    is_marked: bool = False

    def __bool__(self) -> bool:
        return any(cell.things or cell.prose for cell in self.cells)

    @property
    def differs(self) -> bool:
        """Say of a marked row whether two practices differ; where one is not known, it is no difference."""
        return self.is_marked and len({cell.said for cell in self.cells} - {frozenset()}) > 1

    @property
    def is_alike(self) -> bool:
        """Say of a marked row whether it is known of all practices and the same for all."""
        return self.is_marked and bool(self) and len({cell.said for cell in self.cells}) == 1


@dataclass(frozen=True)
class Group:
    name: Any
    rows: list[Row]


@dataclass(frozen=True)
class Column:
    """One practice, its hue, and the query string of the comparison without it."""

    practice: Practice
    hue: str
    without: str


def asked_for(data: QueryDict) -> tuple[list[str], list[str]]:
    """Return the slugs of the public practices that an address names, and a word about the others."""
    found = chosen(data, KEY, Practice.objects.published(), MOST_READ)
    notices = []
    if len(found.titles) > MOST or found.unread:
        sentence = gettext("At most %(limit)s practices stand side by side; these are the first ones named.")
        notices.append(sentence % {"limit": MOST})
    notices += found.notices(NOT_A_PRACTICE)
    return list(found.titles)[:MOST], notices[:MOST_NOTICES]


def query_of(slugs: Iterable[str]) -> str:
    return urlencode([(KEY, slug) for slug in slugs])


def columns(practices: list[Practice]) -> list[Column]:
    slugs = [practice.slug for practice in practices]
    return [
        Column(
            practice,
            next((theme.hue for theme in _themes(practice)), ""),
            query_of(slug for slug in slugs if slug != practice.slug),
        )
        for practice in practices
    ]


def groups(practices: list[Practice]) -> list[Group]:
    """Return what the pages of these practices say, row by row, in the order of the template."""
    summaries = [Cell(practice, prose=from_plain(practice.summary)) for practice in practices]
    notes = [Cell(practice, prose=practice.editors_note) for practice in practices]
    facts = _rows(FACTS, practices, is_marked=True) + _told(_rows(FACTS_IF_TOLD, practices, is_marked=True))
    opinions = [Cell(practice, prose=_opinions(practice)) for practice in practices]
    below = [
        Row(_("Expert’s opinion"), opinions),
        Row(_("Editors’ note"), notes),
        *_rows(FURTHER, practices),
    ]
    return [
        Group(_("At a glance"), [Row(_("Summary"), summaries), *facts]),
        Group(_("The story"), [_section(name, practices) for name in STORY]),
        Group(_("What came of it"), _rows(FOLLOWED, practices, is_marked=True)),
        Group(_("Notes and sources"), [*_told(below), *_rows({_("Sources"): _sources}, practices)]),
    ]


def _opinions(practice: Practice) -> str:
    return "".join(one.text + from_plain(f"— {one}") for one in practice.opinions.all())


Reader = Callable[[Any], list[Said]]


def _rows(readers: dict[Any, Reader], practices: list[Practice], is_marked: bool = False) -> list[Row]:
    return [
        Row(name, [Cell(practice, tuple(read(practice))) for practice in practices], is_marked)
        for name, read in readers.items()
    ]


def _told(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row]


def title_of(section: str) -> str:
    """Return the name of a section of a practice, as the head of a row or a paragraph."""
    return str(capfirst(Practice._meta.get_field(section).verbose_name))  # type: ignore[union-attr]


def _section(name: str, practices: list[Practice]) -> Row:
    return Row(title_of(name), [Cell(practice, prose=getattr(practice, name)) for practice in practices])


def _words(words: Any) -> list[Said]:
    return [Said(str(words))] if words else []


def _linked(records: Iterable[Any], name: Callable[[Any], str] = str) -> list[Said]:
    return [_link(record, name(record)) for record in records]


def _link(record: Any, words: str, note: str = "") -> Said:
    address = record.get_absolute_url()
    return Said(words, address, note=note, which=address)


def _themes(practice: Any) -> list[Said]:
    return [
        Said(group.short_name, group.get_absolute_url(), hue=group.colour)
        for group in practice.public_working_groups
    ]


def _partner(practice: Practice) -> list[Said]:
    if practice.partner_id is None:
        return _words(_("None of the nine partner organisations"))
    partner = public(practice.partner)
    return [Said(partner.short_name, partner.get_absolute_url())] if partner else []


def _context(practice: Practice) -> list[Said]:
    """Return where cluster policy stands in the partner’s region: readers judge by it what fits theirs."""
    partner = public(practice.partner)
    told = partner.policy_in_short if partner else ""
    return [Said(told, partner.context_address)] if told else []


def _organisation(practice: Practice) -> list[Said]:
    partner = public(practice.partner)
    return _words(practice.organisation or (partner and partner.name))


def _project(practice: Practice) -> list[Said]:
    project = public(practice.related_project)
    return [Said(project.name, project.get_absolute_url())] if project else []


def _tags(practice: Practice) -> list[Said]:
    address = reverse("practices:practice-list")
    return [Said(tag.name, f"{address}?{urlencode({'tag': tag.slug})}") for tag in practice.tags.all()]


def _came_from(practice: Any) -> list[Said]:
    return [
        _link(one.practice, one.practice.title, one.get_stage_display()) for one in practice.public_came_by
    ]


def _transfers(practice: Any) -> list[Said]:
    address = practice.get_absolute_url()
    return [
        Said(_receiver(one), f"{address}#{one.slug}", note=one.get_stage_display())
        for one in practice.public_transfers
    ]


def _receiver(transfer: Transfer) -> str:
    taker = public(transfer.receiving_partner)
    known = taker.short_name if taker else transfer.receiving_organisation or transfer.region_and_country
    return known or gettext("another region")


def _backs(practice: Any) -> list[Said]:
    return [
        _link(one.recommendation, str(one.recommendation), one.get_basis_display())
        for one in practice.public_evidence_for
    ]


def _actions(practice: Any) -> list[Said]:
    return [
        Said(action.title, action.plan.get_absolute_url(), which=str(action.pk))
        for action in practice.public_actions
    ]


def _further(practice: Any) -> list[Said]:
    links = [Said(link.title, web(link.url)) for link in practice.links.all()]
    return links + [Said(one.title, one.file.url) for one in practice.attachments.all()]


def _sources(practice: Practice) -> list[Said]:
    return [Said(source.title, web(source.url), note=source.publisher) for source in practice.sources.all()]


FACTS: dict[Any, Reader] = {
    _("Theme"): _themes,
    _("Partner"): _partner,
    _("Organisation in charge"): _organisation,
    _("Where"): lambda practice: _words(practice.where),
    _("Context"): _context,
    _("When"): lambda practice: _words(practice.period),
    _("Scope"): lambda practice: _words(practice.get_scope_display()),
    _("Amount"): lambda practice: _words(practice.amount),
    _("Told here"): lambda practice: _words(practice.completeness),
    _("Did it work?"): lambda practice: _words(practice.get_outcome_display()),
}
FACTS_IF_TOLD: dict[Any, Reader] = {
    _("Related project"): _project,
    _("Contact"): lambda practice: _words(practice.contact_role),
    _("Tags"): _tags,
}
FOLLOWED: dict[Any, Reader] = {
    _("Where it came from"): _came_from,
    _("Where it travelled"): _transfers,
    _("Services that go with it"): lambda practice: _linked(practice.public_services),
    _("Presented at"): lambda practice: _linked(practice.public_presented_at),
    _("Discussed at"): lambda practice: _linked(practice.public_discussed_at),
    _("Grew from"): lambda practice: _linked(practice.public_grew_from),
    _("Backs the recommendation"): _backs,
    _("Behind the action"): _actions,
}
FURTHER: dict[Any, Reader] = {_("Further information"): _further}
