"""What somebody may be about to search for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from .catalogue.library import library
from .kinds import Kind
from .models import Entry
from .words import fulltext

MOST_WORDS, MOST_RECORDS = 3, 6


@dataclass(frozen=True)
class Suggestion:
    """A text, the kind of record that it is the title of (None for a search), and where it leads."""

    text: str
    kind: Any
    address: str


def suggestions(typed: str, kinds: Iterable[Kind]) -> list[Suggestion]:
    """Return how the last word may go on, then records that have the words in their title."""
    library.refresh()
    before, _space, last = typed.rpartition(" ")
    searches = [f"{before} {word}".strip() for word in library.going_on(last, MOST_WORDS)]
    found = [
        Suggestion(text, None, f"{reverse('pages:search')}?{urlencode({'q': text})}") for text in searches
    ]
    names = {kind.label: kind.name for kind in kinds}
    numbers = fulltext.in_titles(library.parse(typed), MOST_RECORDS)
    entries = Entry.objects.filter(pk__in=numbers, kind__in=names).order_by("title")
    rows = entries.values_list("title", "kind", "address")
    return found + [Suggestion(title, names[kind], address) for title, kind, address in rows]
