"""Search by words within one kind of record."""

from typing import Any

import django_filters
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext

from clusterix.publishing.records import Status

LONGEST_QUERY, MOST_WORDS = 200, 10  # every further word costs the database another pass


def understood(typed: str) -> tuple[str, str]:
    """Return the words that count of what was typed, and a sentence for people where some do not."""
    words = typed.replace("\x00", " ").split()
    query = " ".join(words[:MOST_WORDS])
    if len(query) > LONGEST_QUERY:
        notice = gettext("The search was longer than %(limit)s characters; the rest was left out.")
        return query[:LONGEST_QUERY].rstrip(), notice % {"limit": LONGEST_QUERY}
    if len(words) > MOST_WORDS:
        notice = gettext("The search had more than %(limit)s words; the rest was left out.")
        return query, notice % {"limit": MOST_WORDS}
    return query, ""


class WordsFilter(django_filters.CharFilter):
    """Keep the records that hold every word of the query in one of their texts.

    `title` and `summary` weigh more than `fields` when results are sorted by relevance. `related` names
    texts of related records that count too, while those are published.
    """

    def __init__(
        self,
        title: str,
        fields: tuple[str, ...],
        related: dict[str, tuple[str, ...]] | None = None,
        summary: str = "summary",
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.title, self.summary, self.fields, self.related = title, summary, fields, related or {}

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        words = list(dict.fromkeys(value.casefold().split()))
        if not words:
            return qs
        for word in words:
            # A subquery each: joins to tags would multiply rows with every word, and SQLite stops at 64.
            qs = qs.filter(pk__in=qs.model._default_manager.filter(self._anywhere(word)).values("pk"))
        return qs.annotate(relevance=self._relevance(words))

    def _anywhere(self, word: str) -> Q:
        found = _holds(self.title, word) | _holds(self.summary, word)
        for field in self.fields:
            found |= _holds(field, word)
        for relation, fields in self.related.items():
            for field in fields:
                found |= Q(**{f"{relation}__status": Status.PUBLISHED}) & _holds(f"{relation}__{field}", word)
        return found

    def _relevance(self, words: list[str]) -> Case:
        in_title, in_summary = Q(), Q()
        for word in words:
            in_title &= _holds(self.title, word)
            in_summary &= _holds(self.summary, word)
        ranks = When(in_title, then=Value(0)), When(in_summary, then=Value(1))
        return Case(*ranks, default=Value(2), output_field=IntegerField())


def _holds(field: str, word: str) -> Q:
    return Q(**{f"{field}__icontains": word})
