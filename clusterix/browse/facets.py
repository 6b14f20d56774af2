"""The filters of browse pages: each offers the values that occur in its list; several chosen ones mean OR."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import django_filters
from django import forms
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django_countries import countries

from clusterix.publishing.periods import years_between

Offer = list[tuple[str, str]]
Pairs = Iterable[tuple[int, str]]


class Facet(django_filters.MultipleChoiceFilter):
    """A filter by one property of a record, such as its scope.

    `choices` are the values that occur in the list, each with its name; `holders` are the records that have
    each value, by their primary keys.
    """

    is_ranked = True  # in a long list, the values with most results come first

    def __init__(self, field_name: str, label: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(field_name=field_name, label=label, **kwargs)

    def look_at(self, queryset: QuerySet) -> None:
        """Take the list to offer values of; it is read when somebody first asks for them."""
        self.listed = queryset.order_by()
        self.extra["choices"] = lambda: self.choices

    @cached_property
    def holders(self) -> dict[str, set[int]]:
        holders = defaultdict(set)
        for pk, value in self.pairs(self.listed):
            holders[value].add(pk)
        return holders

    @cached_property
    def choices(self) -> Offer:
        holders = self.holders
        return [choice for choice in self.names() if choice[0] in holders]

    def pairs(self, queryset: QuerySet) -> Pairs:
        """Return the primary key of each record with each value that it has."""
        raise NotImplementedError

    def names(self) -> Offer:
        """Return all values with their names, in the order of the page."""
        raise NotImplementedError

    def matches(self, value: str) -> Q:
        """Return the condition that a record of this value meets."""
        return Q(**{self.field_name: value})

    def filter(self, qs: QuerySet, value: list[str]) -> QuerySet:
        if not value:
            return qs
        chosen = Q()
        for one in value:
            chosen |= self.matches(one)
        # A subquery: a join to many related records would repeat rows and inflate counts that a card shows.
        return qs.filter(pk__in=qs.model._default_manager.filter(chosen).values("pk"))


class ChoiceFacet(Facet):
    """A filter by a field with fixed choices, its own or of its parts."""

    def __init__(self, field_name: str, label: Any, choices: type[models.TextChoices]) -> None:
        super().__init__(field_name, label)
        self.fixed = choices

    def pairs(self, queryset: QuerySet) -> Pairs:
        return queryset.values_list("pk", self.field_name)

    def names(self) -> Offer:
        return [(value, str(label)) for value, label in self.fixed.choices]


class RecordFacet(Facet):
    """A filter by records that are related in any of the ways named, by their slug; published ones only."""

    def __init__(self, *relations: str, label: Any, name: str = "name") -> None:
        super().__init__(f"{relations[0]}__slug", label)
        self.relations, self.name = relations, name

    def pairs(self, queryset: QuerySet) -> Iterator[tuple[int, str]]:
        for relation in self.relations:
            yield from queryset.values_list("pk", f"{relation}__slug").exclude(**{relation: None})

    def names(self) -> Offer:
        related: Any = self.model
        for step in self.relations[0].split("__"):
            related = related._meta.get_field(step).related_model
        return list(related.objects.published().values_list("slug", self.name))

    def matches(self, value: str) -> Q:
        found = Q()
        for relation in self.relations:
            found |= Q(**{f"{relation}__slug": value})
        return found


class TagFacet(Facet):
    """A filter by tag, by its slug."""

    def pairs(self, queryset: QuerySet) -> Iterator[tuple[int, str]]:
        self.tags: dict[str, str] = {}
        for pk, slug, name in queryset.exclude(tags=None).values_list("pk", "tags__slug", "tags__name"):
            self.tags[slug] = name
            yield pk, slug

    def names(self) -> Offer:
        return sorted(self.tags.items(), key=lambda tag: tag[1].casefold())


class CountryFacet(Facet):
    """A filter by country, by its lower-case ISO 3166 code."""

    def pairs(self, queryset: QuerySet) -> Iterator[tuple[int, str]]:
        for pk, code in queryset.exclude(**{self.field_name: ""}).values_list("pk", self.field_name):
            yield pk, str(code).lower()

    def names(self) -> Offer:
        named = [(code, str(countries.name(code.upper()))) for code in self.holders]
        return sorted(named, key=lambda country: country[1])

    def matches(self, value: str) -> Q:
        return Q(**{self.field_name: value.upper()})


class YearFacet(Facet):
    """A filter by the years in which something was active, without a gap between the first and the last."""

    is_ranked = False

    def __init__(self, label: Any, active: Callable[[int], Q]) -> None:
        super().__init__("start_on", label)
        self.active = active

    def pairs(self, queryset: QuerySet) -> Iterator[tuple[int, str]]:
        fields = ["pk", "start_on", "end_on"]
        fields += ["is_ongoing"] if hasattr(queryset.model, "is_ongoing") else []
        for pk, *period in queryset.values_list(*fields):
            for year in years_between(*period):
                yield pk, str(year)

    def names(self) -> Offer:
        known = [int(year) for year in self.holders]
        years = [str(year) for year in range(max(known), min(known) - 1, -1)] if known else []
        self.holders.update({year: set() for year in years if year not in self.holders})
        return [(year, year) for year in years]

    def matches(self, value: str) -> Q:
        return self.active(int(value))
