"""Who is strong in what another needs, and in which order: pure functions over what is known.

A need is a weakness that a partner names. It meets the strengths of the other partners on a theme of its own;
where it has no theme, their strengths in its dimension. Opportunities and threats come from outside and are
no needs. Each partner that names such a strength offers; the more speaks for it, the earlier it stands.
`WEIGHTS` says what counts and why; more of anything never lowers a place. Of equals, the names decide, so
that the order is the same every day.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from partners.models import SwotEntry

from .known import Known, Passage, Said, Stay, Themes, Thing

MANAGERS = SwotEntry.Dimension.MANAGERS


@dataclass(frozen=True)
class Weight:
    """What one thing counts, how many of them count at most, and why, for people."""

    points: int
    most: int
    why: Any

    def of(self, things: Collection[Any]) -> int:
        return self.points * min(len(things), self.most)


WEIGHTS = {
    "strengths": Weight(5, 3, _("It names a strength in what is needed: the reason to ask it at all.")),
    "in_dimension": Weight(3, 1, _("The strength lies in the same dimension as the need.")),
    "taught": Weight(
        3, 1, _("It has shown others what it does on the theme, as a host or as a guest: it knows how to.")
    ),
    "practices": Weight(
        2, 3, _("A good practice on the theme is told here, and can be read before anybody travels.")
    ),
    "approaches": Weight(
        1,
        2,
        _("A good practice of another body shows how it does a task of the theme, as the editors see it."),
    ),
    "services": Weight(1, 2, _("A service for cluster managers can be looked at, or even used.")),
    "between": Weight(1, 1, _("The two have exchanged staff before and know each other.")),
    "together": Weight(1, 1, _("The two are in the same working group on the theme.")),
}


@dataclass(frozen=True)
class Offer:
    """What one partner has for a need of another, and all that its place rests on."""

    need: Said
    partner: str
    strengths: tuple[Said, ...] = ()
    practices: tuple[Thing, ...] = ()
    approaches: tuple[Thing, ...] = ()
    services: tuple[Thing, ...] = ()
    taught: tuple[Stay, ...] = ()  # on the theme, whoever learned from it
    between: tuple[Stay, ...] = ()  # of the two, either way, whatever the theme
    together: Themes = frozenset()

    @property
    def in_dimension(self) -> list[Said]:
        return [one for one in self.strengths if one.dimension == self.need.dimension]

    @cached_property
    def points(self) -> int:
        return sum(weight.of(getattr(self, name)) for name, weight in WEIGHTS.items())

    @property
    def last_lesson(self) -> Stay | None:
        """Return the latest stay in which the partner in need has learned from this one on the theme."""
        return next((stay for stay in self.taught if stay.learner == self.need.partner), None)


@dataclass(frozen=True)
class Match:
    """A need, who offers something for it, the best first, and what has been done about it so far."""

    need: Said
    offers: tuple[Offer, ...]
    passages: tuple[Passage, ...]
    stays: tuple[Stay, ...]

    def place_of(self, partner: str) -> int:
        """Return the place of the partner's offer, from 1; 0 where it offers nothing."""
        return next((n for n, offer in enumerate(self.offers, start=1) if offer.partner == partner), 0)


def matches(needs: Iterable[Said], known: Known) -> list[Match]:
    return [match(need, known) for need in needs]


def match(need: Said, known: Known) -> Match:
    strengths = [one for one in known.strengths if meets(need, one)]
    offers = [_offer(need, partner, strengths, known) for partner in {one.partner for one in strengths}]
    return Match(
        need,
        tuple(sorted(offers, key=lambda offer: _order(offer, known))),
        tuple(one for one in known.passages if one.taker == need.partner and one.themes & need.themes),
        tuple(one for one in known.stays if one.learner == need.partner and one.themes & need.themes),
    )


def _order(offer: Offer, known: Known) -> tuple[int, str, str]:
    return -offer.points, known.partners[offer.partner].name.casefold(), offer.partner


def _offer(need: Said, partner: str, strengths: list[Said], known: Known) -> Offer:
    pair, themes = {need.partner, partner}, need.themes
    return Offer(
        need,
        partner,
        tuple(one for one in strengths if one.partner == partner),
        tuple(one for one in known.practices if one.partner == partner and one.themes & themes),
        tuple(one for one in known.approaches if one.partner == partner and one.themes & themes),
        tuple(one for one in known.services if one.partner == partner and _serves(need, one)),
        tuple(one for one in known.stays if one.teacher == partner and one.themes & themes),
        tuple(one for one in known.stays if {one.sender, one.host} == pair),
        frozenset(theme for theme in themes if {(one, theme) for one in pair} <= known.members),
    )


def meets(need: Said, strength: Said) -> bool:
    if need.partner == strength.partner:
        return False
    if need.themes:
        return bool(need.themes & strength.themes)
    return need.dimension == strength.dimension


def _serves(need: Said, service: Thing) -> bool:
    """Say whether a service, which is for cluster managers whatever its theme, is one for this need."""
    return need.dimension == MANAGERS or bool(need.themes & service.themes)
