from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from clusterix.browse.cards import Card, cards_of
from clusterix.browse.catalogue.library import library
from clusterix.browse.finding import Everything, everything, finder, first_of_each
from clusterix.browse.kinds import Kind
from clusterix.browse.suggesting import suggestions
from clusterix.browse.words.query import understood
from clusterix.publishing.sharing import picture
from partners.models import Partner, RelatedProject
from practices.kinds import PRACTICES
from workgroups.models import WorkingGroup

from .kinds import KINDS
from .maps import partners_map

FIRST_RESULTS = 5


class Home(TemplateView):
    template_name = "pages/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        practices = finder(PRACTICES).counts("theme", "", {})
        partners = list(Partner.objects.published())
        return super().get_context_data(
            groups=[(group, practices[group.slug]) for group in WorkingGroup.objects.published()],
            examples=cards_of(first_of_each(PRACTICES, "theme", "told")),
            partners=partners,
            map=partners_map(partners),
            **kwargs,
        )


class Search(TemplateView):
    """Everything that holds the words, the first results of each kind."""

    template_name = "pages/search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words, notice = understood(self.request.GET.get("q", ""))
        context = {"words": words, "notice": notice, "searched": words, "meant": "", "groups": [], "total": 0}
        if words:
            found = everything(words, KINDS, FIRST_RESULTS)
            context |= {
                "searched": found.words,
                "meant": found.meant,
                "groups": self._groups(found),
                "total": sum(found.counts.values()),
            }
        return super().get_context_data(**context, **kwargs)

    def _groups(self, found: Everything) -> list[dict[str, Any]]:
        """Return for each kind with results its first ones, how many there are and where the rest is."""
        numbers = [number for best in found.best.values() for number in best]
        cards = cards_of(numbers, library.parse(found.words))
        return [self._group(kind, found, cards) for kind in KINDS if found.counts[kind.label]]

    def _group(self, kind: Kind, found: Everything, cards: list[Card]) -> dict[str, Any]:
        count = found.counts[kind.label]
        return {
            "kind": kind,
            "count": count,
            "cards": [card for card in cards if card.kind == kind.label],
            "more": kind.address if count > FIRST_RESULTS else "",
        }


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Answer what somebody may be typing: how the word may go on, and records with it in their title."""
    words, _notice = understood(request.GET.get("q", ""))
    found = suggestions(words, KINDS) if words else []
    announcement = ngettext("%(count)d suggestion", "%(count)d suggestions", len(found))
    return JsonResponse(
        {
            "suggestions": [
                {"text": one.text, "kind": str(one.kind or gettext("search")), "address": one.address}
                for one in found
            ],
            "announcement": announcement % {"count": len(found)},
        }
    )


@require_safe
def portal_picture(request: HttpRequest) -> HttpResponse:
    """Answer the picture of every page that is no record's."""
    return picture(request, "", gettext("Cluster policy that has been tried, and where it travelled"))


class About(TemplateView):
    template_name = "pages/about.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(projects=RelatedProject.objects.published(), **kwargs)
