from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .trail import Trail


class Remark(models.Model):
    """What somebody at the desk says to colleagues of a record: never public, and no part of the record."""

    trail = models.ForeignKey(Trail, on_delete=models.CASCADE, related_name="remarks")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    by_name = models.CharField(_("name"), max_length=150, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now)
    text = models.TextField(_("comment"), max_length=5_000)

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self) -> str:
        return f"{self.trail}: {self.by_name}"
