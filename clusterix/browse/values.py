"""What a record holds at the end of a path such as `practice__partner__short_name`: public values only."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Manager, Model

from clusterix.publishing.prose_field import in_words


def values_at(record: Any, path: str) -> Iterator[Any]:
    """Yield the values that the path leads to; those of related records only while they are public."""
    step, _dots, rest = path.partition("__")
    for value in _step(record, step):
        if rest:
            yield from values_at(value, rest)
        else:
            yield value


def _step(record: Any, name: str) -> Iterable[Any]:
    """Return what the record holds under the name, from the public ones fetched with it where there are."""
    value = record.__dict__.get(f"public_{name}")
    if value is None:
        value = in_words(record, name)
    if isinstance(value, Manager):
        value = value.all()
    elif value is None or isinstance(value, str | Model) or not isinstance(value, Iterable):
        value = [value]
    return [one for one in value if one is not None and getattr(one, "is_public", True)]
