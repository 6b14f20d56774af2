"""What differs between versions of a record, field by field, in words for people."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from clusterix.publishing.prose import to_plain
from clusterix.publishing.prose_field import ProseField

from .snapshots import Snapshot, bare

Kind = str  # "fields", "relations", "tags" or "parts"


@dataclass(frozen=True)
class Line:
    """One field of a record in several versions: its name, and by version what stood in it, in words."""

    key: str  # kind and name, such as "fields.title"
    name: str
    values: tuple[Any, ...]
    words: tuple[list[str], ...]

    @property
    def differs(self) -> bool:
        return any(value != self.values[0] for value in self.values)


def lines(model: Any, *snapshots: Snapshot) -> list[Line]:
    """Return every field, relation and kind of part of the model as it stood in the snapshots."""
    found = []
    for kind in ("fields", "relations", "tags", "parts"):
        names = dict.fromkeys(name for snapshot in snapshots for name in snapshot[kind])
        for name in names:
            values = tuple(snapshot[kind].get(name) for snapshot in snapshots)
            found.append(
                Line(
                    f"{kind}.{name}",
                    _name(model, name),
                    tuple(bare(value) for value in values),
                    tuple(_words(model, kind, name, value) for value in values),
                )
            )
    return found


def differing(model: Any, *snapshots: Snapshot) -> list[Line]:
    return [line for line in lines(model, *snapshots) if line.differs]


def _name(model: Any, name: str) -> str:
    field = _field(model, name)
    if field is None:
        return name
    if field.auto_created:
        return str(field.related_model._meta.verbose_name_plural)
    return str(field.verbose_name)


def _field(model: Any, name: str) -> Any:
    """Return the field; None for one that the model, or that a part whose model, has no more."""
    fields = model._meta.get_fields() if model else ()
    return next((field for field in fields if field.name == name), None)


def _words(model: Any, kind: Kind, name: str, value: Any) -> list[str]:
    """Return what stands in the field as lines of text; no line where it is empty."""
    if value in (None, "", []):
        return []
    if kind == "parts":
        related = getattr(_field(model, name), "related_model", None)
        return [_part(related, part) for part in value]
    if kind == "relations":
        return [pair["text"] for pair in value]
    if kind == "tags":
        return list(value)
    return [line for line in _text(_field(model, name), value).splitlines() if line.strip()]


def _text(field: Any, value: Any) -> str:
    if isinstance(value, dict):
        return value["text"]
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(field, ProseField):
        return to_plain(value)
    choices = dict(getattr(field, "flatchoices", None) or ())
    return str(choices.get(value, value))


def _part(model: Any, part: Snapshot) -> str:
    told = [text for line in lines(model, part) for text in [", ".join(line.words[0])] if text]
    return " · ".join(told)
