"""One request's turn at a record: what it read, and the trail that it writes on."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from clusterix.publishing.records import whole

from . import snapshots, writing
from .models import Trail
from .working_copies import as_edited, in_place


class Measured(Exception):
    """What a form would have saved is known; what was written for it is taken back."""

    def __init__(self, snapshot: snapshots.Snapshot) -> None:
        self.snapshot = snapshot


@dataclass
class Turn:
    """`revision` is the one that the form names. A turn that is `measuring` saves nothing in the end.

    One that is `only_shown` shows the form with text that was not sent to be saved now; `notice` says why.
    """

    revision: int | None = None
    is_editing: bool = False
    sees_trash: bool = False
    is_measuring: bool = False
    is_only_shown: bool = False
    notice: str = ""
    trail: Trail | None = None
    keys: dict[str, dict[int, int]] | None = None  # of a working copy that this turn has made
    refused: str = ""  # the step that was refused, in words

    @property
    def is_held_back(self) -> bool:
        return self.is_only_shown and not self.is_measuring

    def begin(self, record: Any) -> None:
        if not self.is_measuring:
            self.trail = writing.begin(record, -1 if self.revision is None else self.revision)

    def changes_nothing(self, copy: Any) -> bool:
        """Say whether the working copy that this turn has made is what its record is."""
        return snapshots.same(snapshots.take(copy), snapshots.take(copy.copy_of))

    def finish(self, record: Any, person: Any, action: str) -> Any:
        if self.is_measuring:
            raise Measured(snapshots.take(as_edited(in_place(whole(record)))))
        assert self.trail is not None  # noqa: S101 - `begin` comes first
        return writing.finish(self.trail, person, action)


def turn_of(request: HttpRequest) -> Turn:
    if not hasattr(request, "turn"):
        request.turn = Turn()  # type: ignore[attr-defined]
    return request.turn  # type: ignore[attr-defined]
