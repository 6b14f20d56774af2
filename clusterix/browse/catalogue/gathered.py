"""What a page gathers from many records, kept in this process until any content changes."""

from collections.abc import Callable
from typing import TypeVar

from .changes import Place
from .library import library

Gathered = TypeVar("Gathered")
_kept: dict[str, tuple[Place, object]] = {}


def gathered(gather: Callable[[], Gathered]) -> Gathered:
    """Return what the function reads from the database; it is asked again only after a change of content.

    The page has read the log of changes before, as every list does to find its records.

    What the function returns all threads share, whatever their language: plain values that nobody changes.
    """
    name, place = f"{gather.__module__}.{gather.__qualname__}", library.place
    held_at, held = _kept.get(name, (None, None))
    if held_at != place:
        held = gather()
        _kept[name] = place, held
    return held  # type: ignore[return-value]
