"""Changes of texts word by word: what was taken out, what was put in."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField, ModelChoiceField
from django.utils.translation import gettext as _

from .differences import Line

LONGEST = 4_000  # words: beyond, a text is shown as a whole before and after


@dataclass(frozen=True)
class Piece:
    """A stretch of text that is in both versions, only in the older or only in the newer one."""

    text: str
    kind: str  # "same", "out" or "in"


@dataclass(frozen=True)
class Change:
    """One field that differs between two versions."""

    name: str
    before: list[str]
    after: list[str]
    pieces: list[Piece]

    @property
    def is_in_looks_only(self) -> bool:
        """Say whether the words are the same: only bold, lists or links differ."""
        return self.before == self.after


def changes_in_words(lines: list[Line]) -> list[Change]:
    """Return each line of two versions with the pieces of its text, in reading order."""
    found = []
    for line in lines:
        before, after = line.words
        found.append(Change(line.name, before, after, list(pieces("\n".join(before), "\n".join(after)))))
    return found


def pieces(before: str, after: str) -> Iterator[Piece]:
    """Yield the texts in one, in stretches of whole words."""
    old, new = _words(before), _words(after)
    if max(len(old), len(new)) > LONGEST:
        old, new = [before], [after]
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("".join(old[start:end]), "same")
            continue
        yield from _piece(old[start:end], "out")
        yield from _piece(new[new_start:new_end], "in")


def _words(text: str) -> list[Any]:
    return re.findall(r"\S+\s*|\s+", text)


def _piece(words: list[str], kind: str) -> Iterator[Piece]:
    if words:
        yield Piece("".join(words), kind)


def typed_in_words(bound: BoundField) -> Iterator[str]:
    """Yield what stands in the field of a form as people read it: names in the place of keys."""
    value = bound.value()
    chosen = [str(one) for one in (value if isinstance(value, list | tuple) else [value]) if one]
    if isinstance(bound.field, ModelChoiceField) and bound.field.queryset is not None:
        keys = [key for key in chosen if key.isdecimal()]
        yield from (str(record) for record in bound.field.queryset.filter(pk__in=keys))
    elif value is True:
        yield _("yes")
    else:
        names = {str(key): str(name) for key, name in getattr(bound.field, "choices", ())}
        yield from (names.get(one, one) for one in chosen)
