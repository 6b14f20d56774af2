from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusterix.publishing.files import (
    upload_path,
    validate_document_size,
    validate_document_type,
    validate_picture_size,
    validate_picture_type,
)

from .practice import Practice


class PartOfPractice(models.Model):
    """What belongs to one practice, and is public when the practice is."""

    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ("order", "pk")

    @property
    def is_public(self) -> bool:
        return self.practice.is_public  # type: ignore[attr-defined]


class Link(PartOfPractice):
    """An address where readers find more about a practice."""

    practice = models.ForeignKey(
        Practice, verbose_name=_("practice"), on_delete=models.CASCADE, related_name="links"
    )
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("address"), max_length=500)

    class Meta(PartOfPractice.Meta):
        verbose_name = _("further information link")
        verbose_name_plural = _("further information links")

    def __str__(self) -> str:
        return self.title


class Image(PartOfPractice):
    """A picture of a practice: described for those who do not see it, credited and licensed."""

    practice = models.ForeignKey(
        Practice, verbose_name=_("practice"), on_delete=models.CASCADE, related_name="images"
    )
    file = models.ImageField(
        _("picture"),
        upload_to=upload_path,
        max_length=250,
        validators=[validate_picture_type, validate_picture_size],
    )
    alt_text = models.CharField(
        _("alternative text"),
        max_length=250,
        blank=True,
        help_text=_("What the picture shows, for those who do not see it."),
    )
    is_decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("It shows nothing that the text does not say.")
    )
    caption = models.CharField(_("caption"), max_length=250, blank=True)
    credit = models.CharField(_("credit"), max_length=200)
    licence = models.CharField(_("licence"), max_length=100)

    class Meta(PartOfPractice.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_decorative=True, alt_text="") | Q(is_decorative=False) & ~Q(alt_text=""),
                name="%(app_label)s_%(class)s_described_or_decorative",
                violation_error_message=_(
                    "Describe the picture, or mark it as decorative and leave the text empty."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.alt_text or str(self.file)


class Attachment(PartOfPractice):
    """A document that comes with a practice."""

    practice = models.ForeignKey(
        Practice, verbose_name=_("practice"), on_delete=models.CASCADE, related_name="attachments"
    )
    file = models.FileField(
        _("document"),
        upload_to=upload_path,
        max_length=250,
        validators=[validate_document_type, validate_document_size],
    )
    title = models.CharField(_("title"), max_length=200)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True)

    class Meta(PartOfPractice.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return self.title
