"""A record as visitors would see it if what is edited of it were published now. Nothing is written for it.

While a preview is made, and only there, `looking` tells the selections of public records that this one counts
as public. What is told is known to this request's thread alone; what others ask at the same time is answered
as ever.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import FileField, Model, Q

from .relations import model_at


@dataclass(frozen=True)
class Seen:
    """A record in its place, what is edited of it (itself, or its working copy), and both as one.

    `on_page` and `on_cards` are the record as it would be published, with what a page and a card show of it.
    They bear the key of the record in its place, and are never saved. Where `is_shared` is set, the files of
    the record are shown to a guest for a while.
    """

    place: Any
    edited: Any
    on_page: Any
    on_cards: Any
    is_shared: bool = False

    @property
    def pks(self) -> set[int]:
        return {self.place.pk, self.edited.pk}

    @cached_property
    def files(self) -> set[str]:
        """Return the names of the files that the record and its parts have, as far as its page shows them."""
        parts = [part for name in self.place.parts for part in getattr(self.on_page, name).all()]
        return {
            file.name
            for record in (self.on_page, *parts)
            for field in record._meta.fields
            if isinstance(field, FileField) and (file := getattr(record, field.name))
        }

    def is_model(self, model: Any) -> bool:
        return model is type(self.place)

    def is_of(self, record: Any) -> bool:
        """Say whether this is the record, in its place or as it would be."""
        return isinstance(record, Model) and self.is_model(type(record)) and record.pk == self.place.pk

    def start(self, record: Any, path: str) -> Any:
        """Return where the path from the record starts: its own relations at what is edited of it.

        What other records say of it is found at the record in its place.
        """
        is_own = path.split("__")[0] in own_relations(type(record))
        return self.edited if self.is_of(record) and is_own else record


_seen: ContextVar[Seen | None] = ContextVar("seen", default=None)


@contextmanager
def looking(seen: Seen | None) -> Iterator[None]:
    """Let selections of public records count in what is seen; with None, as for everybody else."""
    token = _seen.set(seen)
    try:
        yield
    finally:
        _seen.reset(token)


def seen_now() -> Seen | None:
    """Return what the preview that is being made is of; None for everything that is no preview."""
    return _seen.get()


def seen_as_public(model: Any, path: str = "") -> Q:
    """Return what selects records with the previewed one at the path’s end; else nothing."""
    seen = _seen.get()
    if seen is None or not seen.is_model(model_at(model, path) if path else model):
        return Q()
    return Q(**{f"{path}__pk__in" if path else "pk__in": seen.pks})


def own_relations(model: Any) -> set[str]:
    """Return the relations that a record has of its own: those that it names, and those to its parts."""
    forward = {field.name for field in (*model._meta.fields, *model._meta.many_to_many) if field.is_relation}
    return forward | set(getattr(model, "parts", ()))
