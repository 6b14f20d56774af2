"""What goes with a record that is deleted, and who keeps it there, in words."""

from typing import Any

from django.contrib.admin.utils import NestedObjects
from django.db import router
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from taggit.models import ItemBase

from clusterix.publishing import rights
from clusterix.publishing.citing import citing

from .addresses import address_of
from .working_copies import in_place

SHOWN = 20  # of each kind of record that names the one to be deleted


class Going(NestedObjects):
    """The record and its parts. Rows that only link it to other records say nothing to people."""

    def add_edge(self, source: Any, target: Any) -> None:
        if not target._meta.auto_created and not isinstance(target, ItemBase):
            super().add_edge(source, target)


def going(records: Any) -> list[Any]:
    """Return what is deleted with the records as nested lists of words."""
    found = Going(using=router.db_for_write(records[0]._meta.model), origin=records)
    found.collect(records)
    return found.nested(_named)


def _named(row: Any) -> str:
    kind = _("working copy") if getattr(row, "copy_of_id", None) else row._meta.verbose_name
    return f"{capfirst(str(kind))}: {row}"


def keepers(record: Any, person: Any, with_trash: bool = False) -> list[Any]:
    """Return in words who names the record, so that it stays; those that the person sees with a link."""
    lines: list[Any] = []
    for naming in citing(record, with_trash):
        seen = list(rights.edited_by(naming, person)[:SHOWN])
        lines += [_with_link(row) for row in seen]
        if more := naming.count() - len(seen):
            meta = naming.model._meta
            kind = meta.verbose_name if more == 1 else meta.verbose_name_plural
            words = _("and %(count)d more: %(kind)s") if seen else "%(count)d %(kind)s"
            lines.append(words % {"count": more, "kind": kind})
    return lines


def _with_link(row: Any) -> Any:
    if getattr(in_place(row), "trashed_at", None):
        return _("%(record)s (in the trash)") % {"record": _kind_and_name(row)}
    return format_html('<a href="{}">{}</a>', address_of(row), _kind_and_name(row))


def _kind_and_name(row: Any) -> str:
    words = f"{capfirst(str(row._meta.verbose_name))}: {row}"
    return _("%(record)s (working copy)") % {"record": words} if row.copy_of_id else words
