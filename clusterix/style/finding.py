"""A list as a search in it left it, made by the real filters of practices on samples instead of records."""

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict
from django_countries import countries

from clusterix.browse.filters import BrowseFilterSet
from practices.kinds import PRACTICES
from practices.models import Practice

from .making import GERMAN, ROMANIAN, THEMES

# More than a panel shows, and so many that the others scroll.
COUNTRIES = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS",
    "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK", "TR", "UA",
)  # fmt: skip
PER_PAGE, RECORDS = 20, 57
WORDS = "q=innovatoin+vouchers"
ASKED = f"{WORDS}&theme=blue&partner=long&country=ro&country=atlantis&sort=shoe-size"


class SampleFinder:
    """Answers what a list asks of its finder: values, counts and what was meant by a mistyped word."""

    kind = PRACTICES

    def values(self, name: str) -> dict[str, str]:
        return {
            "theme": THEMES,
            "country": {code.lower(): str(countries.name(code)) for code in COUNTRIES},
            "partner": {"ecoplus": "ecoplus", "long": GERMAN, "romanian": ROMANIAN},
            "outcome": {value: str(label) for value, label in Practice.Outcome.choices},
        }.get(name, {})

    def counts(self, name: str, words: str, others: Any) -> Counter[str]:
        return Counter({value: number * 13 for number, value in enumerate(self.values(name))})

    def found(self, words: str, chosen: Any, sort: str) -> range:
        return range(RECORDS)

    def mended(self, words: str) -> str:
        return "innovation vouchers"


def asked(query: str) -> BrowseFilterSet:
    return PRACTICES.filterset(QueryDict(query), SampleFinder())


def a_list(cards: list[Any]) -> dict[str, Any]:
    """Return what the template of a list shows: the second of three pages."""
    found = asked(ASKED)
    page = Paginator(found.found, PER_PAGE).page(2)
    return {
        "filter": found,
        "records": cards,
        "count": RECORDS,
        "count_line": f"{RECORDS} good practices",
        "paginator": page.paginator,
        "page_obj": page,
        "is_paginated": True,
        "comparison": PRACTICES.comparison,
        "compared_as": PRACTICES.model._meta.model_name,
    }
