import hashlib
import secrets
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clusterix.publishing import rights
from clusterix.publishing.records import Status, is_in_trash

from .trail import Trail, trail_of

DAYS = (1, 7, 14, 30)
USUAL_DAYS = 14


def _hash_of(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "backslashreplace")).hexdigest()


class ShareLinkQuerySet(models.QuerySet):
    def valid(self) -> Self:
        return self.filter(is_withdrawn=False, expires_at__gt=timezone.now())

    def at(self, token: str) -> Any:
        """Return the valid link of this token, by one question whatever is wrong with it."""
        found = self.valid().filter(token_hash=_hash_of(token))
        return found.select_related("trail__content_type", "made_by").first()

    def make(self, record: Any, person: Any, days: int) -> tuple[Any, str]:
        """Return a new link with its token, which is known only here and now."""
        token = secrets.token_urlsafe(32)
        link = self.create(
            trail=trail_of(record),
            token_hash=_hash_of(token),
            made_by=person,
            expires_at=timezone.now() + timedelta(days=days),
        )
        return link, token


class ShareLink(models.Model):
    """An address at which somebody without an account sees the preview of one record, for some days.

    Of its token, only what proves it is stored.
    """

    trail = models.ForeignKey(Trail, on_delete=models.CASCADE, related_name="share_links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), on_delete=models.CASCADE, related_name="+"
    )
    made_at = models.DateTimeField(_("when"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))
    is_withdrawn = models.BooleanField(_("withdrawn"), default=False)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        ordering = ("expires_at", "pk")
        verbose_name = _("share link")
        verbose_name_plural = _("share links")

    def __str__(self) -> str:
        return f"{self.trail}: {self.made_by}"

    def record(self) -> Any:
        """Return the record, while whoever made the link may see it at the desk.

        None of one that is archived or in the trash.
        """
        record: Any = self.trail.record
        if record is None or record.status == Status.ARCHIVED or is_in_trash(record):
            return None
        return record if rights.may_open(record, self.made_by) else None
