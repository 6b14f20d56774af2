"""What every browse page filters and sorts by."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import django_filters
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .panels import Option, Panel
from .sorts import Sort
from .texts import Texts
from .words.query import understood

RELEVANCE = _("relevance")
MOST_NOTICES = 5
MOST_CHOSEN = 60  # values in all; each makes a chip with an address that names all the others


@dataclass(frozen=True)
class Chip:
    """One chosen value, and the query string of the page without it."""

    label: str
    without: str


class BrowseFilterSet(django_filters.FilterSet):
    """Filters of one kind of record, read from an address that anybody may have typed.

    A value that is not offered is dropped with a word to the visitor (`notices`); the others still count.
    What is offered and found, a `Finder` says.
    """

    texts: Texts
    # What visitors can sort by, by its word in the address. The first is the default.
    sorts: dict[str, Sort] = {}
    # How the page can show what was found, by the word in the address. The first is the default.
    views: dict[str, Any] = {}

    def __init__(self, data: QueryDict, finder: Any) -> None:
        super().__init__(data=None, queryset=finder.kind.model._default_manager.none())
        self.finder = finder
        self.notices: list[str] = []
        self.data = self._accepted(data)
        self.is_bound = True

    def _accepted(self, data: QueryDict) -> QueryDict:
        """Return what counts of the address: known values, each once, in the order of the filters."""
        accepted = QueryDict(mutable=True)
        if words := self._words(data):
            accepted["q"] = words
        room = MOST_CHOSEN
        for name, facet in self.base_filters.items():
            given = dict.fromkeys(value.replace("\x00", "") for value in data.getlist(name))
            offered = self.finder.values(name) if given else {}
            known = [value for value in given if value in offered]
            if len(known) > room:
                self._note(gettext("At most %(limit)s values can be chosen.") % {"limit": MOST_CHOSEN})
                known = known[:room]
            if known:
                accepted.setlist(name, known)
                room -= len(known)
            self._note_unknown(facet.label, [value for value in given if value and value not in offered])
        if sort := self._sort(data, with_words="q" in accepted):
            accepted["sort"] = sort
        if view := self._view(data):
            accepted["view"] = view
        return accepted

    def _words(self, data: QueryDict) -> str:
        words, notice = understood(data.get("q", ""))
        if notice:
            self._note(notice)
        return words

    def _sort(self, data: QueryDict, with_words: bool) -> str:
        asked = data.get("sort", "").replace("\x00", "")
        if not asked or asked in self.sort_labels(with_words):
            return asked
        if asked != "relevance":
            self._note_unknown(gettext("sort"), [asked])
        return ""

    def _view(self, data: QueryDict) -> str:
        asked = data.get("view", "").replace("\x00", "")
        if asked and asked not in self.views:
            self._note_unknown(gettext("view"), [asked])
            return ""
        return "" if asked == next(iter(self.views), "") else asked

    def _note_unknown(self, label: Any, values: list[str]) -> None:
        for value in values:
            self._note(
                gettext("“%(value)s” is not a value of “%(filter)s” here; it was left out.")
                % {"value": value[:60], "filter": label}
            )

    def _note(self, sentence: str) -> None:
        if len(self.notices) < MOST_NOTICES:
            self.notices.append(sentence)

    def sort_labels(self, with_words: bool) -> dict[str, Any]:
        labels = {word: sort.label for word, sort in self.sorts.items()}
        return {"relevance": RELEVANCE, **labels} if with_words else labels

    @cached_property
    def sort(self) -> str:
        """Return the word of the sort in force."""
        return self.data.get("sort") or next(iter(self.sort_labels("q" in self.data)))

    @property
    def view(self) -> str:
        """Return the word of the view in force; empty where the page has but one."""
        return self.data.get("view") or next(iter(self.views), "")

    @property
    def words(self) -> str:
        return self.data.get("q", "")

    @property
    def chosen(self) -> dict[str, list[str]]:
        """Return the values chosen, by facet."""
        return {name: self.data.getlist(name) for name in self.base_filters if name in self.data}

    @cached_property
    def found(self) -> Sequence[int]:
        """Return the numbers of the records found, in order."""
        return self.finder.found(self.searched, self.chosen, self.sort)

    @cached_property
    def searched(self) -> str:
        """Return the words in force: those typed, or where they find nothing, those that were meant."""
        return (self.words and self.finder.mended(self.words)) or self.words

    @cached_property
    def meant(self) -> str:
        """Return the words that were probably meant, where they are others than those typed."""
        return self.searched if self.is_mended else self.words and self.finder.almost(self.words)

    @property
    def is_mended(self) -> bool:
        return self.searched != self.words

    @cached_property
    def panels(self) -> list[Panel]:
        """Return the facets worth showing: those with a choice to make."""
        panels = []
        for name, facet in self.base_filters.items():
            if not facet.is_offered:
                continue
            chosen = self.data.getlist(name)
            others = {other: values for other, values in self.chosen.items() if other != name}
            counts = self.finder.counts(name, self.searched, others)
            options = [
                Option(value, label, counts[value], value in chosen)
                for value, label in self.finder.values(name).items()
            ]
            panels.append(Panel(name, str(facet.label), options, facet.is_ranked))
        return [panel for panel in panels if panel.is_worth_showing]

    @property
    def chosen_count(self) -> int:
        """Return how many values of facets are chosen, words left aside."""
        return sum(len(values) for values in self.chosen.values())

    @property
    def sort_links(self) -> list[dict[str, Any]]:
        labels = self.sort_labels("q" in self.data).items()
        return [
            {"label": label, "current": word == self.sort, "query": self.query(sort=word)}
            for word, label in labels
        ]

    @property
    def view_links(self) -> list[dict[str, Any]]:
        return [
            {"label": label, "current": word == self.view, "query": self.query(view=word)}
            for word, label in self.views.items()
        ]

    @property
    def unseen(self) -> list[tuple[str, str]]:
        """Return what the form must send along though nobody can choose it there."""
        names = [name for name, facet in self.base_filters.items() if not facet.is_offered]
        return [(name, value) for name in (*names, "sort", "view") for value in self.data.getlist(name)]

    @property
    def cleared(self) -> str:
        """Return the query string of the page without any filter, in the same view."""
        return f"?view={self.data['view']}" if "view" in self.data else ""

    @cached_property
    def chips(self) -> list[Chip]:
        chips = []
        if self.words:
            chips.append(Chip(f"“{self.words}”", self.query(q=None)))
        for name, chosen in self.chosen.items():
            labels = self.finder.values(name)
            for value in chosen:
                rest = [other for other in chosen if other != value]
                chips.append(Chip(labels[value], self.query(**{name: rest})))
        return chips

    def query(self, **changes: Any) -> str:
        """Return the query string of the list with these values instead, from the first page on."""
        data = self.data.copy()
        for name, value in changes.items():
            data.setlist(name, value if isinstance(value, list) else [value] if value else [])
        if data.get("sort") == next(iter(self.sort_labels(bool(data.get("q")))), None):
            data.pop("sort")
        if data.get("view") in ("", next(iter(self.views), "")):
            data.pop("view")
        return "?" + data.urlencode()
