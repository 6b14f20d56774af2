"""What a map is given to draw: places, and journeys between them."""

from dataclasses import dataclass
from functools import cached_property

from .projection import Position, position


@dataclass(frozen=True)
class Site:
    """Something at a place in degrees: its name for people, a short one for the picture, where it leads to.

    `count` is how many records there are, `about` what the table says of them, `rank` who speaks for a point
    that several share (the lowest), `key` what the page calls it. `is_middle` says that no more is known than
    the country: the place is its middle.
    """

    name: str
    label: str
    latitude: float
    longitude: float
    address: str
    count: int = 1
    about: str = ""
    rank: int = 2
    key: str = ""
    is_middle: bool = False

    @cached_property
    def position(self) -> Position:
        return position(self.latitude, self.longitude)


@dataclass(frozen=True)
class Topic:
    """A theme of what travels: its name and its hue."""

    name: str
    hue: str


@dataclass(frozen=True)
class Journey:
    """Something on its way from one place to another.

    A side without a place on any map has a name alone, and its country (`from_country`, `to_country`) where
    that is known.
    """

    name: str
    address: str
    giver: str
    taker: str
    start: Site | None
    end: Site | None
    state: str = ""
    themes: tuple[Topic, ...] = ()
    from_country: str = ""
    to_country: str = ""

    @property
    def hue(self) -> str:
        """Return the hue of its first theme, which is that of its arc."""
        return self.themes[0].hue if self.themes else ""

    @property
    def is_rough(self) -> bool:
        return any(site is not None and site.is_middle for site in (self.start, self.end))

    @property
    def is_within_country(self) -> bool:
        """Say whether no more is known of both ends than the same country."""
        both = self.start is not None and self.end is not None and self.start.name == self.end.name
        return both and self.is_rough

    @property
    def has_unknown_end(self) -> bool:
        """Say whether of one end or both not even the country is known."""
        return not ((self.start or self.from_country) and (self.end or self.to_country))
