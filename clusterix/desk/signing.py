"""The audit log learns who signs in and out."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from . import audit
from .models import AuditEntry


def start() -> None:
    user_logged_in.connect(_signed_in, dispatch_uid="audit")
    user_logged_out.connect(_signed_out, dispatch_uid="audit")
    user_login_failed.connect(_failed, dispatch_uid="audit")


def _signed_in(sender: Any, user: Any, **_others: Any) -> None:
    audit.record(AuditEntry.Action.SIGNED_IN, user)


def _signed_out(sender: Any, user: Any, **_others: Any) -> None:
    if user is not None:
        audit.record(AuditEntry.Action.SIGNED_OUT, user)


def _failed(sender: Any, credentials: dict[str, Any], **_others: Any) -> None:
    audit.failed(str(credentials.get("username") or ""))
