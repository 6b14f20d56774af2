"""Inviting somebody by e-mail: the account waits, inactive, until they choose a password."""

import logging
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from clusterix.desk import audit
from clusterix.desk.models import AuditEntry

from .models import Invitation

logger = logging.getLogger(__name__)
WORD = "invitation"


def may_be_invited(person: Any) -> bool:
    """Say whether the account waits for its first password: one that was in use gets no invitation."""
    return not person.is_active and not person.has_usable_password() and person.last_login is None


def send(person: Any, by: Any) -> bool:
    """Invite the person, or do so anew, and the earlier link ends; say whether the mail went out."""
    token = Invitation.objects.make(person, by)
    audit.record(AuditEntry.Action.ACCOUNT_CHANGED, by, person, **{WORD: audit.change(None, person.email)})
    told = {
        "person": person,
        "by": by.get_full_name() or by.get_username(),
        "link": settings.SITE_URL + reverse("accounts:invitation", args=[token]),
        "until": person.invitation.expires_at,
        "site_url": settings.SITE_URL,
    }
    text = render_to_string("accounts/mail/invitation.txt", told)
    try:
        send_mail(_("Your account at Clusterix"), text, settings.DEFAULT_FROM_EMAIL, [person.email])
    except OSError as error:
        logger.error("An invitation could not be sent: %s", error)
        return False
    return True


def withdraw(person: Any, by: Any) -> bool:
    """End the invitation; the account stays, and nobody can use it."""
    taken, _kinds = Invitation.objects.filter(person=person).delete()
    if taken:
        entry = {WORD: audit.change(person.email, None)}
        audit.record(AuditEntry.Action.ACCOUNT_CHANGED, by, person, **entry)
    return bool(taken)


@transaction.atomic
def accept(invitation: Invitation, password: str) -> User | None:
    """Give the account its first password; None where somebody was faster, or the invitation ended."""
    if not invitation.use_up():
        return None
    person = User.objects.select_for_update().get(pk=invitation.person_id)
    if person.has_usable_password() or person.last_login:  # given at the desk meanwhile
        return None
    person.set_password(password)
    person.is_active = True
    person.save()
    entry = {WORD: audit.change(person.email, _("accepted"))}
    audit.record(AuditEntry.Action.ACCOUNT_CHANGED, person, person, **entry)
    return person
