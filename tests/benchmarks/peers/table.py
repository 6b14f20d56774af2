"""The tables that are printed: times of all addresses, then the ratios with what was wanted."""

import platform
import sqlite3
from collections.abc import Sequence

from .datasette import Datasette
from .measuring import Measurement
from .portal import Portal
from .wagtail import Wagtail

# Ours, a peer's, and how many times as fast as it ours is wanted to be.
WANTED = (
    (Portal.LIST, Datasette.FACETED, 10),
    (Portal.LIST, Datasette.SHORT, 10),
    (Portal.LIST, Wagtail.LIST, 6),
    (Portal.SEARCH, Wagtail.SEARCH, 10),
    (Portal.NEW_SEARCH, Wagtail.NEW_SEARCH, 10),
)


def text(measured: Sequence[Measurement], versions: Sequence[str], practices: int, word: str) -> str:
    """Return all that is to be told of a run, as lines."""
    requests = sum(map(len, measured[0].rounds))
    return "\n".join(
        (
            f"{practices:,} practices; the word “{word}”; {requests} requests to each address.",
            *versions,
            f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}",
            "",
            *_times(measured),
            "",
            *_ratios({one.address.name: one.median for one in measured}),
        )
    )


def _times(measured: Sequence[Measurement]) -> list[str]:
    """Return a line for each address; times are in milliseconds, sizes in kilobytes of 1,000 bytes."""
    width = max(len(one.address.name) for one in measured)
    lines = [f"{'address':{width}}  median ms  medians of rounds       kB"]
    for one in measured:
        low, high = one.extremes
        spread = f"{low:.1f} to {high:.1f}"
        lines.append(
            f"{one.address.name:{width}}  {one.median:9.1f}  {spread:>17}  {one.bytes_sent / 1000:7.0f}"
        )
    return lines


def _ratios(medians: dict[str, float]) -> list[str]:
    """Return a line for each wish: how many times as fast ours is, what was wanted, and whether it is."""
    pairs = {wish: f"{wish[0]} / {wish[1]}" for wish in WANTED}
    width = max(map(len, pairs.values()))
    lines = [f"{'how many times as fast':{width}}  measured   wanted"]
    for (ours, peer, wanted), pair in pairs.items():
        ratio = medians[peer] / medians[ours]
        verdict = "reached" if ratio >= wanted else "not reached"
        lines.append(f"{pair:{width}}  {ratio:8.2f}  {'≥ ' + str(wanted):>7}  {verdict}")
    return lines
