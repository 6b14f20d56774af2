"""Measure our portal, Datasette and Wagtail on the same synthetic practices, in one run, as ratios.

Run it from the project's root: `.venv/bin/python -m tests.benchmarks.peers.run`. The README beside it says
what is compared.
"""

import argparse
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

from ..programs import Failed, say
from . import datasette, portal, records, table, wagtail
from .measuring import Measurement, Wrong, measure


def main() -> int:
    """Measure and print; the exit code is 0 whatever comes out, also where nothing could be measured."""
    options = _options()
    try:
        with _stopped_by_signals(), tempfile.TemporaryDirectory(prefix="clusterix-peers-") as folder:
            print(_measured(Path(folder), options))
    except (Failed, Wrong, OSError, sqlite3.Error) as error:
        print(f"Nothing was measured: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped before the end: nothing was measured.", file=sys.stderr)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.peers.run", description=__doc__)
    parser.add_argument("--practices", type=int, default=10_000, help="records that each of the three has")
    parser.add_argument("--rounds", type=int, default=5, help="how often each address has its turn")
    parser.add_argument("--requests", type=int, default=20, help="requests to an address in one turn")
    return parser.parse_args()


def _measured(folder: Path, options: argparse.Namespace) -> str:
    """Set all three up in the folder, measure them, and return the tables as text."""
    needed = options.rounds * (options.requests + 1)
    with ExitStack() as running:
        ours = portal.Portal(folder / "portal", options.practices)
        practices = folder / "practices.sqlite3"
        records.write(ours.database, practices)
        words = records.medium_words(practices, needed)
        peers = (
            datasette.Datasette(folder / "datasette", practices),
            wagtail.Wagtail(folder / "wagtail", practices),
        )
        addresses = []
        for server in (ours, *peers):
            say(f"Starting {server.name}")
            running.enter_context(server.serving())
            addresses += server.addresses(options.practices, words)
        measured: list[Measurement] = measure(addresses, options.rounds, options.requests)
        versions = [line for server in (ours, *peers) for line in server.versions()]
    return table.text(measured, versions, options.practices, words[0].text)


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """Let Ctrl-C and a request to end stop the run once; the clearing up is not interrupted again."""
    stopping = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def stop(_number: int, _frame: FrameType | None) -> None:
        for number in stopping:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in stopping}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


if __name__ == "__main__":
    sys.exit(main())
