"""What the page shows of needs and offers, put together for reading."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from practices.models import Transfer

from .asking import Asked
from .known import Known, Named, Passage, Said, Stay
from .ranking import Match, Offer, matches
from .sentences import learned_from, reason, suggestion

SHOWN = 3  # practices and stays in full; a list shows the rest
Stage = Transfer.Stage


@dataclass(frozen=True)
class Offered:
    """One offer as it is read: who, why there, what to look at, whom to send."""

    offer: Offer
    partner: Named
    reason: str
    suggestion: str
    elsewhere: list[Stay]  # on the theme, with others
    both: str  # the query string of the page about these two
    practices_at: str  # where all practices of the partner on the theme are listed

    @property
    def practices(self) -> Any:
        return self.offer.practices[:SHOWN]

    @property
    def practices_left(self) -> int:
        return len(self.offer.practices) - SHOWN


@dataclass(frozen=True)
class Answer:
    """Something that has been done about a need, and where it is told."""

    what: str
    title: str
    address: str


@dataclass(frozen=True)
class Needed:
    """A need as it is read."""

    need: Said
    partner: Named
    themes: list[Named]
    offers: list[Offered]
    answers: list[Answer]
    others: int  # practices of others on its themes, where nobody names a strength
    practices_at: str

    @property
    def hue(self) -> str:
        return self.themes[0].hue if self.themes else ""


@dataclass(frozen=True)
class Asker:
    """Somebody else's need to which a partner has something to offer, and in which place."""

    need: Said
    partner: Named
    place: int
    total: int
    both: str


@dataclass(frozen=True)
class Lesson:
    """What one partner can learn from another: needs that the other is strong in, or else its strengths.

    `is_asking` says whether any need of the learner is known at all.
    """

    learner: Named
    teacher: Named
    needs: list[Needed]
    strengths: list[Said]
    is_asking: bool


def needed(found: Iterable[Match], known: Known, only: str = "") -> list[Needed]:
    """Return the needs as they are read; with a partner, only those that it is strong in, and its offers."""
    shown = []
    for one in found:
        offers = [offer for offer in _offered(one, known) if only in ("", offer.partner.slug)]
        if offers or not only:
            shown.append(_needed(one, offers, known))
    return shown


def _needed(found: Match, offers: list[Offered], known: Known) -> Needed:
    need = found.need
    others = [one for one in known.practices if one.partner != need.partner and one.themes & need.themes]
    return Needed(
        need,
        known.partners[need.partner],
        [theme for slug, theme in known.themes.items() if slug in need.themes],
        offers,
        list(_answers(found, known)),
        len(others),
        _practices_at(partner=sorted({one.partner for one in others}), theme=sorted(need.themes)),
    )


def _offered(found: Match, known: Known) -> Iterator[Offered]:
    before = None
    for place, offer in enumerate(found.offers, start=1):
        yield Offered(
            offer,
            known.partners[offer.partner],
            reason(offer, known, place, before),
            suggestion(offer, known),
            [stay for stay in offer.taught if stay not in offer.between],
            urlencode({"partner": found.need.partner, "with": offer.partner}),
            _practices_at(partner=offer.partner, theme=sorted(found.need.themes)),
        )
        before = offer


def _practices_at(**facets: Any) -> str:
    return f"{reverse('practices:practice-list')}?{urlencode(facets, doseq=True)}"


def _answers(found: Match, known: Known) -> Iterator[Answer]:
    """Yield what has been done on the themes of the need; whether that is all of it, no record says."""
    for one in found.passages:
        yield Answer(_how_far(one), one.title, one.address)
    for stay in found.stays:
        yield Answer(learned_from(stay, known), stay.title, stay.address)


def _how_far(one: Passage) -> str:
    if one.stage == Stage.RUNNING:
        return gettext("A practice on the same theme already runs there:")
    if one.stage == Stage.DROPPED:
        return gettext("Tried there on the same theme, and dropped:")
    stage = str(one.stage_in_words).lower()
    return gettext("On its way there, on the same theme (%(stage)s):") % {"stage": stage}


def askers(partner: str, asked: Asked, known: Known) -> list[Asker]:
    """Return the needs of others that the partner is strong in, those first where it stands first."""
    others = [one for one in known.needs if one.partner != partner and asked.is_about(one)]
    found = [(match.place_of(partner), match) for match in matches(others, known)]
    found = sorted((one for one in found if one[0]), key=lambda one: one[0])
    return [
        Asker(
            match.need,
            known.partners[match.need.partner],
            place,
            len(match.offers),
            urlencode({"partner": partner, "with": match.need.partner}),
        )
        for place, match in found
    ]


def lesson(learner: str, teacher: str, asked: Asked, known: Known) -> Lesson:
    needs = [one for one in known.needs if one.partner == learner and asked.is_about(one)]
    strengths = [one for one in known.strengths if one.partner == teacher and asked.is_about(one)]
    met = needed(matches(needs, known), known, only=teacher)
    sides = known.partners[learner], known.partners[teacher]
    return Lesson(*sides, met, [] if met else strengths, known.has_needs(learner))
