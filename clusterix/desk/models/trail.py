from typing import Any, Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from clusterix.publishing.records import key_in_place, whole
from clusterix.publishing.relations import model_at


class TrailQuerySet(models.QuerySet):
    def of(self, record: Any) -> Self:
        return self.filter(**subject(record))


class Trail(models.Model):
    """All that was done to one record. Its revision counts the changes: who saves names the one they read.

    A working copy leaves its traces on the trail of its record. The trail outlives the record.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey()
    title = models.CharField(_("title"), max_length=300)
    revision = models.PositiveIntegerField(_("revision"), default=0)

    objects = TrailQuerySet.as_manager()

    class Meta:
        verbose_name = _("trail")
        verbose_name_plural = _("trails")
        constraints = [
            models.UniqueConstraint(
                fields=("content_type", "object_id"), name="%(app_label)s_%(class)s_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title


def subject(record: Any) -> dict[str, Any]:
    """Return what names the record on its trail; a working copy is named by its record."""
    record = whole(record)
    kind = ContentType.objects.get_for_model(type(record))
    return {"content_type": kind, "object_id": key_in_place(record)}


def trail_of(record: Any) -> Trail:
    """Return the record's trail, which begins where there is none yet."""
    trail, _made = Trail.objects.get_or_create(
        **subject(record), defaults={"title": str(whole(record))[:300]}
    )
    return trail


def revision_in_list(model: Any) -> Coalesce:
    """Return what reads the revision of each row by the same question as the row itself."""
    owner, key = (
        (model_at(model, model.part_of), model.part_of) if hasattr(model, "part_of") else (model, "pk")
    )
    kind = ContentType.objects.get_for_model(owner)
    trails = Trail.objects.filter(content_type=kind, object_id=OuterRef(key))
    return Coalesce(Subquery(trails.values("revision")[:1]), 0)


def revision_of(record: Any) -> int:
    return Trail.objects.of(record).values_list("revision", flat=True).first() or 0
