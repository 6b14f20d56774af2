"""What goes with a record in its preview: cards made for it alone, beside the catalogue and never in it."""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from django.db.models import Max

from clusterix.publishing.previews import put_in
from clusterix.publishing.seeing import Seen

from .cards import cards_of
from .catalogue.entries import entry_of
from .catalogue.library import library
from .kinds import KINDS, Kind
from .models import Entry
from .related import MOST_ALIKE, Related, Section, kind_at, noted, section

NO_TEXTS = ("", "", "", "")  # nobody searches these entries


def sections_seen(
    record: Any, relations: dict[str, Related], seen: Seen
) -> tuple[Entry | None, dict[str, Section]]:
    """Return what `sections_of` would, if what is seen were published: entries that are not saved."""
    own = KINDS[record._meta.label_lower]
    if not relations and not own.topics:
        return None, {}
    sections = {}
    for name, related in relations.items():
        rows = _rows(record, related, seen)
        entries = _entries(kind_at(record, related), {pk for pk, _note in rows}, seen)
        sections[name] = section(record, related, rows, entries)
    itself = _own_entry(own, record, seen)
    return itself, sections | {"alike": _alike(own, itself)}


def _rows(record: Any, related: Related, seen: Seen) -> list[tuple[int, str]]:
    """Return the key and the note of each related record; what is seen stands in its place."""
    start = seen.start(record, related.path)
    found = noted(type(record)._base_manager.filter(pk=start.pk), related)
    rows = list(found.values_list(related.path, "note_"))
    if seen.is_model(kind_at(record, related).model) and seen.edited.pk != seen.place.pk:
        rows = [row for row in rows if row[0] != seen.place.pk]
        rows = [(seen.place.pk if pk == seen.edited.pk else pk, note) for pk, note in rows]
    return rows


def _entries(kind: Kind, pks: Iterable[int], seen: Seen) -> dict[tuple[str, int], Entry]:
    """Return the entries that these records would have: none for those that would not be public."""
    numbers = dict(Entry.objects.filter(kind=kind.label, record_id__in=pks).values_list("record_id", "pk"))
    further = _further_numbers()
    entries = {}
    for record in kind.records().filter(pk__in=pks):
        shown = seen.on_cards if seen.is_of(record) else record
        put_in(shown, seen.on_cards)
        entry = entry_of(kind, shown, NO_TEXTS)
        entry.pk = numbers.get(record.pk) or next(further)
        entries[kind.label, record.pk] = entry
    return entries


def _own_entry(kind: Kind, record: Any, seen: Seen) -> Entry | None:
    stored = Entry.objects.filter(kind=kind.label, record_id=record.pk).first()
    if not seen.is_of(record):
        return stored
    entry = entry_of(kind, seen.on_cards, kind.filterset.texts.of(seen.on_cards))
    entry.pk = stored.pk if stored else next(_further_numbers())
    return entry


def _further_numbers() -> Iterator[int]:
    """Yield the numbers that the next new entries would have, as far as anybody can tell."""
    return count((Entry.objects.aggregate(last=Max("pk"))["last"] or 0) + 1)


def _alike(kind: Kind, entry: Entry | None) -> Section:
    if not kind.topics or entry is None:
        return Section()
    library.refresh()
    with library.lock:
        numbers = library.shelf(kind).would_be_alike(entry.pk, entry.facets, MOST_ALIKE)
    similar = cards_of(numbers)
    return Section(similar, len(similar))
