from typing import Any, NoReturn

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AppendOnly(TypeError):
    """What is in the audit log is neither changed nor taken out."""


class AuditEntries(models.QuerySet):
    def update(self, **values: Any) -> NoReturn:
        raise AppendOnly

    def bulk_update(self, *args: Any, **options: Any) -> NoReturn:
        raise AppendOnly

    def delete(self) -> NoReturn:
        raise AppendOnly


class AuditEntry(models.Model):
    """Something that somebody did, or tried to do, which others may have to account for later."""

    class Action(models.TextChoices):
        SIGNED_IN = "sign-in", _("Signed in")
        SIGN_IN_FAILED = "sign-in-failed", _("Failed to sign in")
        SIGNED_OUT = "sign-out", _("Signed out")
        PASSWORD = "password", _("Password changed")
        ACCOUNT_ADDED = "account-added", _("Account added")
        ACCOUNT_CHANGED = "account-changed", _("Account changed")
        ACCOUNT_DELETED = "account-deleted", _("Account deleted")
        STEP = "step", _("Step with a record")
        DELETED = "deleted", _("Record deleted")
        PURGED = "purged", _("Deleted for good")
        REFUSED = "refused", _("Refused")
        IMPORT = "import", _("Import")
        COMMAND = "command", _("Command")
        EXPORT = "export", _("Audit log exported")

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    name = models.CharField(_("who"), max_length=150)
    action = models.CharField(_("what was done"), max_length=20, choices=Action)
    what = models.CharField(_("about"), max_length=500, blank=True)
    detail = models.JSONField(_("details"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    times = models.PositiveIntegerField(_("times"), default=1)

    objects = AuditEntries.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = _("entry of the audit log")
        verbose_name_plural = _("audit log")
        default_permissions = ("view",)
        indexes = [models.Index(fields=("action", "at"), name="desk_audit_action_at")]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.what}" if self.what else str(self.get_action_display())

    def save(self, **options: Any) -> None:
        if not self._state.adding:
            raise AppendOnly
        super().save(**options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise AppendOnly
