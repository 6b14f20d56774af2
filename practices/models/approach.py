from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from clusterix.publishing.records import Record, RecordQuerySet, Records, public_at
from partners.models import Partner
from workgroups.models import WorkingGroup

from .practice import Practice


class ApproachQuerySet(RecordQuerySet):
    def published(self) -> Self:
        both = public_at(self.model, "group"), public_at(self.model, "partner")
        return super().published().filter(*both)

    def get_by_natural_key(self, group: str, partner: str, task: str) -> Any:
        return self.get(group__slug=group, partner__slug=partner, task=task)


class Approach(Record):
    """How one partner does a task that several partners of a working group have to do."""

    edited_by = ("partner__editors__user", "group__leads__user")
    shown_on = "group"
    owner = "partner"

    group = models.ForeignKey(
        WorkingGroup, verbose_name=_("working group"), on_delete=models.CASCADE, related_name="approaches"
    )
    task = models.CharField(
        _("task"),
        max_length=120,
        help_text=_("Worded as for the other partners: approaches to the same task are compared."),
    )
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), on_delete=models.PROTECT, related_name="approaches"
    )
    practice = models.ForeignKey(
        Practice,
        verbose_name=_("good practice"),
        on_delete=models.PROTECT,
        related_name="approaches",
        null=True,
        blank=True,
    )
    summary = models.CharField(_("how the partner does it"), max_length=250, help_text=_("One sentence."))

    objects = Records.from_queryset(ApproachQuerySet)()

    class Meta:
        ordering = ("group", "task", Lower("partner__short_name"))
        verbose_name = _("approach")
        verbose_name_plural = _("approaches")
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=("group", "partner", "task"),
                condition=Q(copy_of__isnull=True),
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This partner’s approach to this task is there already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task}: {self.partner}"

    def natural_key(self) -> tuple[str, str, str]:
        return (*self.group.natural_key(), *self.partner.natural_key(), self.task)

    natural_key.dependencies = ["workgroups.workinggroup", "partners.partner"]  # type: ignore[attr-defined]

    @property
    def is_public(self) -> bool:
        return super().is_public and self.group.is_public and self.partner.is_public
