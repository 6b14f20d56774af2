"""The filters of browse pages: each offers the values that occur in its list; several chosen ones mean OR."""

import datetime
from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.db import models
from django.db.models import Max, Min, Q, QuerySet
from django_countries import countries

Offer = list[tuple[str, str]]


class Facet(django_filters.MultipleChoiceFilter):
    """A filter by one property of a record, such as its scope."""

    def __init__(self, field_name: str, label: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(field_name=field_name, label=label, **kwargs)

    def offer(self, queryset: QuerySet) -> Offer:
        """Return the values to choose from, each with its name, in the order of the page."""
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

    def offer(self, queryset: QuerySet) -> Offer:
        occurring = set(queryset.order_by().values_list(self.field_name, flat=True).distinct())
        return [(value, str(label)) for value, label in self.fixed.choices if value in occurring]


class RecordFacet(Facet):
    """A filter by records that are related in any of the ways named, by their slug; published ones only."""

    def __init__(self, *relations: str, label: Any, name: str = "name") -> None:
        super().__init__(f"{relations[0]}__slug", label)
        self.relations, self.name = relations, name

    def offer(self, queryset: QuerySet) -> Offer:
        related: Any = queryset.model
        for step in self.relations[0].split("__"):
            related = related._meta.get_field(step).related_model
        occurring = Q()
        for relation in self.relations:
            occurring |= Q(pk__in=queryset.order_by().values(relation))
        return list(related.objects.published().filter(occurring).values_list("slug", self.name))

    def matches(self, value: str) -> Q:
        found = Q()
        for relation in self.relations:
            found |= Q(**{f"{relation}__slug": value})
        return found


class TagFacet(Facet):
    """A filter by tag, by its slug."""

    def offer(self, queryset: QuerySet) -> Offer:
        tags = queryset.order_by().exclude(tags=None).values_list("tags__slug", "tags__name").distinct()
        return sorted(tags, key=lambda tag: tag[1])


class CountryFacet(Facet):
    """A filter by country, by its lower-case ISO 3166 code."""

    def offer(self, queryset: QuerySet) -> Offer:
        codes = queryset.order_by().exclude(**{self.field_name: ""})
        occurring = set(codes.values_list(self.field_name, flat=True).distinct())
        named = [(code.lower(), str(countries.name(code))) for code in map(str, occurring)]
        return sorted(named, key=lambda country: country[1])

    def matches(self, value: str) -> Q:
        return Q(**{self.field_name: value.upper()})


class YearFacet(Facet):
    """A filter by the years in which something was active."""

    def __init__(self, label: Any, active: Callable[[int], Q]) -> None:
        super().__init__("start_on", label)
        self.active = active

    def offer(self, queryset: QuerySet) -> Offer:
        """Return every year from the first start to the last known date, newest first."""
        known = queryset.order_by().aggregate(first=Min("start_on"), last=Max("start_on"), end=Max("end_on"))
        if not known["first"]:
            return []
        last = max(day for day in (known["last"], known["end"]) if day).year
        if hasattr(queryset.model, "is_ongoing"):
            last = max(last, datetime.date.today().year)
        return [(str(year), str(year)) for year in range(last, known["first"].year - 1, -1)]

    def matches(self, value: str) -> Q:
        return self.active(int(value))
