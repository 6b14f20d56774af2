import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from clusterix.publishing.periods import Precision, first_day, in_words, plausible

from .transfer import Transfer
from .transfer_stages import Stage


class Step(models.Model):
    """A stage that a transfer reached, since when, and what there is to say of it."""

    part_of = "transfer"

    transfer = models.ForeignKey(
        Transfer, verbose_name=_("transfer"), on_delete=models.CASCADE, related_name="steps"
    )
    stage = models.CharField(_("stage"), max_length=10, choices=Stage)
    reached_on = models.DateField(
        _("reached on"),
        validators=[plausible],
        help_text=_("Where only the month or year is known, give any day of it and say so beside."),
    )
    precision = models.CharField(_("known"), max_length=5, choices=Precision, default=Precision.DAY)
    note = models.CharField(
        _("note"), max_length=250, blank=True, help_text=_("Needed where the stage is one further back.")
    )

    class Meta:
        ordering = ("reached_on", "pk")
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        constraints = [
            models.UniqueConstraint(
                fields=("transfer", "stage", "reached_on"),
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This transfer has a step to this stage on this day already."),
            ),
        ]

    def __str__(self) -> str:
        note = f" ({self.note})" if self.note else ""
        return f"{self.get_stage_display()}, {self.when}{note}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.settle_date()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.settle_date()

    def settle_date(self) -> None:
        """Move the date to the first day of the month or year that it stands for."""
        if isinstance(self.reached_on, datetime.date):
            self.reached_on = first_day(self.reached_on, self.precision)

    @property
    def when(self) -> str:
        """Return the date as exactly as it is known."""
        return in_words(self.reached_on, self.precision)

    @property
    def is_public(self) -> bool:
        return self.transfer.is_public
