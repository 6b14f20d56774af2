"""What follows when an account changes, or somebody shows a second factor: Django and allauth say so."""

from typing import Any

from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.db.models.signals import post_save

from clusterix.desk import audit
from clusterix.desk.models import AuditEntry

from . import second_factor, sessions


def start() -> None:
    post_save.connect(_account_saved, sender=User, dispatch_uid="accounts")
    signals.authenticator_added.connect(_added, dispatch_uid="accounts")
    signals.authenticator_removed.connect(_removed, dispatch_uid="accounts")
    signals.authenticator_used.connect(_used, dispatch_uid="accounts")
    signals.authentication_failed.connect(_failed, dispatch_uid="accounts")


def _account_saved(sender: Any, instance: Any, created: bool, **_others: Any) -> None:
    if not created and not (instance.is_active and instance.is_staff):
        sessions.end(instance)


def _added(sender: Any, request: Any, user: Any, authenticator: Any, **_others: Any) -> None:
    second_factor.give(request, user)
    _tell(user, None, authenticator)


def _removed(sender: Any, request: Any, user: Any, authenticator: Any, **_others: Any) -> None:
    _tell(user, authenticator, None)
    if not second_factor.is_set_up(user):
        request.session.pop(second_factor.SHOWN, None)
        sessions.end(user, but=request.session.session_key)


def _used(sender: Any, request: Any, user: Any, **_others: Any) -> None:
    second_factor.give(request, user)


def _failed(sender: Any, user: Any, **_others: Any) -> None:
    audit.failed(user.get_username())


def _tell(user: Any, before: Any, after: Any) -> None:
    kinds = [one and str(Authenticator.Type(one.type).label) for one in (before, after)]
    audit.record(AuditEntry.Action.ACCOUNT_CHANGED, user, user, **{second_factor.WORD: audit.change(*kinds)})
