"""What every record of the knowledge base has in common: a status, sources, moments."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .signals import many_changed, many_changing


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")
    ARCHIVED = "archived", _("Archived")


class RecordQuerySet(models.QuerySet):
    """Selections of records. A kind whose publication hangs on another record narrows `published`."""

    def published(self) -> Self:
        """Return the records that visitors may see."""
        return self.filter(status=Status.PUBLISHED)

    def for_cards(self) -> Self:
        """Return the records with all that their cards show. A kind whose card needs joins names them."""
        return self

    def update(self, **values: Any) -> int:
        pks = list(self.order_by().values_list("pk", flat=True))
        with self._told(pks):
            return super().update(**values)

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        with self._told([]) as pks:
            written = super().bulk_create(objs, *args, **kwargs)
            pks += [record.pk for record in written if record.pk]
        return written

    @contextmanager
    def _told(self, pks: list[int]) -> Iterator[list[int]]:
        """Tell those who listen, such as the catalogue of lists, of records written past their `save`."""
        with transaction.atomic(using=self.db):
            many_changing.send(self.model, pks=pks)
            yield pks
            many_changed.send(self.model, pks=pks)


class SluggedQuerySet(RecordQuerySet):
    """Selections of records that have an address of their own."""

    def get_by_natural_key(self, slug: str) -> Any:
        return self.get(slug=slug)


class Record(models.Model):
    """One entry of the knowledge base, public only while its status is "published"."""

    status = models.CharField(
        _("status"),
        max_length=12,
        choices=Status,
        default=Status.DRAFT,
        db_index=True,
        help_text=_("Visitors see published records only."),
    )
    sources = models.ManyToManyField(
        "publishing.Source",
        verbose_name=_("sources"),
        blank=True,
        related_name="+",
        help_text=_("Where the facts of this record come from."),
    )
    editors_note = models.TextField(
        _("editors’ note"),
        blank=True,
        help_text=_("Shown to readers: what the editors concluded themselves and no source states."),
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("last changed"), default=timezone.now, editable=False)
    published_at = models.DateTimeField(_("first published"), null=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.updated_at = timezone.now()
        if self.is_published and self.published_at is None:
            self.published_at = self.updated_at
        with transaction.atomic():  # with what listens to the saving, such as the catalogue of lists
            super().save(*args, **kwargs)

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED

    @property
    def is_public(self) -> bool:
        """Say of one record what `published()` says of many: may visitors see it?"""
        return self.is_published


def public(record: Record | None) -> Any:
    """Return the record if visitors may see it, else None."""
    return record if record is not None and record.is_public else None
