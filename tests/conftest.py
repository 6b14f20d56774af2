"""What every test starts from: the production's static files and a folder of its own for uploads."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session", autouse=True)
def static_files() -> Iterator[None]:
    """Collect the static files as production does, so that a missing one fails a page.

    Every client makes the portal anew; they share one look at the files, which took longer than most tests.
    """
    from django.core.management import call_command
    from whitenoise.middleware import WhiteNoiseMiddleware

    call_command("collectstatic", interactive=False, verbosity=0)
    look, seen = WhiteNoiseMiddleware.update_files_dictionary, {}

    def look_once(portal: Any, root: str, prefix: str) -> None:
        if (root, prefix) not in seen:
            before = set(portal.files)
            look(portal, root, prefix)
            seen[root, prefix] = {url: portal.files[url] for url in set(portal.files) - before}
        portal.files.update(seen[root, prefix])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "update_files_dictionary", look_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def no_session_left(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """End what a browser's last request may have left open: PostgreSQL drops no database that is in use."""
    from django.db import connection

    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
        connection.close()


@pytest.fixture(autouse=True)
def quick_passwords(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture(autouse=True)
def no_network(monkeypatch) -> None:
    """No name is known, so that the check of links goes nowhere."""
    from clusterix.links import opening

    def unknown(host: str, port: int) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "no network in tests")

    monkeypatch.setattr(opening, "lookup", unknown)


@pytest.fixture
def administrator(django_user_model):
    return django_user_model.objects.create_superuser("administrator", password="secret")


@pytest.fixture
def person(django_user_model) -> Any:
    """Make somebody at the desk: `person("Anna", "Partner editors", partner=..., group=...)`."""
    from clusterix.ops import accounts
    from partners.models import Editor
    from workgroups.models import Lead

    def make(name: str, role: str, partner: Any = None, group: Any = None) -> Any:
        user = django_user_model.objects.create_user(name, password="secret", is_staff=True)
        user.groups.add(accounts.roles()[role])
        if partner is not None:
            Editor.objects.create(user=user, partner=partner)
        if group is not None:
            Lead.objects.create(user=user, group=group)
        return user

    return make


@pytest.fixture
def editor(person) -> Any:
    return person("editor", "Partner editors")


@pytest.fixture
def manager(person) -> Any:
    return person("manager", "Project managers")


@pytest.fixture
def knowledge_base(db) -> int:
    """The real content of fixtures/."""
    from tests.knowledge import fill

    return fill()


@pytest.fixture(scope="module")
def content(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    """The real content of fixtures/, loaded once for all tests of a module; each takes its changes back.

    For modules in which no test wants an empty database.
    """
    from django.db import transaction

    from tests.knowledge import fill

    whole_module = transaction.atomic()
    with django_db_blocker.unblock():
        whole_module.__enter__()
        count = fill()
    yield count
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole_module.__exit__(None, None, None)


@pytest.fixture
def clock(monkeypatch) -> Any:
    """The clock of this process, which stands still until it is moved on."""
    from django.utils import timezone

    from tests.clock import Clock

    standing = Clock()
    monkeypatch.setattr(timezone, "now", standing)
    return standing


@pytest.fixture
def visitor(settings, monkeypatch) -> Iterator[Any]:
    """Somebody at the portal's door, where whole pages are kept."""
    from django.core.cache import cache
    from django.db import connection

    from tests.visitor import Visitor

    settings.KEEP_PAGES = True
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)  # the test's own one
    cache.clear()
    yield Visitor()
    cache.clear()


@pytest.fixture
def later(monkeypatch) -> Any:
    """Let so many seconds seem to have passed since visitors' forms were opened."""
    from django.utils import timezone

    def pass_by(seconds: float) -> None:
        now = timezone.now().timestamp()
        monkeypatch.setattr("django.core.signing.time.time", lambda: now + seconds)

    return pass_by
