"""Is the portal alive, and is it ready to serve?"""

from pathlib import Path

from django.db import OperationalError, connection

from tests.ops.programs import UNREACHABLE, run

ASK_BOTH = """
import django; django.setup()
from django.test import Client
print(*(Client().get(address).status_code for address in ("/livez", "/readyz")))
"""


def test_livez_asks_the_database_nothing(client, db, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/livez")
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert "no-store" in answer.headers["Cache-Control"]


def test_readyz_asks_the_database_once(client, db, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert "no-store" in answer.headers["Cache-Control"]


def test_readyz_answers_503_when_the_query_fails(client, db) -> None:
    def fail(*_arguments: object) -> None:
        raise OperationalError("the disk is gone")

    with connection.execute_wrapper(fail):
        answer = client.get("/readyz")
        assert client.get("/livez").status_code == 200
    assert (answer.status_code, answer.content) == (503, b"database not reachable")
    assert client.get("/readyz").status_code == 200


def test_without_a_database_the_portal_is_alive_but_not_ready(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    settings = {"DJANGO_SETTINGS_MODULE": "clusterix.settings", "ALLOWED_HOSTS": "testserver"}
    ended = run("-c", ASK_BOTH, folder=tmp_path, DATABASE_URL=UNREACHABLE, **settings)
    assert ended.stdout.split() == ["200", "503"], ended.stderr
    assert "The database does not answer" in ended.stderr
