"""How the portal uses its database: readers beside a writer, and writers one after the other."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.db.utils import ConnectionHandler

from clusterix import environment

Settings = dict[str, Any]


@pytest.fixture
def sqlite_settings(db, monkeypatch, tmp_path: Path) -> Settings:
    """The portal's own settings of an SQLite file, whatever database the suite runs on."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return environment.database(tmp_path)


@contextmanager
def connected(settings: Settings) -> Iterator[Any]:
    """Open the database as the portal does, under the alias "portal", with a table in it."""
    connection = ConnectionHandler({"default": settings})["default"]
    connection.alias = "portal"
    connections["portal"] = connection
    try:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE word (text TEXT)")
        yield connection
    finally:
        connection.close()
        del connections["portal"]


def ask(connection: Any, question: str) -> Any:
    with connection.cursor() as cursor:
        return cursor.execute(question).fetchone()[0]


def write_beside(settings: Settings) -> str:
    """Return what a second writer, who does not wait, hears while the portal is in a transaction."""
    other = sqlite3.connect(settings["NAME"], timeout=0)
    with connected(settings), closing(other), transaction.atomic(using="portal"):
        try:
            other.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            return str(error)
    return "go on"


def read_beside(settings: Settings, mode: str) -> str | int:
    """Return what a reader, who does not wait, finds while the portal's transaction is being written."""
    with connected(settings) as connection:
        ask(connection, f"PRAGMA journal_mode={mode}")
        with closing(sqlite3.connect(settings["NAME"], timeout=0)) as reader, transaction.atomic("portal"):
            connection.cursor().execute("PRAGMA cache_size=1")
            connection.cursor().execute("INSERT INTO word SELECT hex(zeroblob(2000000))")
            try:
                return reader.execute("SELECT count(*) FROM word").fetchone()[0]
            except sqlite3.OperationalError as error:
                return str(error)


def test_sqlite_keeps_a_write_ahead_log_and_waits_for_its_turn(sqlite_settings) -> None:
    with connected(sqlite_settings) as connection:
        assert ask(connection, "PRAGMA journal_mode") == "wal"
        assert ask(connection, "PRAGMA busy_timeout") == 20_000
        assert ask(connection, "PRAGMA synchronous") == 1
        assert ask(connection, "PRAGMA foreign_keys") == 1


def test_a_transaction_takes_the_write_lock_at_its_start(sqlite_settings) -> None:
    assert write_beside(sqlite_settings) == "database is locked"


def test_a_deferred_transaction_would_not(sqlite_settings) -> None:
    """The control of the test above."""
    sqlite_settings["OPTIONS"] = sqlite_settings["OPTIONS"] | {"transaction_mode": "DEFERRED"}
    assert write_beside(sqlite_settings) == "go on"


def test_a_reader_does_not_wait_for_a_writer(sqlite_settings) -> None:
    assert read_beside(sqlite_settings, "WAL") == 0


def test_without_the_write_ahead_log_it_would(sqlite_settings) -> None:
    """The control of the test above."""
    assert read_beside(sqlite_settings, "DELETE") == "database is locked"


def test_connections_to_postgresql_are_kept_and_looked_at_before_use(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://postgres@localhost/clusterix")
    found = environment.database(tmp_path)
    assert (found["CONN_MAX_AGE"], found["CONN_HEALTH_CHECKS"]) == (600, True)
    assert "init_command" not in found["OPTIONS"], "what SQLite needs stays with SQLite"


def test_options_in_the_address_of_the_database_come_before_the_portal_s_own(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv(
        "DATABASE_URL", "postgres://postgres@localhost/clusterix?sslmode=require&options=-cjit=on"
    )
    assert environment.database(tmp_path)["OPTIONS"] == {"sslmode": "require", "options": "-cjit=on"}


def test_postgresql_compiles_no_question(django_db_setup, django_db_blocker) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite compiles nothing.")
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)
