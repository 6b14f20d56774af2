from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .trail import Trail


class PresenceQuerySet(models.QuerySet):
    def alive(self) -> Self:
        return self.filter(until__gte=timezone.now())


class Presence(models.Model):
    """Somebody has the form of a record open, as far as one knows until the moment that it names.

    `page` is the window that spoke last: an older one that closes later takes nothing away.
    """

    trail = models.ForeignKey(Trail, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    until = models.DateTimeField(_("counts until"), db_index=True)
    page = models.CharField(_("window"), max_length=36, blank=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        ordering = ("opened_at", "pk")
        verbose_name = _("open form")
        verbose_name_plural = _("open forms")
        constraints = [
            models.UniqueConstraint(fields=("trail", "user"), name="%(app_label)s_%(class)s_once"),
        ]

    def __str__(self) -> str:
        return f"{self.trail}: {self.user}"
