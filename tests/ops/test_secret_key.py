"""The key that a laptop's portal makes for itself: private, kept, and one for all who start together."""

import contextlib
import stat
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from clusterix import environment

PRINT_THE_KEY = (
    "import sys, pathlib; from clusterix import environment;"
    "print(environment.secret_key(False, pathlib.Path(sys.argv[1])))"
)


@pytest.fixture(autouse=True)
def no_key_is_given(monkeypatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)


def test_the_key_is_kept_where_only_its_owner_can_read_it(tmp_path: Path) -> None:
    key = environment.secret_key(False, tmp_path)
    file = tmp_path / "secret_key"
    assert len(key) > 50
    assert file.read_text() == key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert environment.secret_key(False, tmp_path) == key


def test_an_empty_key_file_is_filled(tmp_path: Path) -> None:
    """A start that was broken off may have left one."""
    (tmp_path / "secret_key").touch()
    key = environment.secret_key(False, tmp_path)
    assert len(key) > 50
    assert environment.secret_key(False, tmp_path) == key


def test_a_key_file_that_cannot_be_read_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "secret_key").mkdir()
    with pytest.raises(SystemExit, match="DATA_DIR"):
        environment.secret_key(False, tmp_path)


def test_processes_that_start_together_have_the_same_key(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PRINT_THE_KEY, str(tmp_path)]
    started = [
        subprocess.Popen(command, cwd=environment.ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603
        for _ in range(6)
    ]
    keys = {process.communicate()[0].strip() for process in started}
    assert len(keys) == 1
    assert len(keys.pop()) > 50


def keys_of_two_at_once(monkeypatch, folder: Path) -> set[str]:
    """Return the keys of two that start at once, each waiting for the other before it writes."""
    both_are_making_one = threading.Barrier(2)

    def make(_length: int) -> str:
        with contextlib.suppress(threading.BrokenBarrierError):
            both_are_making_one.wait(timeout=0.2)
        return f"key of {threading.get_ident()}"

    monkeypatch.setattr("secrets.token_urlsafe", make)
    with ThreadPoolExecutor(2) as pool:
        return set(pool.map(lambda _: environment.secret_key(False, folder), range(2)))


def test_the_second_to_start_waits_until_the_key_is_written(monkeypatch, tmp_path: Path) -> None:
    assert len(keys_of_two_at_once(monkeypatch, tmp_path)) == 1


def test_without_the_lock_two_would_make_a_key_each(monkeypatch, tmp_path: Path) -> None:
    """The control of the test above."""
    monkeypatch.setattr("fcntl.flock", lambda *_: None)
    assert len(keys_of_two_at_once(monkeypatch, tmp_path)) == 2
