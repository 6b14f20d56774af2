"""What allauth asks us: who may come in, from where, and what is written to them."""

import logging
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from . import limits, sealing
from .clients import address_of

logger = logging.getLogger(__name__)
FRESH = 5 * 60  # seconds after signing in during which nobody is asked for the password once more


def may_come_in(person: Any) -> bool:
    return bool(person.is_active and person.is_staff)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_password": _("This is not your password."),
        "invalid_password_reset": _("This link does not work any more."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        try:
            return super().is_safe_url(url)
        except ValueError:  # no address at all, such as `http://[`
            return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Look at the password, unless so many were looked at; allauth itself would count in a cache."""
        name = credentials.get("username", "")
        attempt = limits.begin(request, limits.PASSWORD, name)
        person = authenticate(request, username=name, password=credentials.get("password"))
        if person is not None:
            attempt.succeeded()
        return person

    def is_reauthentication_required(self, *, app: str, **_others: Any) -> bool:
        """Ask for the password before a second factor changes, unless somebody has only just signed in."""
        records = get_authentication_records(self.request, self.request.user)
        return not any(record.get("at", 0) > time.time() - FRESH for record in records)

    def pre_login(self, request: HttpRequest, user: Any, **_others: Any) -> HttpResponse | None:
        return None if may_come_in(user) else _to_the_door(request)

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign the person in, who may have been made inactive between the password and the second factor."""
        if not may_come_in(user):
            raise ImmediateHttpResponse(_to_the_door(request))
        super().login(request, user)

    def add_message(self, request: HttpRequest, level: int, *args: Any, **more: Any) -> None:
        """Say nothing of what the page itself shows: that somebody is signed in, or out."""
        if not str(more.get("message_template") or (args or [""])[0]).endswith(
            ("/logged_in.txt", "/logged_out.txt")
        ):
            super().add_message(request, level, *args, **more)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return an address on the portal's own host, whatever host the request named."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.SITE_URL + path.replace("UID-KEY", key)

    def format_email_subject(self, subject: str) -> str:
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send the mail; where the mail server refuses, the page answers as ever: it tells nothing."""
        try:
            super().send_mail(template_prefix, email, {**context, "site_url": settings.SITE_URL})
        except OSError as error:
            logger.error("A mail could not be sent: %s", error)


def _to_the_door(request: HttpRequest) -> HttpResponse:
    clear_login(request)
    return HttpResponseRedirect(reverse("admin:login"))


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This is not the right code, or not the right key. Try again."),
    }

    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        return "Clusterix"

    def get_totp_label(self, user: Any) -> str:
        return user.get_username()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return str(_("My passkey"))


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Lets in whom the portal knows already, by an e-mail address that the provider has verified."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def authenticate_by_email(self, sociallogin: Any) -> None:
        """Do not let allauth look: it takes the password off an account whose address it has not verified."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if not sociallogin.is_existing:
            person = self._invited(sociallogin)
            if person is None:
                raise ImmediateHttpResponse(refused(request))
            sociallogin.connect(request, person)
        elif not may_come_in(sociallogin.user):
            raise ImmediateHttpResponse(refused(request))

    def _invited(self, sociallogin: Any) -> Any:
        """Return the one account with a verified address; none where several share it."""
        verified = [one.email for one in sociallogin.email_addresses if one.verified]
        found = [
            person
            for email in verified
            for person in User.objects.filter(email__iexact=email, is_active=True, is_staff=True)[:2]
        ]
        return found[0] if len(found) == 1 else None


def refused(request: HttpRequest) -> HttpResponse:
    """Return the one page for all whom the portal does not know, or whose address nobody has verified."""
    return TemplateResponse(request, "accounts/not_known.html", status=403).render()
