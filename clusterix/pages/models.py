from django.db import models
from django.utils.translation import gettext_lazy as _

from clusterix.visitors.models import Message


class AccessibilityReport(Message):
    """What a visitor says keeps them from using a page."""

    what = models.TextField(_("what the matter is"), max_length=3000)
    where = models.CharField(_("on which page"), max_length=500, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    is_dealt_with = models.BooleanField(_("dealt with"), default=False)

    class Meta:
        ordering = ("is_dealt_with", "-received_at")
        verbose_name = _("accessibility report")
        verbose_name_plural = _("accessibility reports")

    def __str__(self) -> str:
        return self.what[:80]
