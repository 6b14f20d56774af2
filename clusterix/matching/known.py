"""What is known of strengths, needs and all that may answer them: plain values, whoever gathers them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from partners.models import SwotEntry
from practices.models import Transfer

Themes = frozenset[str]  # the slugs of working groups


@dataclass(frozen=True)
class Named:
    """A partner or a theme: its address' word, its name, and a theme's hue."""

    slug: str
    name: str
    hue: str = ""


@dataclass(frozen=True)
class Said:
    """One strength or need of a partner."""

    partner: str
    dimension: str
    statement: str
    themes: Themes = frozenset()

    @property
    def dimension_in_words(self) -> Any:
        return SwotEntry.Dimension(self.dimension).label


@dataclass(frozen=True)
class Thing:
    """A good practice or a service of a partner, or another body's practice beside its approach."""

    title: str
    address: str
    partner: str
    themes: Themes = frozenset()


@dataclass(frozen=True)
class Stay:
    """A staff exchange between two of the partners.

    Guests come to learn from their host, but for those who brought the practice that it was about.
    """

    title: str
    address: str
    sender: str
    host: str
    themes: Themes = frozenset()
    year: int | None = None
    was_brought: bool = False  # what it was about was the guests' own

    @property
    def teacher(self) -> str:
        return self.sender if self.was_brought else self.host

    @property
    def learner(self) -> str:
        return self.host if self.was_brought else self.sender


@dataclass(frozen=True)
class Passage:
    """A practice that a partner took up, from another partner or, without a giver, from outside."""

    title: str
    address: str
    giver: str
    taker: str
    stage: str
    themes: Themes = frozenset()

    @property
    def stage_in_words(self) -> Any:
        return Transfer.Stage(self.stage).label


@dataclass(frozen=True)
class Known:
    """All that matching reads: partners of today, in the order of their names, and what is public of them."""

    partners: Mapping[str, Named] = field(default_factory=dict)
    themes: Mapping[str, Named] = field(default_factory=dict)
    needs: tuple[Said, ...] = ()
    strengths: tuple[Said, ...] = ()
    practices: tuple[Thing, ...] = ()
    approaches: tuple[Thing, ...] = ()  # practices of other bodies beside what a partner does
    services: tuple[Thing, ...] = ()
    stays: tuple[Stay, ...] = ()
    passages: tuple[Passage, ...] = ()
    members: frozenset[tuple[str, str]] = frozenset()  # partner and theme

    def has_needs(self, partner: str) -> bool:
        return any(need.partner == partner for need in self.needs)

    def groups_of(self, *partners: str) -> list[Named]:
        """Return the groups in which all these partners work."""
        return [
            group
            for slug, group in self.themes.items()
            if all((one, slug) in self.members for one in partners)
        ]
