"""What goes with a record on its page: the cards of related entries, in two questions to the database."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import CharField, Model, Q, Value
from django.db.models.functions import Cast

from .cards import Card, card_of
from .kinds import KINDS, Kind
from .models import Entry

MOST_SHOWN = 6  # where a filtered list shows the rest


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
    rows = list(_rows(record, relations))
    own = record._meta.label_lower
    pks: dict[str, set[int]] = defaultdict(set, {own: {record.pk}})
    for name, pk, _note in rows:
        pks[_kind(record, relations[name]).label].add(pk)
    entries = {(entry.kind, entry.record_id): entry for entry in _entries(pks)}
    return entries.get((own, record.pk)), {
        name: _section(record, related, [row for row in rows if row[0] == name], entries)
        for name, related in relations.items()
    }


def _rows(record: Model, relations: dict[str, Related]) -> Iterable[tuple[str, int, str]]:
    """Return the section, the primary key and the note of each related record."""
    itself = type(record)._default_manager.filter(pk=record.pk).order_by()
    parts = []
    for name, related in relations.items():
        note = Cast(related.note, CharField()) if related.note else Value("")
        rows = itself.filter(**{f"{related.path}__isnull": False}).annotate(section=Value(name), note_=note)
        parts.append(rows.values_list("section", related.path, "note_"))
    return parts[0].union(*parts[1:], all=True) if parts else ()


def _kind(record: Model, related: Related) -> Kind:
    model: Any = type(record)
    for step in related.path.split("__"):
        model = model._meta.get_field(step).related_model
    return KINDS[model._meta.label_lower]


def _entries(pks: dict[str, set[int]]) -> Iterable[Entry]:
    wanted = Q()
    for label, ids in pks.items():
        wanted |= Q(kind=label, record_id__in=ids)
    return Entry.objects.filter(wanted).defer("words")


def _section(
    record: Any, related: Related, rows: list[tuple[str, int, str]], entries: dict[Any, Entry]
) -> Section:
    kind = _kind(record, related)
    sort = next(iter(kind.filterset.sorts))
    found = [(entries[kind.label, pk], note) for _name, pk, note in rows if (kind.label, pk) in entries]
    found.sort(key=lambda row: (row[0].keys[sort], -row[0].pk))
    shown = found[:MOST_SHOWN] if related.facet else found
    cards = [replace(card_of(entry, related.variant), note=note) for entry, note in shown]
    everything = f"{kind.address}?{related.facet}={record.slug}" if related.facet else ""
    return Section(cards, len(found), everything)
