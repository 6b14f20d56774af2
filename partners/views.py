from typing import Any

from django.utils.translation import ngettext_lazy

from clusterix.browse.related import Related
from clusterix.browse.views import BrowseView, RecordPage

from .kinds import PARTNERS, PROJECTS
from .maps import partner_map
from .models import Partner, RelatedProject
from .pictures import by_dimension, needs_and_offers, strengths_grid


class PartnerList(BrowseView):
    kind = PARTNERS
    noun = ngettext_lazy("%(count)d partner", "%(count)d partners", "count")
    columns = (
        *("short_name", "name", "slug", "kind", "role", "country", "region", "nuts_code", "city"),
        *("latitude", "longitude", "website", "summary", "description"),
        *("policy_since", "policy_stage", "policy_programme", "policy_context", "cluster_meaning"),
    )

    def pictures(self) -> dict[str, Any]:
        return {"strengths": strengths_grid()}


class PartnerDetail(RecordPage):
    queryset = Partner.objects.published().for_page()
    relations = {
        "practices": Related("practices", facet="partner"),
        "received": Related("transfers_received", facet="receiver"),
        "given": Related("practices__transfers", facet="giver"),
        "services": Related("services", facet="partner"),
        "hosted": Related("exchanges_hosted", facet="host"),
        "sent": Related("exchanges_sent", facet="sender"),
        "plans": Related("action_plans", facet="partner"),
        "meetings": Related("meetings_hosted", facet="partner"),
    }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = self.object.public_swot_entries
        return super().get_context_data(
            map=partner_map(self.object),
            strengths=by_dimension(entries),
            **({} if self.object.role == Partner.Role.FORMER else needs_and_offers(entries)),
            **kwargs,
        )


class RelatedProjectList(BrowseView):
    kind = PROJECTS
    noun = ngettext_lazy("%(count)d related project", "%(count)d related projects", "count")
    columns = ("name", "full_name", "slug", "programme", "lead", "period", "budget", "summary", "description")


class RelatedProjectDetail(RecordPage):
    queryset = RelatedProject.objects.published().for_cards()
    relations = {
        "practices": Related("practices"),
        "came": Related("transfers_from"),
        "went": Related("transfers_to"),
        "meetings": Related("meetings"),
    }
