from typing import Any

from django.utils import timezone
from django.utils.translation import ngettext_lazy
from django.views.generic import TemplateView

from clusterix.browse.related import Related
from clusterix.browse.views import BrowseView, RecordPage
from clusterix.browse.words.query import understood

from .brief import LONGEST, MOST, asked_for, practices_of, recommendations_of
from .counting import answers_to
from .kinds import PLANS, RECOMMENDATIONS
from .models import ActionPlan, Recommendation
from .offering import offered
from .pictures import measured
from .telling import told


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

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(answers=answers_to(self.object), **kwargs)


class BriefPage(TemplateView):
    """A brief to read, print or pass on; the address says what is in it, in which order, and for whom."""

    template_name = "recommendations/brief.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        brief = asked_for(self.request.GET)
        return super().get_context_data(
            brief=brief,
            told=told(recommendations_of(brief), practices_of(brief)),
            query=brief.query,
            most=MOST,
            today=timezone.localdate(),
            **kwargs,
        )


class BriefChoice(TemplateView):
    """Where the records of a brief are chosen and put into order."""

    template_name = "recommendations/brief_choice.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        brief = asked_for(self.request.GET)
        words, notice = understood(self.request.GET.get("q", ""))
        return super().get_context_data(
            brief=brief,
            query=brief.query,
            words=words,
            words_notice=notice,
            most=MOST,
            longest=LONGEST,
            offered=[] if brief.is_full else offered(brief, words),
            **kwargs,
        )


class ActionPlanList(BrowseView):
    kind = PLANS
    noun = ngettext_lazy("%(count)d action plan", "%(count)d action plans", "count")
    columns = (
        *("title", "slug", "partner", "policy_instrument", "start_on", "start_precision", "end_on"),
        *("end_precision", "summary", "description", "actions", "indicators", "editors_note"),
    )


class ActionPlanDetail(RecordPage):
    queryset = ActionPlan.objects.published().for_page()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(indicators=measured(self.object.indicators.all()), **kwargs)
