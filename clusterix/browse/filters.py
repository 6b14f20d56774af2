"""What every browse page filters and sorts by."""

from dataclasses import dataclass
from typing import Any

import django_filters
from django.db.models import F, QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .facets import Facet
from .panels import Option, Panel
from .words import understood

NEWEST = (_("recently added"), (F("published_at").desc(nulls_last=True), "pk"))
RELEVANCE = (_("relevance"), ("relevance",))
MOST_NOTICES = 5


@dataclass(frozen=True)
class Chip:
    """One chosen value, and the query string of the page without it."""

    label: str
    without: str


class BrowseFilterSet(django_filters.FilterSet):
    """Filters of one kind of record, read from an address that anybody may have typed.

    A value that is not offered is dropped with a word to the visitor (`notices`); the others still count.
    """

    # What visitors can sort by: word in the address → (label, order). The first is the default.
    sorts: dict[str, tuple[Any, tuple[Any, ...]]] = {}

    def __init__(self, data: QueryDict, queryset: QuerySet) -> None:
        super().__init__(data=None, queryset=queryset)
        self.notices: list[str] = []
        for facet in self.facets.values():
            facet.look_at(queryset)
        self.data = self._accepted(data)
        self.is_bound = True

    @property
    def facets(self) -> dict[str, Facet]:
        return {name: facet for name, facet in self.filters.items() if isinstance(facet, Facet)}

    def _accepted(self, data: QueryDict) -> QueryDict:
        """Return what counts of the address: known values, each once, in the order of the filters."""
        accepted = QueryDict(mutable=True)
        if "q" in self.filters and (words := self._words(data)):
            accepted["q"] = words
        for name, facet in self.facets.items():
            given = dict.fromkeys(value.replace("\x00", "") for value in data.getlist(name))
            offered = dict(facet.choices) if given else {}
            if known := [value for value in given if value in offered]:
                accepted.setlist(name, known)
            self._note_unknown(facet.label, [value for value in given if value and value not in offered])
        if sort := self._sort(data, with_words="q" in accepted):
            accepted["sort"] = sort
        return accepted

    def _words(self, data: QueryDict) -> str:
        words, notice = understood(data.get("q", ""))
        if notice:
            self._note(notice)
        return words

    def _sort(self, data: QueryDict, with_words: bool) -> str:
        asked = data.get("sort", "").replace("\x00", "")
        if not asked or asked in self.sort_choices(with_words):
            return asked
        if asked != "relevance":
            self._note_unknown(gettext("sort"), [asked])
        return ""

    def _note_unknown(self, label: Any, values: list[str]) -> None:
        for value in values:
            self._note(
                gettext("“%(value)s” is not a value of “%(filter)s” here; it was left out.")
                % {"value": value[:60], "filter": label}
            )

    def _note(self, sentence: str) -> None:
        if len(self.notices) < MOST_NOTICES:
            self.notices.append(sentence)

    def sort_choices(self, with_words: bool) -> dict[str, tuple[Any, tuple[Any, ...]]]:
        return {"relevance": RELEVANCE, **self.sorts} if with_words else self.sorts

    @cached_property
    def sort(self) -> str:
        """Return the word of the sort in force."""
        return self.data.get("sort") or next(iter(self.sort_choices("q" in self.data)))

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        _label, order = self.sort_choices("q" in self.data)[self.sort]
        last = () if "pk" in order else ("pk",)
        return super().filter_queryset(queryset).order_by(*order, *last)

    @cached_property
    def panels(self) -> list[Panel]:
        """Return the facets worth showing: those with a choice to make."""
        panels = []
        for name, facet in self.facets.items():
            chosen, base = self.data.getlist(name), self._found_but_for(name)
            counts = {value: len(facet.holders[value] & base) for value, _label in facet.choices}
            options = [Option(value, label, counts[value], value in chosen) for value, label in facet.choices]
            panels.append(Panel(name, str(facet.label), options, facet.is_ranked))
        return [panel for panel in panels if panel.is_worth_showing]

    @cached_property
    def _with_words(self) -> set[int]:
        """Return the records of the list that hold the words of the search."""
        words = self.data.get("q")
        found = self.filters["q"].filter(self.queryset, words) if words else self.queryset
        return set(found.order_by().values_list("pk", flat=True))

    def _found_but_for(self, name: str) -> set[int]:
        """Return what all but the named facet leave of the list.

        The counts beside a facet's values leave its own choice out, so that neighbours never vanish.
        """
        found = self._with_words
        for other, facet in self.facets.items():
            if other != name and (chosen := self.data.getlist(other)):
                found = found & set().union(*(facet.holders[value] for value in chosen))
        return found

    @property
    def chosen_count(self) -> int:
        """Return how many values of facets are chosen, words left aside."""
        return sum(len(self.data.getlist(name)) for name in self.facets)

    @property
    def sort_links(self) -> list[dict[str, Any]]:
        choices = self.sort_choices("q" in self.data).items()
        return [
            {"label": label, "current": word == self.sort, "query": self.query(sort=word)}
            for word, (label, _order) in choices
        ]

    @cached_property
    def chips(self) -> list[Chip]:
        chips = []
        if words := self.data.get("q"):
            chips.append(Chip(f"“{words}”", self.query(q=None)))
        for name, facet in self.facets.items():
            chosen = self.data.getlist(name)
            labels = dict(facet.choices) if chosen else {}
            for value in chosen:
                rest = [other for other in chosen if other != value]
                chips.append(Chip(labels[value], self.query(**{name: rest})))
        return chips

    def query(self, **changes: Any) -> str:
        """Return the query string of the list with these values instead, from the first page on."""
        data = self.data.copy()
        for name, value in changes.items():
            data.setlist(name, value if isinstance(value, list) else [value] if value else [])
        if data.get("sort") == next(iter(self.sort_choices(bool(data.get("q")))), None):
            data.pop("sort")
        return "?" + data.urlencode()
