from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from clusterix.publishing.records import public_at
from partners.models import SwotEntry
from workgroups.models import WorkingGroup


class EntryThemeQuerySet(models.QuerySet):
    def published(self) -> Self:
        return self.filter(public_at(self.model, "entry"), public_at(self.model, "group"))

    def get_by_natural_key(self, partner: str, dimension: str, statement: str, group: str) -> Any:
        said = {"entry__partner__slug": partner, "entry__dimension": dimension, "entry__statement": statement}
        return self.get(group__slug=group, entry__copy_of__isnull=True, **said)


class EntryTheme(models.Model):
    """A theme that a partner's strength or need belongs to; by it needs find what others are strong in."""

    entry = models.ForeignKey(
        SwotEntry, verbose_name=_("strength or need"), on_delete=models.CASCADE, related_name="themes"
    )
    group = models.ForeignKey(
        WorkingGroup, verbose_name=_("working group"), on_delete=models.PROTECT, related_name="entry_themes"
    )

    objects = EntryThemeQuerySet.as_manager()

    class Meta:
        ordering = ("group__order", "pk")
        verbose_name = _("theme of a strength or need")
        verbose_name_plural = _("themes")
        constraints = [
            models.UniqueConstraint(
                fields=("entry", "group"),
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This strength or need has this theme already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.group)

    def natural_key(self) -> tuple[str, ...]:
        return (*self.entry.natural_key(), *self.group.natural_key())

    natural_key.dependencies = ["partners.swotentry", "workgroups.workinggroup"]  # type: ignore[attr-defined]
