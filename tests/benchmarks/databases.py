"""The databases that are measured: filled once, kept under `var/bench/` or on the server, and used again."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "bench"


class Measured:
    """One database with so many practices, and the process that measures it."""

    def __init__(self, kind: str, practices: int) -> None:
        self.kind, self.practices = kind, practices
        folder = FOLDER / f"{kind}-{practices}"
        folder.mkdir(parents=True, exist_ok=True)
        self.settings = {
            "DATA_DIR": str(folder),
            "DATABASE_URL": f"sqlite:///{folder / 'clusterix.sqlite3'}",
            "DJANGO_SETTINGS_MODULE": "clusterix.settings",
            "ALLOWED_HOSTS": "127.0.0.1",
            "SECRET_KEY": "for benchmarks only " * 4,
            "KEEP_PAGES": "0",
        }
        if kind == "postgresql":
            self.settings["DATABASE_URL"] = _database(os.environ["DATABASE_URL"], practices)
        if not (folder / "filled").exists():
            self._fill(folder)
        self._manage("migrate", "--verbosity", "0")
        self._manage("collectstatic", "--no-input", "--verbosity", "0")
        self.process: Any = None

    def _fill(self, folder: Path) -> None:
        print(f"Filling {self.kind} with {self.practices:,} practices: this takes minutes, once", flush=True)
        self._manage("migrate", "--verbosity", "0")
        self._manage("generate_content", "--practices", str(self.practices), "--seed", "1")
        (folder / "filled").touch()

    def _manage(self, *arguments: str) -> None:
        subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env={**os.environ, **self.settings},
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def __enter__(self) -> "Measured":
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.child"],
            cwd=ROOT,
            env={**os.environ, **self.settings},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._answer()
        return self

    def __exit__(self, *_error: object) -> None:
        self.process.stdin.close()
        self.process.wait()

    def ask(self, **request: Any) -> Any:
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"The process that measures {self.kind} has stopped.")
        return json.loads(line)


class Copied(Measured):
    """The SQLite database of another, each of its practices' entries so many times: lists read nothing else.

    The copies hold no words: a million texts would take hours to write, and no search is measured here.
    """

    FAR = 100_000_000  # beyond every practice

    def __init__(self, source: Measured, times: int) -> None:
        self.source, self.times = FOLDER / f"{source.kind}-{source.practices}", times
        super().__init__("sqlite", source.practices * times)

    def _fill(self, folder: Path) -> None:
        print(f"Copying the entries of practices, {self.practices:,} in all: once", flush=True)
        name = "clusterix.sqlite3"
        with (
            closing(sqlite3.connect(self.source / name)) as source,
            closing(sqlite3.connect(folder / name)) as ours,
        ):
            source.backup(ours)
            for number in range(1, self.times):
                ours.execute(
                    "INSERT INTO browse_entry (kind, record_id, title, address, facets, keys, cards, words) "
                    "SELECT kind, record_id + ?, title, address, facets, keys, cards, '' FROM browse_entry "
                    "WHERE kind = 'practices.practice' AND record_id < ?",
                    [number * self.FAR, self.FAR],
                )
                ours.commit()
        (folder / "filled").touch()


def _database(url: str, practices: int) -> str:
    """Make the database beside the one that the address names, where needed, and return its address."""
    server, _slash, _name = url.rpartition("/")
    name = f"clusterix_bench_{practices}"
    address = server.replace("postgres://", "postgresql://") + "/postgres"
    with psycopg.connect(address, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not found:
            connection.execute(f"CREATE DATABASE {name}")
    return f"{server}/{name}"
