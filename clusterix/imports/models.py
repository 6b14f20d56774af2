from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clusterix.publishing import rights


class BatchQuerySet(models.QuerySet):
    def seen_by(self, person: Any, model: Any) -> Self:
        """Return the imports of one kind that the person may look at: their own, to a manager all."""
        found = self.filter(content_type=ContentType.objects.get_for_model(model))
        return found if rights.manages(person) else found.filter(by=person)


class Batch(models.Model):
    """One file that was read for import: what it would change, and what became of it."""

    class State(models.TextChoices):
        READING = "reading", _("Being read")
        FAULTY = "faulty", _("Cannot be imported")
        READ = "read", _("Read, nothing is written yet")
        WRITING = "writing", _("Being imported")
        WRITTEN = "written", _("Imported")
        UNDOING = "undoing", _("Being undone")
        UNDONE = "undone", _("Undone")

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    by_name = models.CharField(_("name"), max_length=150)
    at = models.DateTimeField(_("when"), default=timezone.now)
    file_name = models.CharField(_("file"), max_length=100)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.READING)
    fault = models.CharField(_("what is wrong"), max_length=500, blank=True)
    rows = models.PositiveIntegerField(_("rows"), default=0)

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        default_permissions = ()

    def __str__(self) -> str:
        return self.file_name

    @property
    def model(self) -> Any:
        return self.content_type.model_class()

    def counts(self) -> dict[str, int]:
        """Return how many rows there are of each kind."""
        counted = self.lines.order_by().values_list("kind").annotate(n=Count("pk"))
        return dict.fromkeys(Line.Kind.values, 0) | dict(counted)


class Line(models.Model):
    """One row of a file: what it makes or changes, or what is wrong with it.

    `before` and `after` are snapshots of the record; `faults` a list of `[column, reason]`.
    """

    class Kind(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        SAME = "same", _("As it is")
        FAULTY = "faulty", _("Faulty")

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField(_("row"))
    slug = models.CharField(_("address"), max_length=110, blank=True)
    kind = models.CharField(_("what it does"), max_length=7, choices=Kind)
    faults: Any = models.JSONField(_("what is wrong"), default=list)
    before: Any = models.JSONField(_("before"), null=True)
    after: Any = models.JSONField(_("after"), null=True)
    object_id: Any = models.PositiveBigIntegerField(null=True)
    revision = models.PositiveIntegerField(_("revision that was read"), default=0)
    makes_copy = models.BooleanField(_("begins a working copy"), default=False)

    class Meta:
        ordering = ("number",)
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("batch", "number"), name="%(app_label)s_%(class)s_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.slug}"
