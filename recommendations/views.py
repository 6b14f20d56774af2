from typing import Any

from django.utils.translation import ngettext_lazy

from clusterix.browse.related import Related
from clusterix.browse.views import BrowseView, RecordPage

from .kinds import PLANS, RECOMMENDATIONS
from .models import ActionPlan, Recommendation
from .pictures import measured


class RecommendationList(BrowseView):
    kind = RECOMMENDATIONS
    noun = ngettext_lazy("%(count)d recommendation", "%(count)d recommendations", "count")
    columns = (
        *("order", "title", "slug", "topic", "summary", "working_groups", "why", "what_to_do"),
        *("addressees", "editors_note"),
    )


class RecommendationDetail(RecordPage):
    queryset = Recommendation.objects.published().for_page()
    theme = "working_groups"
    relations = {"themes": Related("working_groups", "theme")}


class ActionPlanList(BrowseView):
    kind = PLANS
    noun = ngettext_lazy("%(count)d action plan", "%(count)d action plans", "count")
    columns = (
        *("title", "slug", "partner", "policy_instrument", "start_on", "start_precision", "end_on"),
        *("end_precision", "summary", "description", "editors_note"),
    )


class ActionPlanDetail(RecordPage):
    queryset = ActionPlan.objects.published().for_page()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(indicators=measured(self.object.indicators.all()), **kwargs)
