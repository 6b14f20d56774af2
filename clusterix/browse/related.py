"""What goes with a record on its page: the cards of related entries, in two questions to the database."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import CharField, Model, Q, QuerySet, Value
from django.db.models.functions import Cast

from clusterix.publishing.relations import model_at

from .cards import Card, card_of
from .catalogue.library import library
from .kinds import KINDS, Kind
from .models import Entry

MOST_SHOWN = 6  # where a filtered list shows the rest
MOST_ALIKE = 4
ITSELF = "itself"


@dataclass(frozen=True)
class Related:
    """The records at the end of a path from a record; only those that are public are shown.

    `note` is a further path, whose value comes with each card; `facet` the filter by which the list of the
    related kind shows all of them.
    """

    path: str
    variant: str = ""
    note: str = ""
    facet: str = ""


@dataclass
class Section:
    """What a page shows of one relation: cards, how many there are of them, and where all of them are."""

    cards: list[Card] = field(default_factory=list)
    count: int = 0
    all: str = ""

    def __bool__(self) -> bool:
        return bool(self.cards)


def sections_of(record: Any, relations: dict[str, Related]) -> tuple[Entry | None, dict[str, Section]]:
    """Return the record's own entry, and the sections of its page by their names."""
    own = KINDS[record._meta.label_lower]
    if not relations and not own.topics:
        return None, {}
    rows = list(_rows(record, own, relations))
    itself = next((number for name, number, _note in rows if name == ITSELF), 0)
    alike = _alike(own, itself)
    wanted = Q(pk__in=[itself, *alike])
    for name in relations:
        pks = {pk for row_name, pk, _note in rows if row_name == name}
        wanted |= Q(kind=kind_at(record, relations[name]).label, record_id__in=pks)
    entries = list(Entry.objects.filter(wanted).defer("words"))
    by_record = {(entry.kind, entry.record_id): entry for entry in entries}
    by_number = {entry.pk: entry for entry in entries}
    sections = {
        name: section(record, related, [row[1:] for row in rows if row[0] == name], by_record)
        for name, related in relations.items()
    }
    similar = [card_of(by_number[number]) for number in alike if number in by_number]
    return by_number.get(itself), sections | {"alike": Section(similar, len(similar))}


def _alike(kind: Kind, number: int) -> list[int]:
    if not kind.topics:
        return []
    library.refresh()
    with library.lock:
        return library.shelf(kind).alike(number, MOST_ALIKE)


def _rows(record: Model, own: Kind, relations: dict[str, Related]) -> Iterable[tuple[str, int, str]]:
    """Return the section, the primary key and the note of each related record, and the record's own entry."""
    itself = type(record)._default_manager.filter(pk=record.pk).order_by()
    entry = Entry.objects.filter(kind=own.label, record_id=record.pk)
    parts = [entry.annotate(section=Value(ITSELF), note_=Value("")).values_list("section", "pk", "note_")]
    for name, related in relations.items():
        rows = noted(itself, related).annotate(section=Value(name))
        parts.append(rows.values_list("section", related.path, "note_"))
    return parts[0].union(*parts[1:], all=True)


def noted(records: QuerySet, related: Related) -> QuerySet:
    """Return a row for each record at the end of the path, with its note as `note_`."""
    note = Cast(related.note, CharField()) if related.note else Value("")
    return records.filter(**{f"{related.path}__isnull": False}).annotate(note_=note)


def kind_at(record: Model, related: Related) -> Kind:
    return KINDS[model_at(type(record), related.path)._meta.label_lower]


def section(record: Any, related: Related, rows: list[tuple[int, str]], entries: dict[Any, Entry]) -> Section:
    """Return the section of the related records, each given by its key and note, with these entries."""
    kind = kind_at(record, related)
    sort = next(iter(kind.filterset.sorts))
    found = [(entries[kind.label, pk], note) for pk, note in rows if (kind.label, pk) in entries]
    found.sort(key=lambda row: (row[0].keys[sort], -row[0].pk))
    shown = found[:MOST_SHOWN] if related.facet else found
    cards = [replace(card_of(entry, related.variant), note=note) for entry, note in shown]
    everything = f"{kind.address}?{related.facet}={record.slug}" if related.facet else ""
    return Section(cards, len(found), everything)
