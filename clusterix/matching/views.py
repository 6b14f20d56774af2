from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView

from clusterix.browse.catalogue.gathered import gathered
from clusterix.browse.catalogue.library import library
from partners.models import SwotEntry

from .asking import Asked, asked_for
from .gathering import everything_known
from .known import Known
from .page import askers, lesson, needed
from .ranking import WEIGHTS, matches


class NeedsAndOffers(TemplateView):
    """Each need with who is strong in it; of one partner, or what two can learn from each other."""

    template_name = "matching/needs_and_offers.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with library.as_of_now():
            return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = gathered(everything_known)
        return super().get_context_data(**shown(asked_for(self.request.GET, known), known), **kwargs)


def shown(asked: Asked, known: Known) -> dict[str, Any]:
    """Return what the page shows of what is known."""
    return {
        "asked": asked,
        "query": asked.query,
        "notices": asked.notices,
        "partner": known.partners.get(asked.partner),
        "other": known.partners.get(asked.other),
        "partners": sorted(known.partners.values(), key=lambda one: one.name.casefold()),
        "themes": known.themes.values(),
        "dimensions": SwotEntry.Dimension,
        "weights": WEIGHTS.values(),
        **(_of_two(asked, known) if asked.other else _of_all(asked, known)),
    }


def _of_all(asked: Asked, known: Known) -> dict[str, Any]:
    needs = [one for one in known.needs if asked.partner in ("", one.partner) and asked.is_about(one)]
    read = sorted(needed(matches(needs, known), known), key=lambda one: one.partner.name.casefold())
    return {
        "met": [one for one in read if one.offers],
        "unmet": [one for one in read if not one.offers],
        "is_asking": not asked.partner or known.has_needs(asked.partner),
        "askers": askers(asked.partner, asked, known) if asked.partner else [],
    }


def _of_two(asked: Asked, known: Known) -> dict[str, Any]:
    one, other = asked.partner, asked.other
    return {
        "lessons": [lesson(one, other, asked, known), lesson(other, one, asked, known)],
        "groups": known.groups_of(one, other),
        "stays": [stay for stay in known.stays if {stay.sender, stay.host} == {one, other}],
        "passages": [taken for taken in known.passages if {taken.giver, taken.taker} == {one, other}],
    }
