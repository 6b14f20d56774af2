"""The form by which visitors say what keeps them from using a page.

It takes a signed ticket in place of Django's cookie against forged requests, so that visitors keep getting no
cookie: the form asks for no rights that a forged request could borrow. The ticket says when the form was
opened, and is good for one report.
"""

import logging
import secrets
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView

from .models import AccessibilityReport

LEAST_SECONDS = 3  # nobody reads and fills in the form faster
MOST_SECONDS = 60 * 60 * 24
MOST_A_DAY = 200  # reports, from everybody together
SIGNER = TimestampSigner(salt="accessibility report")

logger = logging.getLogger(__name__)


def new_ticket() -> str:
    return SIGNER.sign(secrets.token_hex(16))


class FeedbackForm(forms.ModelForm):
    # A trap for programs that fill in whatever there is; people do not see it.
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    ticket = forms.CharField(widget=forms.HiddenInput, required=False)

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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    @property
    def is_trapped(self) -> bool:
        return bool(self.cleaned_data.get("website"))

    def clean_ticket(self) -> str:
        """Return the number of the ticket. One that does not hold is replaced, and what was typed stays."""
        ticket = self.cleaned_data["ticket"]
        try:
            number = SIGNER.unsign(ticket, max_age=MOST_SECONDS)
        except SignatureExpired:
            self._renew_ticket(_("The form was open for more than a day. Please send it once more."))
        except BadSignature:
            self._renew_ticket(
                _("The form did not arrive whole. Please wait a moment and send it once more.")
            )
        if _is_too_young(ticket):
            raise ValidationError(
                _("That was faster than most people type. Please wait a moment and send it once more.")
            )
        return number

    def _renew_ticket(self, sentence: Any) -> None:
        self.data = {**self.data.dict(), "ticket": new_ticket()}  # type: ignore[attr-defined]  # a QueryDict
        raise ValidationError(sentence)

    def clean(self) -> dict[str, Any]:
        day = timezone.now() - timedelta(days=1)
        if AccessibilityReport.objects.filter(received_at__gte=day).count() >= MOST_A_DAY:
            raise ValidationError(
                _("Too many reports arrived today. Please come back tomorrow, or use the address below.")
            )
        return super().clean() or {}


def _is_too_young(ticket: str) -> bool:
    try:
        SIGNER.unsign(ticket, max_age=LEAST_SECONDS)
    except SignatureExpired:
        return False
    return True


@method_decorator((never_cache, csrf_exempt), name="dispatch")
class Feedback(FormView):
    template_name = "pages/feedback.html"
    form_class = FeedbackForm
    success_url = reverse_lazy("pages:feedback-thanks")
    http_method_names = ["get", "head", "post", "options"]  # Django takes a PUT for a POST

    def get_initial(self) -> dict[str, Any]:
        return {"ticket": new_ticket()}

    def form_valid(self, form: FeedbackForm) -> HttpResponse:
        if not form.is_trapped:
            report, is_new = AccessibilityReport.objects.get_or_create(
                ticket=form.cleaned_data["ticket"],
                defaults={name: form.cleaned_data[name] for name in form.Meta.fields},
            )
            if is_new:
                tell_managers(self.request, report)
        return super().form_valid(form)


def tell_managers(request: HttpRequest, report: AccessibilityReport) -> None:
    """Write to the managers' address where there is one; the report is kept whether or not the mail goes."""
    if not settings.MANAGERS_EMAIL:
        return
    desk = settings.SITE_URL + reverse("admin:pages_accessibilityreport_change", args=[report.pk])
    mail = EmailMessage(
        gettext("Clusterix: an accessibility report"),
        "\n\n".join(filter(None, (report.what, report.where, desk))),
        to=[settings.MANAGERS_EMAIL],
        reply_to=[report.email] if report.email else None,
    )
    try:
        mail.send()
    except (OSError, SMTPException):
        logger.exception("The mail about an accessibility report was not sent; the report is at the desk.")
