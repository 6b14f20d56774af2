"""The second factor: a session has it once it was shown there. In production the desk asks for it."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from clusterix.desk import audit
from clusterix.desk.models import AuditEntry

from . import sessions

SHOWN = "second_factor_of"  # the key of the account whose second factor this session has seen
WORD = "second factor"
IN_WORDS = {
    Authenticator.Type.TOTP: _("authenticator app"),
    Authenticator.Type.WEBAUTHN: _("passkey or security key"),
    Authenticator.Type.RECOVERY_CODES: _("recovery codes"),
}


def give(request: HttpRequest, person: Any) -> None:
    request.session[SHOWN] = str(person.pk)


def is_enough(request: HttpRequest, person: Any) -> bool:
    """Say whether the session of the person may be used beyond the pages that set up a second factor."""
    return not settings.SECOND_FACTOR_REQUIRED or request.session.get(SHOWN) == str(person.pk)


def half_signed_in(request: HttpRequest) -> Any:
    """Return who is signed in but has not shown a second factor yet, None where that is nobody."""
    if not settings.SECOND_FACTOR_REQUIRED:
        return None
    person = get_user(request)
    return person if person.is_authenticated and not is_enough(request, person) else None


def is_set_up(person: Any) -> bool:
    return _of(person).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def named(person: Any) -> list[str]:
    """Return what second factors the person has, in words."""
    return sorted({str(IN_WORDS[Authenticator.Type(one.type)]) for one in _of(person)})


def take_away(person: Any, by: Any = None) -> bool:
    """Take all second factors off an account, and end its sessions; say whether there were any."""
    before = named(person)
    _of(person).delete()
    sessions.end(person)
    if before:
        audit.record(AuditEntry.Action.ACCOUNT_CHANGED, by, person, **{WORD: audit.change(before, [])})
    return bool(before)


def _of(person: Any) -> Any:
    return Authenticator.objects.filter(user_id=person.pk)
