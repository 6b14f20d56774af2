"""The kinds of record that can be found. Each app names its own in `kinds.py`, which is read at the start."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse

from clusterix.publishing.relations import model_at

from .facets import Facet
from .filters import BrowseFilterSet


@dataclass(frozen=True)
class Kind:
    """One kind of record: how it is filtered, sorted and searched, and how its card looks.

    `watches` are relations that its card or its sorts speak of, beyond the texts and facets. `cards` are
    further variants of its card by name. `topics` are the facets that make two records alike, where the page
    of one shows similar ones. `comparison` is the route of the page that puts several side by side. Its
    QuerySet has `published()` and `for_cards()`.
    """

    model: type[Model]
    name: Any  # of several, for people
    route: str  # of its list
    filterset: type[BrowseFilterSet]
    card: str
    watches: tuple[str, ...] = ()
    cards: dict[str, str] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    comparison: str = ""

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def address(self) -> str:
        return reverse(self.route)

    @property
    def facets(self) -> dict[str, Facet]:
        return self.filterset.base_filters

    def records(self) -> QuerySet:
        """Return the public records, with all that their cards and files show."""
        manager: Any = self.model._default_manager
        return manager.published().for_cards()

    @cached_property
    def paths(self) -> set[str]:
        """Return every relation that an entry depends on, such as `practice` and `practice__partner`."""
        ends = [*self.filterset.texts.paths, *self.watches]
        for facet in self.facets.values():
            ends += facet.paths
        return {path for end in ends for path in self._relations(end)}

    def _relations(self, path: str) -> Iterator[str]:
        model: Any = self.model
        steps = path.split("__")
        for number, step in enumerate(steps, start=1):
            relation = model._meta.get_field(step)
            if not relation.is_relation:
                return
            yield "__".join(steps[:number])
            model = relation.related_model

    def names_itself(self, path: str) -> bool:
        """Say whether the record at the end of the path names the one before it, not the other way round."""
        way, _dots, last = path.rpartition("__")
        owner: Any = model_at(self.model, way) if way else self.model
        return owner._meta.get_field(last).one_to_many


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    KINDS[kind.label] = kind
    return kind
