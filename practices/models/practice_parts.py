import datetime
from pathlib import PurePath

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from clusterix.publishing.files import upload_path
from clusterix.publishing.periods import plausible
from clusterix.publishing.prose_field import ProseField, in_words
from clusterix.publishing.upload_fields import DocumentField, PictureField

from .practice import Practice


class PartOfPractice(models.Model):
    """What belongs to one practice, and is public when the practice is.

    `needed` are fields that may be empty in a draft, but not when the practice is handed in for review.
    """

    part_of = "practice"
    needed: tuple[str, ...] = ()

    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ("order", "pk")

    @property
    def is_public(self) -> bool:
        return self.practice.is_public  # type: ignore[attr-defined]

    @property
    def public_until(self) -> datetime.datetime | None:
        return self.practice.public_until  # type: ignore[attr-defined]


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

    undescribed = Q(alt_text="", is_decorative=False)

    practice = models.ForeignKey(
        Practice, verbose_name=_("practice"), on_delete=models.CASCADE, related_name="images"
    )
    file = PictureField(_("picture"), upload_to=upload_path, max_length=250)
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
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True)

    class Meta(PartOfPractice.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_decorative=False) | Q(alt_text=""),
                name="%(app_label)s_%(class)s_decorative_without_text",
                violation_error_message=_(
                    "Describe the picture, or mark it as decorative and leave the text empty."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.alt_text or PurePath(str(self.file)).name

    @property
    def needed(self) -> tuple[str, ...]:  # type: ignore[override]
        return ("credit", "licence") if self.is_decorative else ("alt_text", "credit", "licence")


class Attachment(PartOfPractice):
    """A document that comes with a practice."""

    needed = ("credit", "licence")

    practice = models.ForeignKey(
        Practice, verbose_name=_("practice"), on_delete=models.CASCADE, related_name="attachments"
    )
    file = DocumentField(_("document"), upload_to=upload_path, max_length=250)
    title = models.CharField(_("title"), max_length=200)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True)

    class Meta(PartOfPractice.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return self.title


class Opinion(PartOfPractice):
    """What an expert thinks of a practice, signed and dated, for readers to see beside it."""

    practice = models.ForeignKey(
        Practice, verbose_name=_("practice"), on_delete=models.CASCADE, related_name="opinions"
    )
    text = ProseField(_("opinion"), blank=True, help_text=_("Shown to readers, in the expert’s words."))
    name = models.CharField(
        _("name of the expert"), max_length=120, blank=True, help_text=_("Shown to readers: ask first.")
    )
    role = models.CharField(_("role or organisation"), max_length=200, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True, validators=[plausible])

    class Meta(PartOfPractice.Meta):
        verbose_name = _("expert’s opinion")
        verbose_name_plural = _("experts’ opinions")
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(name="") & Q(signed_on__isnull=False),
                name="%(app_label)s_%(class)s_signed",
                violation_error_message=_(
                    "Give the opinion together with the expert’s name and the day it was signed."
                ),
            ),
        ]

    def __str__(self) -> str:
        signed_on = date_format(self.signed_on, "j F Y") if self.signed_on else ""
        return ", ".join(filter(None, (self.name, self.role, signed_on)))

    @property
    def in_words(self) -> str:
        """Return the opinion with its signature, as files hold it."""
        return f"{in_words(self, 'text')}\n— {self}"
