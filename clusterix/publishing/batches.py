from collections.abc import Iterator, Sequence
from typing import Any


def batches(items: Sequence[Any], size: int) -> Iterator[Any]:
    """Yield the items in their order, at most so many at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
