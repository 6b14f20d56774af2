from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AccessibilityReport(models.Model):
    """What a visitor says keeps them from using a page."""

    what = models.TextField(_("what the matter is"), max_length=3000)
    where = models.CharField(_("on which page"), max_length=500, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    received_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    is_dealt_with = models.BooleanField(_("dealt with"), default=False)
    # Of the form it came by, which is taken once however often it is sent.
    ticket = models.CharField(max_length=32, unique=True, editable=False)

    class Meta:
        ordering = ("is_dealt_with", "-received_at")
        verbose_name = _("accessibility report")
        verbose_name_plural = _("accessibility reports")

    def __str__(self) -> str:
        return self.what[:80]
