from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .trail import Trail


class Held(models.Model):
    """What somebody wanted to save while a colleague had just saved the same record."""

    trail = models.ForeignKey(Trail, on_delete=models.CASCADE, related_name="held")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(_("when"), default=timezone.now)
    revision = models.PositiveIntegerField(_("revision that was read"))
    data = models.JSONField(_("content"))

    class Meta:
        ordering = ("-at",)
        verbose_name = _("held change")
        verbose_name_plural = _("held changes")

    def __str__(self) -> str:
        return f"{self.trail}: {self.by}"
