"""The addresses of a browse page: the page itself and its list as files."""

from django.urls import URLPattern, path

from .exports import WRITERS, Export
from .views import BrowseView


def browse(route: str, view: type[BrowseView], name: str) -> list[URLPattern]:
    files = [
        path(f"{route}export.{kind}", Export.as_view(page=view, kind=kind), name=f"{name}-{kind}")
        for kind in WRITERS
    ]
    return [path(route, view.as_view(), name=name), *files]
