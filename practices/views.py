from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy
from django.views.generic import TemplateView

from clusterix.browse.chosen import in_order
from clusterix.browse.filters import BrowseFilterSet
from clusterix.browse.models import Entry
from clusterix.browse.places import sites_of
from clusterix.browse.related import Related
from clusterix.browse.views import BrowseView, RecordPage, is_in_place
from clusterix.browse.words.query import understood
from clusterix.maps.drawing import Map
from clusterix.maps.frames import around
from clusterix.pictures.crossing import Crossing

from .comparison import MOST, asked_for, columns, groups, query_of
from .kinds import PRACTICES, SERVICES, TRANSFERS
from .models import Practice, Service, Transfer
from .models.transfer_journeys import MOST_JOURNEYS
from .pictures import lessons, transfers_crossed
from .services_compared import Compared, compared
from .suggesting import suggested

SHAPE = 0.8  # height of a map of transfers by its width


class PracticeList(BrowseView):
    kind = PRACTICES
    noun = ngettext_lazy("%(count)d good practice", "%(count)d good practices", "count")
    columns = (
        *("title", "slug", "summary", "partner", "organisation", "working_groups", "scope"),
        *("country", "region", "nuts_code", "city", "latitude", "longitude", "position_precision"),
        *("start_on", "start_precision", "end_on", "end_precision", "is_ongoing"),
        *("problem", "approach", "beneficiaries", "resources", "resources_amount", "resources_currency"),
        *("evidence", "difficulties", "limits", "transferability", "outcome", "editors_note"),
        "expert_opinions",
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"lessons": [] if is_in_place(self.request) else lessons(context["filter"].finder)}

    def map(self, filterset: BrowseFilterSet) -> Map | None:
        """Return the map of all practices found, in the view that shows it."""
        if filterset.view != "map":
            return None

        def together(places: list[str]) -> str:
            return self.kind.address + filterset.query(place=places, view="list")

        sites = sites_of(filterset.finder, filterset.searched, filterset.chosen, self.noun, together)
        return Map(
            _("Where these practices are"),
            sites,
            noun=self.noun,
            together=together,
            records=len(filterset.found),
        )


class PracticeDetail(RecordPage):
    queryset = Practice.objects.published().for_page()
    theme = "working_groups"
    relations = {
        "themes": Related("working_groups", "theme", note="working_groups__colour"),
        "came_by": Related("came_by", "on_outcome"),
        "transfers": Related("transfers", "on_practice"),
        "services": Related("services"),
        "meetings": Related("presented_at"),
        "exchanges": Related("discussed_at"),
        "grew_from": Related("grew_from"),
        "backs": Related("evidence_for__recommendation", note="evidence_for__basis"),
        "actions": Related("actions__plan", note="actions__title"),
    }


class PracticeComparison(TemplateView):
    """Up to four practices side by side; the address says which, in which order."""

    template_name = "practices/compare.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        slugs, notices = asked_for(self.request.GET)
        practices = in_order(Practice.objects.published().for_comparison(), slugs)
        words, notice = understood(self.request.GET.get("q", ""))
        is_full = len(practices) == MOST
        return super().get_context_data(
            columns=columns(practices),
            groups=groups(practices) if len(practices) > 1 else [],
            query=query_of(practice.slug for practice in practices),
            notices=[*notices, notice] if notice else notices,
            words=words,
            is_full=is_full,
            suggested=None if is_full else suggested(practices, words),
            **kwargs,
        )


class TransferList(BrowseView):
    kind = TRANSFERS
    noun = ngettext_lazy("%(count)d transfer", "%(count)d transfers", "count")
    columns = (
        *("practice", "slug", "giving_partner", "giving_organisation", "giving_country"),
        *("receiving_partner", "receiving_organisation", "country", "region", "stage", "route"),
        *("start_on", "start_precision", "end_on", "end_precision", "is_ongoing"),
        *("steps", "changed", "result", "became", "editors_note"),
    )

    def crossing(self, filterset: BrowseFilterSet) -> Crossing:
        return transfers_crossed(filterset, self.noun)

    def map(self, filterset: BrowseFilterSet) -> Map | None:
        """Return the map of the transfers found, in the view that shows it; of many, the latest."""
        if filterset.view != "map":
            return None
        entries = Entry.objects.filter(pk__in=filterset.found[:MOST_JOURNEYS]).values("record_id")
        journeys = Transfer.objects.published().filter(pk__in=entries).journeys()
        ends = [site.position for one in journeys for site in (one.start, one.end) if site]
        return Map(
            _("Where these practices travelled"),
            journeys=journeys,
            total=len(filterset.found),
            noun=self.noun,
            frame=around(ends, SHAPE),
        )


class ServiceList(BrowseView):
    kind = SERVICES
    noun = ngettext_lazy("%(count)d service", "%(count)d services", "count")
    columns = (
        *("name", "slug", "summary", "description", "partner", "provider", "country", "payer_kind"),
        *("payer", "stage", "experience", "is_open_to_others", "lessons", "editors_note"),
    )

    def crossing(self, filterset: BrowseFilterSet) -> Compared:
        return compared(filterset)


class ServiceDetail(RecordPage):
    queryset = Service.objects.published().for_cards()
    theme = "working_groups"
    relations = {"themes": Related("working_groups", "theme"), "practices": Related("practices")}
