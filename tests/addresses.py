"""The portal's addresses, read from the URL resolver and from records."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from clusterix.browse.exports import Export
from clusterix.browse.views import BrowseView
from clusterix.publishing.views import RecordDetail

ADMIN = "admin"
DOOR = "accounts/"  # where people sign in


@dataclass(frozen=True)
class Route:
    """One pattern of the URL resolver: its name with namespaces, or the pattern where it has no name."""

    name: str
    pattern: str
    view: Any

    @property
    def view_class(self) -> Any:
        return getattr(self.view, "view_class", None)

    @property
    def model(self) -> type[Model]:
        """Return the kind of record that the page, or the picture beside it, is of."""
        return self.view.view_initkwargs.get("page", self.view_class).queryset.model


def routes(resolver: URLResolver | None = None, before: str = "", spaces: str = "") -> Iterator[Route]:
    for entry in (resolver or get_resolver()).url_patterns:
        pattern = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            name = spaces + entry.name if entry.name else pattern
            yield Route(name, pattern, entry.callback)
        else:
            inner = f"{spaces}{entry.namespace}:" if entry.namespace else spaces
            yield from routes(entry, pattern, inner)


def public_routes() -> list[Route]:
    return [route for route in routes() if not route.pattern.startswith((f"{ADMIN}/", DOOR))]


def lists() -> list[str]:
    """Return the address of every browse page."""
    return [reverse(route.name) for route in public_routes() if _is(route, BrowseView)]


def details() -> dict[type[Model], str]:
    """Return the route of every kind of record that has a page of its own."""
    found = [route for route in public_routes() if _is(route, RecordDetail)]
    return {route.view_class.queryset.model: route.name for route in found}


def exports() -> list[str]:
    """Return the address of every list as a file."""
    return [reverse(route.name) for route in public_routes() if _is(route, Export)]


def plain_pages() -> list[str]:
    """Return the addresses that take no argument and are neither browse pages nor files of them."""
    return [
        reverse(route.name)
        for route in public_routes()
        if "<" not in route.pattern and not _is(route, BrowseView) and not _is(route, Export)
    ]


def _is(route: Route, base: type) -> bool:
    return route.view_class is not None and issubclass(route.view_class, base)
