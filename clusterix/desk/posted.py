"""What a form sent, as plain data, and back."""

from collections.abc import Mapping
from copy import copy
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

Fields = Mapping[str, list[str]]
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the field's name
FILES = "_files"  # says that files had been chosen: they do not go along


def fields_of(request: HttpRequest) -> dict[str, list[str]]:
    """Return the fields with all their values, but for the token and passwords; of files, that there were."""
    fields = {
        name: [str(value) for value in values]
        for name, values in request.POST.lists()
        if name != TOKEN and "password" not in name
    }
    return fields | ({FILES: ["1"]} if request.FILES else {})


def has_lost_files(request: HttpRequest) -> bool:
    """Say whether files had been chosen in the form that is shown again: no page can hold them."""
    return request.method == "POST" and (bool(request.FILES) or FILES in request.POST)


def are_fields(data: Any) -> bool:
    """Say whether the data, which came from outside, is what `fields_of` returns."""
    return isinstance(data, dict) and all(
        isinstance(values, list) and all(isinstance(value, str) for value in values)
        for values in data.values()
    )


def request_with(request: HttpRequest, fields: Fields) -> Any:
    """Return the request as if its form had sent these fields, and no file.

    Its token is not looked at once more: who asks for it saves nothing.
    """
    posted = QueryDict(mutable=True)
    for name, values in fields.items():
        posted.setlist(name, list(values))
    shown: Any = copy(request)
    shown.method, shown.POST, shown._files = "POST", posted, MultiValueDict()
    shown.csrf_processing_done = True
    return shown


def request_without(request: HttpRequest) -> Any:
    """Return the request as if it only asked for the page."""
    asked: Any = copy(request)
    asked.method, asked.POST, asked._files = "GET", QueryDict(), MultiValueDict()
    return asked
