"""The filters of browse pages: each offers the values that occur in its list; several chosen ones mean OR.

A facet reads a record's values once, when its entry is written; lists count and choose from the entries in
memory. The same filters and counts are there in SQL, as the catalogue's control and substitute.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import reduce
from operator import and_
from typing import Any

import django_filters
from django import forms
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from clusterix.publishing.periods import years_between
from clusterix.publishing.records import public_q

from .sorts import sortable
from .values import values_at

Labels = dict[str, str]


class Facet(django_filters.MultipleChoiceFilter):
    """A filter by one property of a record, at the end of one or more paths from it."""

    is_offered = True  # among the filters beside the list
    is_ranked = True  # in a long list, the values with most results come first

    def __init__(self, *paths: str, label: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(field_name=paths[0], label=label, **kwargs)
        self.paths: tuple[str, ...] = paths

    def told(self, record: models.Model) -> Any:
        """Return the record's values as its entry keeps them: JSON."""
        return sorted({str(value) for path in self.paths for value in values_at(record, path)} - {""})

    def values(self, told: Any) -> Iterable[str]:
        """Return the values of the address that an entry holds."""
        return told

    def labels(self, values: Iterable[str], told: Labels) -> Labels:
        """Return the names of the values in the order of the page. `told` are names that entries brought."""
        return _by_label(values, told)

    def matches(self, value: str) -> Q:
        """Return the condition that a record of this value meets."""
        found = Q()
        for path in self.paths:
            found |= Q(**{path: value})
        return found

    def filter(self, qs: QuerySet, value: list[str]) -> QuerySet:
        if not value:
            return qs
        chosen = Q()
        for one in value:
            chosen |= self.matches(one)
        # A subquery: a join to many related records would repeat rows and inflate counts that a card shows.
        return qs.filter(pk__in=qs.model._default_manager.filter(chosen).values("pk"))

    def counts(self, qs: QuerySet) -> Counter[str]:
        """Count by SQL how many of the records have each value."""
        if len(self.paths) == 1:
            path = self.paths[0]
            rows = (
                self._public(qs, path)
                .order_by()
                .values_list(path)
                .annotate(models.Count("pk", distinct=True))
            )
            return Counter({self._value(value): count for value, count in rows if value})
        pairs = {
            (pk, self._value(value))
            for path in self.paths
            for pk, value in self._public(qs, path).order_by().values_list("pk", path)
            if value
        }
        return Counter(value for _pk, value in pairs)

    def _public(self, qs: QuerySet, path: str) -> QuerySet:
        return qs

    def _value(self, value: Any) -> str:
        return str(value)


def _by_label(values: Iterable[str], labels: Labels) -> Labels:
    named = {value: labels.get(value, value) for value in values}
    return dict(sorted(named.items(), key=lambda item: (sortable(item[1]), item[0])))


class NamedFacet(Facet):
    """A filter by values that have fixed names, shown in their order."""

    names: dict[str, Any]

    def labels(self, values: Iterable[str], told: Labels) -> Labels:
        known = set(values)
        return {value: str(name) for value, name in self.names.items() if value in known}


class ChoiceFacet(NamedFacet):
    """A filter by a field with fixed choices, its own or of its parts."""

    def __init__(self, path: str, label: Any, choices: type[models.TextChoices]) -> None:
        super().__init__(path, label=label)
        self.names = dict(choices.choices)


class RecordFacet(Facet):
    """A filter by records that are related in any of the ways named, by their slug; published ones only.

    `through` are relations to records on the way, which have to be public as well.
    """

    def __init__(
        self, *relations: str, label: Any, name: str = "name", through: tuple[str, ...] = ()
    ) -> None:
        super().__init__(*(f"{relation}__slug" for relation in relations), label=label)
        self.relations, self.name, self.through = relations, name, through

    def told(self, record: models.Model) -> Labels:
        related = [one for relation in self.relations for one in values_at(record, relation)]
        return {one.slug: str(getattr(one, self.name)) for one in related}

    def matches(self, value: str) -> Q:
        found = Q()
        for relation in self.relations:
            found |= Q(**{f"{relation}__slug": value}) & self._all_public(relation)
        return found

    def _public(self, qs: QuerySet, path: str) -> QuerySet:
        return qs.filter(self._all_public(path.removesuffix("__slug")))

    def _all_public(self, relation: str) -> Q:
        conditions = (public_q(f"{step}__") for step in (relation, *self.through))
        return reduce(and_, conditions)


class AskedFacet(NamedFacet):
    """A filter by a few values that no single column holds: SQL counts each of them in turn."""

    def counts(self, qs: QuerySet) -> Counter[str]:
        counts = {value: self.filter(qs, [value]).count() for value in self.names}
        return Counter({value: count for value, count in counts.items() if count})


class PresenceFacet(AskedFacet):
    """A filter by whether a record has any of its parts of one kind."""

    names = {"yes": _("Known"), "no": _("Not known")}

    def told(self, record: models.Model) -> list[str]:
        return ["yes" if any(True for _part in values_at(record, self.paths[0])) else "no"]

    def matches(self, value: str) -> Q:
        return Q(**{f"{self.paths[0]}__isnull": value == "no"})


