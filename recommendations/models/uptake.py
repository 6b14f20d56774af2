from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from clusterix.publishing.records import public_at

from .action_plan import Action
from .recommendation import Evidence, Recommendation


class UptakeQuerySet(models.QuerySet):
    def published(self) -> Self:
        hangs_on = ("recommendation", "action__plan", "action__plan__partner")
        return self.filter(*(public_at(self.model, path) for path in hangs_on))


class Uptake(models.Model):
    """A recommendation that an action took up, and who says that it did."""

    action = models.ForeignKey(
        Action, verbose_name=_("action"), on_delete=models.CASCADE, related_name="uptakes"
    )
    recommendation = models.ForeignKey(
        Recommendation, verbose_name=_("recommendation"), on_delete=models.PROTECT, related_name="uptakes"
    )
    basis = models.CharField(
        _("who says so"),
        max_length=8,
        choices=Evidence.Basis,
        default=Evidence.Basis.EDITOR,
        help_text=_("The project’s or the plan’s own statement, or a link that the editors drew."),
    )
    note = models.CharField(_("how the action takes it up"), max_length=300, blank=True)

    objects = UptakeQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("recommendation taken up")
        verbose_name_plural = _("recommendations taken up")
        constraints = [
            models.UniqueConstraint(
                fields=("action", "recommendation"),
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This recommendation is linked already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} → {self.recommendation}"
