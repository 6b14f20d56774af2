"""Writing entries: what a record says when it is looked at, gathered in one row."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.translation import override

from clusterix.publishing.batches import batches
from clusterix.publishing.seeing import looking

from ..kinds import Kind
from ..models import Entry
from ..words.analysis import index_words
from ..words.likeness import TELLING, telling_stems
from ..words.vocabulary import learn
from .changes import log

AT_ONCE = 200
WRITTEN = ("title", "address", "facets", "keys", "cards", "words")


@looking(None)  # a preview may be the first to ask after a moment, but nothing of it is written
def write(kind: Kind, pks: Iterable[int]) -> None:
    """Write the entries of these records anew, and take away those of records that are not public."""
    wanted = set(pks)
    with transaction.atomic():
        changed = []
        for part in batches(sorted(wanted), AT_ONCE):
            entries = _written(kind, kind.records().filter(pk__in=part), set())
            changed += [entry.pk for entry in entries]
            if missing := set(part) - {entry.record_id for entry in entries}:
                gone = Entry.objects.filter(kind=kind.label, record_id__in=missing)
                changed += gone.values_list("pk", flat=True)
                gone.delete()
        log(kind.label, changed)


@looking(None)
def write_all(kind: Kind) -> int:
    """Write the entries of all records of the kind anew, and return how many there are."""
    with transaction.atomic():
        Entry.objects.filter(kind=kind.label).delete()
        pks = list(kind.records().order_by("pk").values_list("pk", flat=True))
        known: set[str] = set()
        for part in batches(pks, AT_ONCE):
            _written(kind, kind.records().filter(pk__in=part), known)
        log(kind.label)
    return len(pks)


def _written(kind: Kind, records: Iterable[Any], known: set[str]) -> list[Entry]:
    told = [(record, kind.filterset.texts.of(record)) for record in records]
    entries = [entry_of(kind, record, texts) for record, texts in told]
    learn((texts for _record, texts in told), known)
    return Entry.objects.bulk_create(
        entries, update_conflicts=True, update_fields=WRITTEN, unique_fields=("kind", "record_id")
    )


def entry_of(kind: Kind, record: Any, texts: tuple[str, str, str, str]) -> Entry:
    """Return the entry, not saved, of a public record that came from `kind.records()`, and of its texts."""
    filterset = kind.filterset
    facets = {name: facet.told(record) for name, facet in kind.facets.items()}
    if kind.topics:
        facets[TELLING] = telling_stems(*texts[:3])
    return Entry(
        kind=kind.label,
        record_id=record.pk,
        title=str(record)[:300],
        address=record.get_absolute_url(),
        facets=facets,
        keys={name: sort.key(record) for name, sort in filterset.sorts.items()},
        cards=dict(_cards(kind, record)),
        words=index_words(*texts),
    )


def _cards(kind: Kind, record: Model) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each language with the record's cards in it, by variant; "" is the usual one."""
    for language, _name in settings.LANGUAGES:
        with override(language):
            cards = {"": kind.card, **kind.cards}
            yield (
                language,
                {
                    variant: render_to_string(template, {"record": record, "level": "h3"}).strip()
                    for variant, template in cards.items()
                },
            )