class EitherFacet(Facet):
    """A filter by a related record, by its slug, or where none is public, by the words that stand for one."""

    def __init__(self, relation: str, words: str, label: Any, name: str = "name") -> None:
        super().__init__(f"{relation}__slug", words, label=label)
        self.relation, self.words, self.name = relation, words, name
        self.is_seen = public_q(f"{relation}__")
        self.is_unseen = Q(**{f"{relation}__isnull": True}) | ~self.is_seen

    def told(self, record: models.Model) -> Labels:
        if related := next(values_at(record, self.relation), None):
            return {related.slug: str(getattr(related, self.name))}
        return {words: words for words in map(str, values_at(record, self.words)) if words}

    def matches(self, value: str) -> Q:
        return Q(**{self.paths[0]: value}) & self.is_seen | Q(**{self.words: value}) & self.is_unseen

    def _public(self, qs: QuerySet, path: str) -> QuerySet:
        return qs.filter(self.is_seen if path == self.paths[0] else self.is_unseen)


class YesNoFacet(NamedFacet):
    """A filter by a yes or a no, and by neither being known."""

    is_ranked = False
    meant = {"yes": True, "no": False, "not-known": None}
    names = {"yes": _("Yes"), "no": _("No"), "not-known": _("Not known")}

    def told(self, record: models.Model) -> list[str]:
        return [self._value(getattr(record, self.paths[0]))]

    def matches(self, value: str) -> Q:
        is_known, path = self.meant[value] is not None, self.paths[0]
        return Q(**{path: self.meant[value]}) if is_known else Q(**{f"{path}__isnull": True})

    def counts(self, qs: QuerySet) -> Counter[str]:
        rows = qs.order_by().values_list(self.paths[0]).annotate(models.Count("pk", distinct=True))
        return Counter({self._value(value): count for value, count in rows})

    def _value(self, value: Any) -> str:
        return next(word for word, meant in self.meant.items() if meant is value)


class TagFacet(Facet):
    """A filter by tag, by its slug."""

    def told(self, record: models.Model) -> Labels:
        return {tag.slug: tag.name for tag in values_at(record, self.paths[0].removesuffix("__slug"))}


class CountryFacet(Facet):
    """A filter by country, by its lower-case ISO 3166 code."""

    def told(self, record: models.Model) -> list[str]:
        return [code.lower() for code in super().told(record)]

    def labels(self, values: Iterable[str], told: Labels) -> Labels:
        return _by_label(values, {value: str(countries.name(value.upper())) for value in values})

    def matches(self, value: str) -> Q:
        return super().matches(value.upper())

    def _value(self, value: Any) -> str:
        return str(value).lower()


class OwnCountryFacet(CountryFacet):
    """A filter by a record's own country, or where it names none, by that of a related public record."""

    def __init__(self, own: str, relation: str, label: Any) -> None:
        super().__init__(own, f"{relation}__country", label=label)
        self.is_seen, self.is_silent = public_q(f"{relation}__"), Q(**{own: ""})

    def told(self, record: models.Model) -> list[str]:
        for path in self.paths:
            if codes := sorted({str(code).lower() for code in values_at(record, path)} - {""}):
                return codes
        return []

    def matches(self, value: str) -> Q:
        own, theirs = (Q(**{path: value.upper()}) for path in self.paths)
        return own | self.is_silent & theirs & self.is_seen

    def _public(self, qs: QuerySet, path: str) -> QuerySet:
        return qs if path == self.paths[0] else qs.filter(self.is_silent, self.is_seen)


class YearFacet(Facet):
    """A filter by the years in which something was active, without a gap between the first and the last."""

    is_ranked = False

    def __init__(self, label: Any, active: Callable[[int], Q]) -> None:
        super().__init__("start_on", label=label)
        self.active = active

    def told(self, record: Any) -> list[int | None]:
        """Return the first and the last year; no last one of what still goes on."""
        is_ongoing = bool(getattr(record, "is_ongoing", False) and record.start_on)
        years = years_between(record.start_on, record.end_on)
        return [years[0], None if is_ongoing else years[-1]] if years else []

    def values(self, told: list[int | None]) -> Iterable[str]:
        if not told:
            return []
        first, last = told[0] or 0, told[1] or max(told[0] or 0, timezone.localdate().year)
        return [str(year) for year in range(first, last + 1)]

    def labels(self, values: Iterable[str], told: Labels) -> Labels:
        known = [int(value) for value in values]
        years = range(max(known), min(known) - 1, -1) if known else ()
        return {str(year): str(year) for year in years}

    def matches(self, value: str) -> Q:
        return self.active(int(value))

    def counts(self, qs: QuerySet) -> Counter[str]:
        fields = ["start_on", "end_on"]
        fields += ["is_ongoing"] if hasattr(qs.model, "is_ongoing") else []
        found: Counter[str] = Counter()
        for *period, count in qs.order_by().values_list(*fields).annotate(models.Count("pk", distinct=True)):
            found.update({str(year): count for year in years_between(*period)})
        return found
