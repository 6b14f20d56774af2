"""The form by which visitors say what keeps them from using a page."""

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clusterix.visitors.forms import MessageForm
from clusterix.visitors.mails import tell_managers
from clusterix.visitors.views import MessageFormView

from .models import AccessibilityReport


class FeedbackForm(MessageForm):
    name = "accessibility report"

    class Meta:
        model = AccessibilityReport
        fields = ("what", "where", "email")
        labels = {
            "what": _("What is the matter?"),
            "where": _("On which page? (optional)"),
            "email": _("Your e-mail address (optional)"),
        }
        help_texts = {
            "what": _("What did you want to do, and what kept you from it? Up to 3,000 characters."),
            "where": _("Its address or its title."),
            "email": _("Only if you would like an answer."),
        }
        error_messages = {
            "email": {"invalid": _("Enter a valid email address, such as name@example.org.")},
        }
        widgets = {
            "what": forms.Textarea(attrs={"rows": 8}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }


class Feedback(MessageFormView):
    template_name = "pages/feedback.html"
    form_class = FeedbackForm
    success_url = reverse_lazy("pages:feedback-thanks")

    def kept(self, message: AccessibilityReport) -> None:
        words = (message.what, message.where)
        tell_managers(message, gettext("Clusterix: an accessibility report"), words, message.email)
