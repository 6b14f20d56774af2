"""Cards of entries, with the words of a search marked in them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from clusterix.publishing.prose import to_plain
from clusterix.publishing.prose_field import is_prose

from .kinds import KINDS
from .models import Entry
from .words.query import Query
from .words.snippets import Marker


@dataclass(frozen=True)
class Card:
    """One entry as lists show it: its card, and where its text holds what was searched."""

    number: int
    kind: str
    title: str
    address: str
    html: SafeString
    snippet: str = ""
    note: str = ""

    @property
    def slug(self) -> str:
        """Return the word that its address ends with."""
        return self.address.rstrip("/").rpartition("/")[2]


def card_of(entry: Entry, variant: str = "") -> Card:
    cards = entry.cards.get(get_language()) or entry.cards[settings.LANGUAGE_CODE]
    html = mark_safe(cards[variant])  # noqa: S308 - made by our own template, which escapes what people wrote
    return Card(entry.pk, entry.kind, entry.title, entry.address, html)


def cards_of(numbers: Iterable[int], query: Query | None = None) -> list[Card]:
    """Return the cards of the entries in this order: one question, and with words one more for each kind."""
    wanted = list(numbers)
    entries = {
        entry.pk: entry for entry in Entry.objects.filter(pk__in=wanted).defer("words", "facets", "keys")
    }
    listed = [entries[number] for number in wanted if number in entries]
    cards = [card_of(entry) for entry in listed]
    if not query:
        return cards
    marker = Marker(query)
    snippets = _snippets(listed, marker)
    return [
        replace(card, html=marker.in_html(card.html), snippet=snippets.get(card.number, "")) for card in cards
    ]


def _snippets(entries: list[Entry], marker: Marker) -> dict[int, SafeString]:
    """Return for each entry the passage of its own texts that holds most of the words."""
    found = {}
    for label in {entry.kind for entry in entries}:
        kind = KINDS[label]
        # A name in one line is on its card already.
        own = [path for path in kind.filterset.texts.body if is_prose(kind.model, path)]
        numbers = {entry.record_id: entry.pk for entry in entries if entry.kind == label}
        rows = kind.model._default_manager.filter(pk__in=numbers).values_list("pk", *own) if own else []
        for pk, *texts in rows:
            found[numbers[pk]] = marker.passage(map(to_plain, texts))
    return found
