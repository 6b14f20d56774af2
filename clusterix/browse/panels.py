"""What a page of filters shows of a facet: its values, each with the number of results it would give."""

from dataclasses import dataclass
from functools import cached_property

SHOWN = 10  # of a long facet; the others fold behind "Show all"
WHOLE = 20  # so many of the others stand there whole; more scroll in a part of their own


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Panel:
    """One facet. Of a long one the values with most results come first, unless their own order says more."""

    name: str
    label: str
    options: list[Option]
    is_ranked: bool

    @property
    def is_worth_showing(self) -> bool:
        return len(self.options) > 1 or any(option.chosen for option in self.options)

    @cached_property
    def first(self) -> list[Option]:
        if len(self.options) <= SHOWN:
            return self.options
        ranked = sorted(self.options, key=lambda option: -option.count) if self.is_ranked else self.options
        return ranked[:SHOWN]

    @cached_property
    def rest(self) -> list[Option]:
        first = {option.value for option in self.first}
        return [option for option in self.options if option.value not in first]

    @property
    def is_very_long(self) -> bool:
        return len(self.rest) > WHOLE

    @property
    def is_unfolded(self) -> bool:
        """Say whether a value is chosen that would be hidden otherwise."""
        return any(option.chosen for option in self.rest)
