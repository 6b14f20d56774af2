from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clusterix.publishing.records import Status

from .trail import Trail

LONGEST_NAME = 150  # of whom has done something


def name_of(person: Any) -> str:
    """Return the person's name as traces keep it: both names together may be longer than there is room."""
    return (person.get_full_name() or person.get_username())[:LONGEST_NAME]


class Version(models.Model):
    """A record as it was after one change, and who made the change, when and why."""

    class Action(models.TextChoices):
        FOUND = "found", _("As it was before its history began")
        ADDED = "added", _("Added")
        SAVED = "saved", _("Saved")
        STARTED = "start", _("Working copy started")
        SUBMITTED = "submit", _("Submitted for review")
        WITHDRAWN = "withdraw", _("Taken back from review")
        RETURNED = "return", _("Returned with a comment")
        PUBLISHED = "publish", _("Published")
        ARCHIVED = "archive", _("Archived")
        REVIEWED = "reviewed", _("Looked at: still right")
        REOPENED = "reopen", _("Made a draft again")
        DISCARDED = "discard", _("Working copy discarded")
        REVERTED = "revert", _("Reverted to an earlier version")
        MERGED = "merge", _("Merged with a colleague’s changes")
        DELETED = "delete", _("Deleted")
        RESTORED = "restore", _("Restored from the trash")

    trail = models.ForeignKey(Trail, on_delete=models.CASCADE, related_name="versions")
    revision = models.PositiveIntegerField(_("revision"))
    at = models.DateTimeField(_("when"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    by_name = models.CharField(_("name"), max_length=LONGEST_NAME, blank=True)
    action = models.CharField(_("what"), max_length=10, choices=Action)
    status = models.CharField(_("status"), max_length=12, choices=Status, blank=True)
    is_copy = models.BooleanField(_("of the working copy"), default=False)
    note = models.TextField(_("comment"), blank=True)
    data = models.JSONField(_("content"))

    class Meta:
        ordering = ("-revision",)
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        permissions = [("publish", "Can publish records")]
        constraints = [
            models.UniqueConstraint(fields=("trail", "revision"), name="%(app_label)s_%(class)s_once"),
        ]

    def __str__(self) -> str:
        return f"{self.trail} ({self.revision})"
