from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from clusterix.publishing.places import Region
from clusterix.publishing.prose import to_plain
from clusterix.publishing.prose_field import ProseField
from clusterix.publishing.records import Record, Records, SluggedQuerySet
from clusterix.publishing.slugs import ADDRESS_ONCE

from .words import tokens


class TermQuerySet(SluggedQuerySet):
    def for_cards(self) -> Self:
        return self.prefetch_related("meanings")


class Term(Record):
    """A word of the field, what it means in general, and what it means in single countries."""

    parts = ("meanings",)
    needed = ("meaning", "sources")

    term = models.CharField(_("term"), max_length=80)
    slug = models.SlugField(_("address"), max_length=90)
    spellings = models.CharField(
        _("other spellings"),
        max_length=300,
        blank=True,
        help_text=_(
            "Plurals, abbreviations and other names, with commas between them. Pages link the term where "
            "one of them stands."
        ),
    )
    summary = models.CharField(
        _("meaning in one sentence"), max_length=250, help_text=_("What a reader has to know to read on.")
    )
    meaning = ProseField(_("general meaning"), blank=True)
    is_editors_words = models.BooleanField(
        _("in the editors’ own words"),
        default=False,
        help_text=_("The general meaning is common knowledge that the editors put into words."),
    )

    objects = Records.from_queryset(TermQuerySet)()

    class Meta:
        ordering = (Lower("term"),)
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [ADDRESS_ONCE, *Record.Meta.constraints]

    def __str__(self) -> str:
        return self.term

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return reverse("glossary:term-detail", args=[self.slug])

    def clean(self) -> None:
        """Refuse a spelling that another term has: a page could not know which of them is meant."""
        super().clean()
        ours = {tokens(spelling): spelling for spelling in self.all_spellings}
        own = [pk for pk in (self.pk, self.copy_of_id) if pk]
        for other in type(self).objects.exclude(pk__in=own):
            for spelling in other.all_spellings:
                if tokens(spelling) in ours:
                    told = {"spelling": ours[tokens(spelling)], "term": other.term}
                    raise ValidationError(_now("“%(spelling)s” is a spelling of “%(term)s” already.") % told)

    @property
    def all_spellings(self) -> list[str]:
        """Return the term and its other spellings."""
        return [word for spelling in (self.term, *self.spellings.split(",")) if (word := spelling.strip())]

    @property
    def other_spellings(self) -> str:
        return ", ".join(self.all_spellings[1:])

    @property
    def country_meanings(self) -> list[str]:
        return [f"{meaning}: {to_plain(meaning.text)}" for meaning in self.meanings.all()]


class Meaning(Region):
    """What a term means in one country, or in one region of it."""

    part_of = "term"

    term = models.ForeignKey(Term, verbose_name=_("term"), on_delete=models.CASCADE, related_name="meanings")
    country = CountryField(_("country"))
    region = models.CharField(
        _("region"), max_length=120, blank=True, help_text=_("Where it is not the same in the whole country.")
    )
    text = ProseField(_("meaning"))

    class Meta:
        ordering = ("country", "region", "pk")
        verbose_name = _("meaning in a country")
        verbose_name_plural = _("meanings in countries")
        constraints = [
            models.UniqueConstraint(
                fields=("term", "country", "region"),
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This term has a meaning for this place already."),
            ),
        ]

    def __str__(self) -> str:
        return self.region_and_country
