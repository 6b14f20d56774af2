"""Register interest: a visitor from any region asks about a practice, without an account."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from clusterix.visitors.below import BelowRecord
from clusterix.visitors.forms import MessageForm
from clusterix.visitors.mails import tell_managers
from clusterix.visitors.views import MessageFormView

from .models import Interest, Practice


class InterestForm(MessageForm):
    name = "interest"
    needed = field_order = ("organisation", "region", "country", "message", "name", "email")

    consent = forms.BooleanField(
        label=_(
            "Those who run the portal may keep what I write here and answer me. They may pass my "
            "organisation, my region and my message on to those in charge of the practice."
        ),
        error_messages={"required": _("Tick this box: without it nothing may be kept.")},
    )

    class Meta:
        model = Interest
        fields = ("organisation", "region", "country", "message", "name", "email")
        labels = {
            "organisation": _("Your organisation"),
            "region": _("Your region"),
            "country": _("Your country"),
            "message": _("What would you like to know, or to try?"),
            "name": _("Your name"),
            "email": _("Your e-mail address"),
        }
        help_texts = {
            "region": _("Such as Niederösterreich, or Västra Götaland."),
            "message": _(
                "What is the situation in your region, and what interests you? Up to 3,000 characters."
            ),
            "email": _("For the answer. It is passed on to nobody."),
        }
        error_messages = {
            "email": {"invalid": _("Enter a valid email address, such as name@example.org.")},
        }
        widgets = {
            "organisation": forms.TextInput(attrs={"autocomplete": "organization"}),
            "country": forms.Select(attrs={"autocomplete": "country"}),
            "message": forms.Textarea(attrs={"rows": 8}),
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }


class RegisterInterest(BelowRecord, MessageFormView):
    queryset = Practice.objects.published()
    template_name = "practices/interest.html"
    form_class = InterestForm
    below = "interest/"

    def get_success_url(self) -> str:
        return reverse("practices:interest-thanks", args=[self.record.slug])

    def given(self) -> dict[str, Any]:
        return {"practice": self.record, "consented_at": timezone.now()}

    def kept(self, message: Interest) -> None:
        """Tell managers that it is there. Who it is from they read at the desk, where it can be forgotten."""
        about = gettext("Somebody from another region asks about the good practice “%(title)s”.")
        words = (
            about % {"title": self.record},
            gettext("Read it at the desk: pass it on, make a row of the ledger of it, or decline it."),
        )
        tell_managers(message, gettext("Clusterix: interest in a good practice"), words)


class InterestThanks(BelowRecord, TemplateView):
    queryset = Practice.objects.published()
    template_name = "practices/interest_thanks.html"
    below = "interest/thanks/"
