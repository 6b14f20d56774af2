"""What every record of the knowledge base has in common: a status, sources, moments."""

from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


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
        super().save(*args, **kwargs)

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED

    @property
    def is_public(self) -> bool:
        """Say of one record what `published()` says of many: may visitors see it?"""
        return self.is_published
