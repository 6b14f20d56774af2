"""Wagtail: a minimal project with the same practices as pages, served like our portal."""

import re
import secrets
import shutil
from contextlib import AbstractContextManager
from pathlib import Path

from ..programs import HOST, free_port, run, say, served
from . import environments, portal
from .measuring import Address, Question
from .records import Word

PROJECT = Path(__file__).parent / "wagtail_site"
RESULT = re.compile('<article class="practice"')
NUMBER = re.compile(r"<p>([\d,]+) practices?</p>")


class Wagtail:
    name = "Wagtail"
    LIST, SEARCH, NEW_SEARCH = "Wagtail: list", "Wagtail: search", "Wagtail: search, each time a new word"

    def __init__(self, folder: Path, practices: Path) -> None:
        """Install Wagtail, lay out the project and make its database."""
        folder.mkdir()
        self.folder, self.port = folder, free_port()
        self.python = environments.make(folder / "environment", "wagtail", "gunicorn")
        self.settings = {
            "DJANGO_SETTINGS_MODULE": "wagtail_site.settings",
            "PRACTICES": str(practices),
            "SECRET_KEY": secrets.token_urlsafe(64),
        }
        shutil.copytree(PROJECT, folder / "wagtail_site", ignore=shutil.ignore_patterns("__pycache__"))
        say("Filling Wagtail")
        for command in (
            *(("makemigrations", "wagtail_site"), ("migrate",)),
            *(("fill",), ("update_index",), ("collectstatic", "--no-input")),
        ):
            run(self.python, "-m", "django", *command, cwd=folder, settings=self.settings)

    def serving(self) -> AbstractContextManager[None]:
        ours = portal.gunicorn()
        return served(
            *(self.python, "-m", "gunicorn", "django.core.wsgi:get_wsgi_application()"),
            *("--bind", f"{HOST}:{self.port}", "--workers", "1", "--threads", str(ours["threads"])),
            *("--worker-class", ours["worker_class"], "--keep-alive", str(ours["keepalive"])),
            *("--preload", "--no-control-socket"),
            port=self.port,
            path="/",
            cwd=self.folder,
            log=self.folder / "log",
            settings=self.settings,
        )

    def addresses(self, practices: int, words: list[Word]) -> list[Address]:
        questions = [Question(f"/search/?query={word.text}", word.practices, word.text) for word in words]
        return [
            Address(self.LIST, self.port, RESULT, NUMBER, [Question("/", practices)]),
            Address(self.SEARCH, self.port, RESULT, NUMBER, questions[:1]),
            Address(self.NEW_SEARCH, self.port, RESULT, NUMBER, questions[1:] or questions),
        ]

    def versions(self) -> list[str]:
        found = environments.versions(self.python, ("wagtail", "Django", "gunicorn"))
        return [environments.in_words(self.name, found)]
