"""Does this apply to your region? Readers answer without an account; managers accept what is counted."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from clusterix.visitors.below import BelowRecord
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


class Applies(BelowRecord, MessageFormView):
    queryset = Recommendation.objects.published()
    template_name = "recommendations/applies.html"
    form_class = AnswerForm
    below = "applies/"

    def get_success_url(self) -> str:
        return reverse("recommendations:applies-thanks", args=[self.record.slug])

    def given(self) -> dict[str, Any]:
        return {"recommendation": self.record}


class AppliesThanks(BelowRecord, TemplateView):
    queryset = Recommendation.objects.published()
    template_name = "recommendations/applies_thanks.html"
    below = "applies/thanks/"
