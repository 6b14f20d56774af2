"""Datasette: the file with the practices, served read-only with facets that are never given up for time."""

import re
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import urlencode

from ..programs import HOST, free_port, served
from . import environments
from .measuring import PER_PAGE, Address, Question
from .records import FACETS, Word

RESULT = re.compile('<td class="col-id type-pk"')
NUMBER = re.compile(r"<h3>\s*([\d,]+) rows?\b")
SETTINGS = {"facet_time_limit_ms": 20_000, "sql_time_limit_ms": 20_000, "suggest_facets": "off"}
ON_CARDS = ("title", "summary", "partner", "country", "outcome", "themes", "start_on")


class Datasette:
    name = "Datasette"
    FACETED, SHORT = "Datasette: four facets", "Datasette: four facets, the columns of our cards"
    SEARCH = "Datasette: search"

    def __init__(self, folder: Path, practices: Path) -> None:
        """Install Datasette; the file of the practices is served as it is."""
        folder.mkdir()
        self.folder, self.practices, self.port = folder, practices, free_port()
        self.python = environments.make(folder / "environment", "datasette")

    @property
    def path(self) -> str:
        return f"/{self.practices.stem}/practices"

    def serving(self) -> AbstractContextManager[None]:
        settings = [part for name, value in SETTINGS.items() for part in ("--setting", name, str(value))]
        return served(
            *(self.python, "-m", "datasette", "serve", "--immutable", self.practices),
            *("--host", HOST, "--port", str(self.port), *settings),
            port=self.port,
            path=self.path,
            cwd=self.folder,
            log=self.folder / "log",
            settings={},
        )

    def addresses(self, practices: int, words: list[Word]) -> list[Address]:
        faceted = [("_facet", facet) for facet in FACETS] + [("_size", str(PER_PAGE))]
        short = [*faceted, *(("_col", column) for column in ON_CARDS)]
        search = [("_search", words[0].text), ("_size", str(PER_PAGE))]
        return [
            self._address(self.FACETED, Question(f"{self.path}?{urlencode(faceted)}", practices)),
            self._address(self.SHORT, Question(f"{self.path}?{urlencode(short)}", practices)),
            self._address(
                self.SEARCH, Question(f"{self.path}?{urlencode(search)}", words[0].practices, words[0].text)
            ),
        ]

    def _address(self, name: str, question: Question) -> Address:
        return Address(name, self.port, RESULT, NUMBER, [question])

    def versions(self) -> list[str]:
        found = environments.versions(self.python, ("datasette", "uvicorn"))
        return [environments.in_words(self.name, found)]
