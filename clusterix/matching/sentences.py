"""What is said of an offer: why it stands where it stands, and which staff exchange it suggests.

A reason goes on from the partner's name; each is a phrase of its own, so that each language can put it well.
"""

from collections.abc import Iterator

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext

from .known import Known, Stay
from .ranking import Offer


def reason(offer: Offer, known: Known, place: int, before: Offer | None) -> str:
    """Return why the offer has its place, from 1, behind the one before it."""
    told = {
        "partner": known.partners[offer.partner].name,
        "reasons": get_text_list(list(_reasons(offer, known)), gettext("and")),
    }
    if before is not None and before.points == offer.points:
        told["other"] = known.partners[before.partner].name
        return gettext("Level with %(other)s, because %(partner)s %(reasons)s; the alphabet decides.") % told
    if place == 1:
        return gettext("First because %(partner)s %(reasons)s.") % told
    return gettext("Number %(place)s because %(partner)s %(reasons)s.") % (told | {"place": apnumber(place)})


def _reasons(offer: Offer, known: Known) -> Iterator[str]:
    yield _strengths(offer)
    if n := len(offer.practices):
        phrase = ngettext("has %(count)s good practice on it", "has %(count)s good practices on it", n)
        yield phrase % {"count": apnumber(n)}
    if n := len(offer.approaches):
        phrase = ngettext(
            "does a task of it as %(count)s good practice of another body shows",
            "does tasks of it as %(count)s good practices of other bodies show",
            n,
        )
        yield phrase % {"count": apnumber(n)}
    if n := len(offer.services):
        phrase = ngettext(
            "offers %(count)s service for cluster managers",
            "offers %(count)s services for cluster managers",
            n,
        )
        yield phrase % {"count": apnumber(n)}
    if offer.taught:
        yield _taught(offer.taught[0], known)
    if any(stay not in offer.taught[:1] for stay in offer.between):
        phrase = gettext("has exchanged staff with %(partner)s before")
        yield phrase % {"partner": known.partners[offer.need.partner].name}
    if offer.together:
        phrase = gettext("is in the same working group as %(partner)s")
        yield phrase % {"partner": known.partners[offer.need.partner].name}


def _strengths(offer: Offer) -> str:
    n, near = len(offer.strengths), len(offer.in_dimension)
    if not offer.need.themes:
        phrase = ngettext(
            "names %(count)s strength in this dimension", "names %(count)s strengths in this dimension", n
        )
    elif n == near:
        phrase = ngettext(
            "names %(count)s strength on this theme and in this dimension",
            "names %(count)s strengths on this theme and in this dimension",
            n,
        )
    elif near:
        phrase = gettext("names %(count)s strengths on this theme (%(near)s of them in this dimension)")
    else:
        phrase = ngettext(
            "names %(count)s strength on this theme", "names %(count)s strengths on this theme", n
        )
    return phrase % {"count": apnumber(n), "near": apnumber(near)}


def _taught(stay: Stay, known: Known) -> str:
    told = {"other": known.partners[stay.learner].name, "year": stay.year}
    if stay.was_brought and stay.year:
        return gettext("went to %(other)s to share its practice on it in %(year)s") % told
    if stay.was_brought:
        return gettext("went to %(other)s to share its practice on it") % told
    if stay.year:
        return gettext("hosted an exchange on it with %(other)s in %(year)s") % told
    return gettext("hosted an exchange on it with %(other)s") % told


def learned_from(stay: Stay, known: Known) -> str:
    """Return how the partner in need learned in a stay, before the title of the stay."""
    told = {"other": known.partners[stay.teacher].name, "year": stay.year}
    if stay.was_brought and stay.year:
        return gettext("Staff of %(other)s came to share a practice on the same theme in %(year)s:") % told
    if stay.was_brought:
        return gettext("Staff of %(other)s came to share a practice on the same theme:") % told
    if stay.year:
        return gettext("Staff went to %(other)s on the same theme in %(year)s:") % told
    return gettext("Staff went to %(other)s on the same theme:") % told


def suggestion(offer: Offer, known: Known) -> str:
    """Return which staff exchange the offer suggests.

    One or two weeks were planned in CLUSTERIX 2.0, and a week was the most that came of it.
    """
    need = offer.need
    topics = [known.themes[theme].name for theme in known.themes if theme in need.themes & _themes(offer)]
    told = {
        "sender": known.partners[need.partner].name,
        "host": known.partners[offer.partner].name,
        "topic": get_text_list(topics, gettext("and")) or str(need.dimension_in_words),
    }
    if lesson := offer.last_lesson:
        told |= {"sender": known.partners[lesson.sender].name, "host": known.partners[lesson.host].name}
        phrase = gettext("%(sender)s has sent staff to %(host)s for this before: go on from there.")
    else:
        phrase = gettext(
            "Send somebody from %(sender)s to %(host)s to learn on the spot about “%(topic)s”. "
            "Earlier exchanges lasted up to a week."
        )
    return phrase % told


def _themes(offer: Offer) -> frozenset[str]:
    return frozenset().union(*(strength.themes for strength in offer.strengths))
