"""Which links the records name in fields for addresses and in prose: their own, their parts’, their sources’.

Links to the portal itself are left out, and what is archived is. Plain text that merely looks like an address
is no link: no page shows it as one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib import admin
from django.db import models
from django.utils.text import capfirst

from clusterix.desk.counted import Counted
from clusterix.desk.guarded import Guarded
from clusterix.publishing import rights
from clusterix.publishing.prose_field import ProseField
from clusterix.publishing.records import Record, Status
from clusterix.publishing.trash import there

ON_MAIL = ("mailto", "tel")
Named = tuple[str, str]  # an address, and the path of the field that names it


@dataclass(frozen=True)
class Holder:
    """What holds links of a record: itself, or what a path such as `links` leads to; and the fields there."""

    path: str
    fields: tuple[str, ...]
    model: type[models.Model]

    @property
    def paths(self) -> list[str]:
        return [f"{self.path}__{name}" if self.path else name for name in self.fields]

    def addresses(self, name: str, value: str) -> list[str]:
        is_prose = isinstance(self.model._meta.get_field(name), ProseField)
        return links_in(value) if is_prose else [value.strip()]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value.strip() for name, value in attrs if name == "href" and value]


def links_in(prose: str) -> list[str]:
    if "<a " not in prose:
        return []
    reader = _Links()
    reader.feed(prose)
    return reader.found


def kinds() -> dict[Any, Any]:
    """Return the kinds of record that may name links, each with its admin; parts belong to their records."""
    return {
        model: desk
        for model, desk in admin.site._registry.items()
        if isinstance(desk, Guarded)
        and not isinstance(desk, Counted)
        and not hasattr(model, "part_of")
        and holders(model)
    }


@cache
def holders(model: Any) -> tuple[Holder, ...]:
    return tuple(holder for holder in _holders(model, "") if holder.fields)


def _holders(model: Any, path: str) -> Iterator[Holder]:
    fields = model._meta.concrete_fields
    yield Holder(path, tuple(field.name for field in fields if _holds_links(field)), model)
    cited = [
        field.name
        for field in model._meta.many_to_many
        if rights.is_shared(field.related_model) and not field.auto_created
    ]
    for name in (*getattr(model, "parts", ()), *cited):
        related = model._meta.get_field(name).related_model
        yield from _holders(related, f"{path}__{name}" if path else name)


def _holds_links(field: Any) -> bool:
    return isinstance(field, models.URLField | ProseField)


def living(model: Any) -> models.QuerySet:
    """Return the records and their working copies in no order, but for what is archived or in the trash."""
    rows = model._base_manager.order_by()
    return rows.filter(there(model)).exclude(status=Status.ARCHIVED) if issubclass(model, Record) else rows


def named_by(model: Any, keys: list[int]) -> dict[int, list[Named]]:
    """Return what these rows of the model name, by their keys; one question for each holder of links."""
    found: dict[int, dict[Named, None]] = {key: {} for key in keys}
    for holder in holders(model):
        rows = model._base_manager.filter(pk__in=keys).order_by().values_list("pk", *holder.paths)
        for key, *values in rows:
            for name, path, value in zip(holder.fields, holder.paths, values, strict=True):
                for address in holder.addresses(name, value) if value else ():
                    if is_foreign(address):
                        found[key][normal(address), path] = None
    return {key: list(named) for key, named in found.items()}


def normal(address: str) -> str:
    """Return the address as it is asked: the part of a page that it may name is no matter of the server’s."""
    try:
        parts = urlsplit(address)
        return urlunsplit(parts._replace(netloc=parts.netloc.lower(), fragment=""))
    except ValueError:  # it is told as it is, and not asked
        return address


def is_foreign(address: str) -> bool:
    """Say whether the address is one of the web, or tries to be, that does not lead to the portal itself."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return True
    if not parts.scheme and not parts.netloc:  # within the portal
        return False
    return parts.scheme not in ON_MAIL and parts.netloc.lower() != urlsplit(settings.SITE_URL).netloc


def label_of(model: Any, path: str) -> str:
    """Return the path in the words of the forms: “Further information: Address”."""
    words = []
    for name in path.split("__"):
        field = model._meta.get_field(name)
        if not field.is_relation:
            words.append(capfirst(str(field.verbose_name)))
            break
        related = field.related_model
        words.append(capfirst(str(getattr(field, "verbose_name", related._meta.verbose_name))))
        model = related
    return ": ".join(words)
