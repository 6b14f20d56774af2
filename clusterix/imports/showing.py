"""What a row of an import says to people: its faults, or what it changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, overload

from clusterix.desk.differences import Line as Difference
from clusterix.desk.differences import differing

from .models import Batch, Line

MOST = 12  # changes that are shown of one row
LONGEST = 160  # characters of a text


@dataclass(frozen=True)
class Change:
    """One field that a row changes: its name, what stands there now, and what will."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Shown:
    """A row as the page shows it."""

    line: Line
    title: str
    changes: list[Change]

    @property
    def kind(self) -> str:
        return self.line.get_kind_display()


class Lines(Sequence):
    """The lines of a batch that say something, of a faulty one its faults; read as far as they are shown."""

    def __init__(self, batch: Batch) -> None:
        self.model = batch.model
        found = batch.lines.exclude(kind=Line.Kind.SAME)
        faulty = found.filter(kind=Line.Kind.FAULTY)
        self.found = faulty if batch.state == Batch.State.FAULTY else found

    def __len__(self) -> int:
        return self.found.count()

    @overload
    def __getitem__(self, place: int) -> Shown: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Shown]: ...
    def __getitem__(self, place: Any) -> Any:
        found = self.found[place]
        return (
            [_shown(self.model, line) for line in found]
            if isinstance(place, slice)
            else _shown(self.model, found)
        )


def _shown(model: Any, line: Line) -> Shown:
    if line.kind == Line.Kind.FAULTY or line.after is None:
        return Shown(line, line.slug, [])
    fields = line.after["fields"]
    title = fields.get("title") or fields.get("name") or line.slug
    changes = differing(model, line.before, line.after)[:MOST] if line.before else []
    return Shown(line, title, [Change(one.name, _text(one, 0), _text(one, 1)) for one in changes])


def _text(difference: Difference, version: int) -> str:
    text = " / ".join(difference.words[version])
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
