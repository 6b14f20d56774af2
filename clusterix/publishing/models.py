from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug: str) -> Any:
        return self.get(slug=slug)


class Source(models.Model):
    """A document or public page that facts of the knowledge base come from."""

    slug = models.SlugField(_("short name"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    year = models.PositiveSmallIntegerField(_("year of publication"), null=True, blank=True)
    accessed_on = models.DateField(_("last checked"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ("publisher", "title")
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.UniqueConstraint(
                fields=("url",),
                condition=~models.Q(url=""),
                name="%(app_label)s_%(class)s_address_once",
                violation_error_message=_("A source with this address exists already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class Gone(models.Model):
    """The address of a record that was public once and is deleted for good."""

    kind = models.CharField(_("kind"), max_length=60)  # the label of its model
    slug = models.SlugField(_("address"), max_length=120)

    class Meta:
        verbose_name = _("address of what is gone")
        verbose_name_plural = _("addresses of what is gone")
        constraints = [
            models.UniqueConstraint(
                fields=("kind", "slug"),
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This address is known to be gone already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.slug}"
