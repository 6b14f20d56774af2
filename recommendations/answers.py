"""Does this apply to your region? Readers answer without an account; managers accept what is counted."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from clusterix.visitors.forms import MessageForm
from clusterix.visitors.views import MessageFormView

from .models import Answer, Recommendation


class AnswerForm(MessageForm):
    name = "answer"

    class Meta:
        model = Answer
        fields = ("applies", "level", "country", "comment", "organisation", "may_be_shown")
        labels = {
            "applies": _("Does it apply to your region or your country?"),
            "level": _("The level at which you work"),
            "country": _("Your country"),
            "comment": _("Your comment (optional)"),
            "organisation": _("Your organisation (optional)"),
            "may_be_shown": _("My comment may be shown here, with my organisation if I name it."),
        }
        help_texts = {
            "comment": _("Why, or under which conditions? Up to 1,500 characters. Please name no persons."),
        }
        widgets = {
            "country": forms.Select(attrs={"autocomplete": "country"}),
            "comment": forms.Textarea(attrs={"rows": 6}),
            "organisation": forms.TextInput(attrs={"autocomplete": "organization"}),
        }


class OfPublicRecommendation:
    """A page below that of a recommendation: where visitors do not see the one, they do not see the other."""

    queryset = Recommendation.objects.published()
    recommendation: Recommendation

    def setup(self, request: HttpRequest, *args: Any, slug: str, **kwargs: Any) -> None:
        super().setup(request, *args, slug=slug, **kwargs)  # type: ignore[misc]
        self.recommendation = get_object_or_404(self.queryset.all(), slug=slug)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(recommendation=self.recommendation, **kwargs)  # type: ignore[misc]


class Applies(OfPublicRecommendation, MessageFormView):
    template_name = "recommendations/applies.html"
    form_class = AnswerForm

    def get_success_url(self) -> str:
        return reverse("recommendations:applies-thanks", args=[self.recommendation.slug])

    def given(self) -> dict[str, Any]:
        return {"recommendation": self.recommendation}


class AppliesThanks(OfPublicRecommendation, TemplateView):
    template_name = "recommendations/applies_thanks.html"
