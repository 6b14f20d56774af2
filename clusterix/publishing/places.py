"""Where in Europe something is."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

nuts_code = RegexValidator(
    r"^[A-Z]{2}[0-9A-Z]{0,3}$",
    _("A NUTS code is two capital letters and up to three further letters or digits, such as AT12."),
)


def country_name(country: Any) -> str:
    """Return the name of a CountryField's value, empty where there is none."""
    return str(country.name)


class Region(models.Model):
    """A country and a region in it."""

    country = CountryField(_("country"), blank=True)
    region = models.CharField(_("region"), max_length=120, blank=True)

    class Meta:
        abstract = True

    @property
    def region_and_country(self) -> str:
        return ", ".join(part for part in (self.region, country_name(self.country)) if part)


class PositionPrecision(models.TextChoices):
    CITY = "city", _("the city’s centre")
    REGION = "region", _("the region’s middle")


class Place(Region):
    """A region and a city in it, with coordinates in degrees (WGS 84)."""

    nuts_code = models.CharField(
        _("NUTS code"),
        max_length=5,
        blank=True,
        validators=[nuts_code],
        help_text=_("The EU's code of the region, such as AT12."),
    )
    city = models.CharField(_("city"), max_length=120, blank=True)
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True, help_text=_("Degrees north.")
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True, help_text=_("Degrees east.")
    )
    position_precision = models.CharField(
        _("position stands for"), max_length=6, choices=PositionPrecision, default=PositionPrecision.CITY
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="%(app_label)s_%(class)s_coordinates_in_pairs",
                violation_error_message=_("Give both latitude and longitude, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="%(app_label)s_%(class)s_coordinates_on_earth",
                violation_error_message=_(
                    "Latitude lies between -90 and 90, longitude between -180 and 180."
                ),
            ),
        ]

    @property
    def spot(self) -> str:
        """Return what its position stands for, in words: "Vejle, Denmark"."""
        return ", ".join(part for part in (self.city or self.region, country_name(self.country)) if part)

    @property
    def where(self) -> str:
        """Return the place in words, from the city out: "Vejle, Syddanmark (DK03), Denmark"."""
        region = f"{self.region} ({self.nuts_code})" if self.region and self.nuts_code else self.region
        return ", ".join(part for part in (self.city, region, country_name(self.country)) if part)
