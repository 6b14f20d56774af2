from django.utils.translation import ngettext_lazy

from clusterix.browse.views import BrowseView
from clusterix.publishing.views import RecordDetail

from .filters import ActionPlanFilter, RecommendationFilter
from .models import ActionPlan, Recommendation


class RecommendationList(BrowseView):
    queryset = Recommendation.objects.published().for_cards()
    filterset_class = RecommendationFilter
    card = "recommendations/_recommendation_card.html"
    noun = ngettext_lazy("%(count)d recommendation", "%(count)d recommendations", "count")
    columns = (
        *("order", "title", "slug", "topic", "summary", "working_groups", "why", "what_to_do"),
        *("addressees", "editors_note"),
    )


class RecommendationDetail(RecordDetail):
    queryset = Recommendation.objects.published().for_page()


class ActionPlanList(BrowseView):
    queryset = ActionPlan.objects.published().for_cards()
    filterset_class = ActionPlanFilter
    card = "recommendations/_plan_card.html"
    noun = ngettext_lazy("%(count)d action plan", "%(count)d action plans", "count")
    columns = (
        *("title", "slug", "partner", "policy_instrument", "start_on", "start_precision", "end_on"),
        *("end_precision", "summary", "description", "editors_note"),
    )


class ActionPlanDetail(RecordDetail):
    queryset = ActionPlan.objects.published().for_page()
