from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clusterix.publishing.records import key_in_place

NEW = 0  # no record has this key


class AutosaveQuerySet(models.QuerySet):
    def of(self, person: Any, model: Any, record: Any = None) -> Self:
        """Return what was kept for the person of the record's form, or of the form for a new record."""
        return self.filter(**form_of(person, model, record))


class Autosave(models.Model):
    """What somebody has typed into a form and not saved yet; one for each person and form, no version.

    A part with a form of its own, such as an indicator, is kept for itself: the trail is that of its whole.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField(default=NEW)
    revision = models.PositiveIntegerField(_("revision that was read"), default=0)
    data = models.JSONField(_("what the form held"))
    saved_at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)

    objects = AutosaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("kept form")
        verbose_name_plural = _("kept forms")
        constraints = [
            models.UniqueConstraint(
                fields=("user", "content_type", "object_id"), name="%(app_label)s_%(class)s_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content_type} {self.object_id}: {self.user}"


def form_of(person: Any, model: Any, record: Any = None) -> dict[str, Any]:
    """Return what names one person's form of the record, or of a new one."""
    pk = NEW if record is None else key_in_place(record)
    return {"user": person, "content_type": ContentType.objects.get_for_model(model), "object_id": pk}
