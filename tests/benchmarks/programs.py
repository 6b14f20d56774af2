"""Other programs: run to their end, or served on a loopback port and always stopped."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
SECONDS_TO_START, SECONDS_TO_STOP, SECONDS_BETWEEN_LOOKS = 180, 15, 0.2
LINES_SHOWN = 15
# Settings of whoever starts this that would make a server another one.
NOT_PASSED_ON = (
    *("DATABASE_URL", "CACHE_URL", "EMAIL_URL", "ALLOWED_HOSTS", "SITE_URL", "MEDIA_ROOT", "DEBUG"),
    *("DJANGO_SETTINGS_MODULE", "FACETS_BY_SQL", "GUNICORN_CMD_ARGS", "PYTHONPATH", "PYTHONHOME"),
)


class Failed(Exception):
    """A program did not do what it was started for."""


def say(sentence: str) -> None:
    """Tell on standard error how far the run is."""
    print(sentence, file=sys.stderr, flush=True)


def environment(**settings: str) -> dict[str, str]:
    """Return the environment for a program: what is set here, without the settings of other servers."""
    return {name: value for name, value in os.environ.items() if name not in NOT_PASSED_ON} | settings


def run(*command: str | Path, cwd: Path = ROOT, settings: Mapping[str, str] | None = None) -> str:
    """Run a program to its end and return what it printed; its messages are shown only where it fails."""
    done = subprocess.run(  # noqa: S603
        [str(part) for part in command],
        cwd=cwd,
        env=environment(**(settings or {})),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise Failed(f"{' '.join(map(str, command))}\n{_end(done.stderr or done.stdout)}")
    return done.stdout


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        return int(taken.getsockname()[1])


@contextmanager
def served(
    *command: str | Path, port: int, path: str, cwd: Path, log: Path, settings: Mapping[str, str]
) -> Iterator[None]:
    """Start a server, wait until the path answers 200, and stop it with all its processes at the end."""
    with log.open("wb") as output:
        server = subprocess.Popen(  # noqa: S603
            [str(part) for part in command],
            cwd=cwd,
            env=environment(**settings),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait(server, port, path, log)
            yield
        finally:
            _stop(server)


def _wait(server: subprocess.Popen[bytes], port: int, path: str, log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        if _answers(port, path):
            return
        time.sleep(SECONDS_BETWEEN_LOOKS)
    raise Failed(f"{server.args!r} does not answer at {path}\n{_end(log.read_text(errors='replace'))}")


def _answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=SECONDS_TO_START)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _stop(server: subprocess.Popen[bytes]) -> None:
    """End the server and its workers, at first politely."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(server.pid, number)
        except ProcessLookupError:
            break
        try:
            server.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            continue
    server.wait()


def _end(text: str) -> str:
    return "\n".join(text.strip().splitlines()[-LINES_SHOWN:])
