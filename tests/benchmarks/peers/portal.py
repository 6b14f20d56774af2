"""Our portal: filled by its own commands and served by its own configuration of gunicorn, with one worker."""

import re
import runpy
import secrets
import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from ..programs import HOST, ROOT, free_port, run, say, served
from . import environments
from .measuring import Address, Question
from .records import Word

RESULT = re.compile('<article class="card')
NUMBER = re.compile(r"([\d,]+) good practices")
SEED = 1


def gunicorn() -> dict[str, Any]:
    """Return the portal's settings of gunicorn: worker_class, threads, keepalive in seconds …"""
    return runpy.run_path(str(ROOT / "gunicorn.conf.py"))


class Portal:
    name = "our portal"
    LIST, SEARCH, NEW_SEARCH = "ours: list", "ours: search", "ours: search, each time a new word"

    def __init__(self, folder: Path, practices: int) -> None:
        """Make the database, with so many practices, and collect the static files."""
        folder.mkdir()
        self.folder, self.port = folder, free_port()
        self.database = folder / "clusterix.sqlite3"
        # Whole pages are not kept: each request makes its page.
        self.settings = {
            "ENVIRONMENT": "local",
            "DATA_DIR": str(folder),
            "SECRET_KEY": secrets.token_urlsafe(64),
            "HOST": HOST,
            "PORT": str(self.port),
            "WEB_CONCURRENCY": "1",
            "KEEP_PAGES": "0",
        }
        say(f"Filling our portal with {practices:,} practices")
        self._manage("migrate", "--verbosity", "0")
        self._manage("generate_content", "--practices", str(practices), "--seed", str(SEED))
        self._manage("collectstatic", "--no-input", "--verbosity", "0")

    def _manage(self, *arguments: str) -> None:
        run(sys.executable, "manage.py", *arguments, settings=self.settings)

    def serving(self) -> AbstractContextManager[None]:
        return served(
            *(sys.executable, "-m", "gunicorn", "clusterix.wsgi"),
            port=self.port,
            path="/practices/",
            cwd=ROOT,
            log=self.folder / "log",
            settings=self.settings,
        )

    def addresses(self, practices: int, words: list[Word]) -> list[Address]:
        questions = [Question(f"/practices/?q={word.text}", word.practices, word.text) for word in words]
        return [
            Address(self.LIST, self.port, RESULT, NUMBER, [Question("/practices/", practices)]),
            Address(self.SEARCH, self.port, RESULT, NUMBER, questions[:1]),
            Address(self.NEW_SEARCH, self.port, RESULT, NUMBER, questions[1:] or questions),
        ]

    def versions(self) -> list[str]:
        found = environments.versions(sys.executable, ("Django", "gunicorn"))
        return [environments.in_words(self.name, found)]
