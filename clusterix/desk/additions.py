"""What parts of the house above the desk add to it, each when it starts: side pages of records, notices."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class SidePage:
    """A page beside the form of the kinds of record that it is for; its view is called as any side page’s."""

    name: str
    title: Any
    view: Callable[..., Any]
    is_for: Callable[[Any], bool]

    @property
    def route(self) -> str:
        return f"<path:object_id>/{self.name}/"


@dataclass(frozen=True)
class Notice:
    """One line of the desk’s first page: something waits, and where."""

    words: str
    address: str


side_pages: list[SidePage] = []
notices: list[Callable[[HttpRequest], Notice | None]] = []


def side_pages_of(model: Any) -> list[SidePage]:
    return [page for page in side_pages if page.is_for(model)]


def notices_for(request: HttpRequest) -> list[Notice]:
    return [notice for ask in notices if (notice := ask(request))]
