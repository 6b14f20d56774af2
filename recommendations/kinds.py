from django.utils.translation import gettext_lazy as _

from clusterix.browse.kinds import Kind, register

from .filters import ActionPlanFilter, RecommendationFilter
from .models import ActionPlan, Recommendation

RECOMMENDATIONS = register(
    Kind(
        model=Recommendation,
        name=_("Recommendations"),
        route="recommendations:recommendation-list",
        filterset=RecommendationFilter,
        card="recommendations/_recommendation_card.html",
        watches=("evidence__practice",),
    )
)
PLANS = register(
    Kind(
        model=ActionPlan,
        name=_("Action plans"),
        route="recommendations:plan-list",
        filterset=ActionPlanFilter,
        card="recommendations/_plan_card.html",
    )
)
