from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clusterix.maps.sites import Site
from clusterix.publishing import money
from clusterix.publishing.files import upload_path
from clusterix.publishing.periods import Period
from clusterix.publishing.places import Place
from clusterix.publishing.prose_field import ProseField
from clusterix.publishing.records import Record, RecordQuerySet, Records, SluggedQuerySet, public_at
from clusterix.publishing.relations import published_related
from clusterix.publishing.slugs import ADDRESS_ONCE, NotReserved
from clusterix.publishing.upload_fields import PictureField

from .policy import PolicyContext


class PartnerQuerySet(SluggedQuerySet):
    def for_cards(self) -> Self:
        return self.prefetch_related(published_related(Partner, "memberships", "group"))

    def for_page(self) -> Self:
        return self.for_cards().prefetch_related(published_related(Partner, "swot_entries"))


class Partner(Place, PolicyContext, Record):
    """An organisation of the partnership: it speaks for a region and hosts what the region learns."""

    class Kind(models.TextChoices):
        REGIONAL_AUTHORITY = "regional-authority", _("Regional authority")
        NATIONAL_AUTHORITY = "national-authority", _("National authority")
        DEVELOPMENT_AGENCY = "development-agency", _("Development agency")
        INNOVATION_AGENCY = "innovation-agency", _("Innovation agency")
        RESEARCH_INSTITUTE = "research-institute", _("Research institute")
        UNIVERSITY = "university", _("University")
        CLUSTER_ORGANISATION = "cluster-organisation", _("Cluster organisation")

    class Role(models.TextChoices):
        LEAD = "lead-partner", _("Lead partner")
        PARTNER = "partner", _("Partner")
        FORMER = "former-partner", _("Former partner")

    name = models.CharField(_("official name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60)
    slug = models.SlugField(_("address"), max_length=80, validators=[NotReserved("matching", "projects")])
    kind = models.CharField(_("kind"), max_length=24, choices=Kind)
    role = models.CharField(_("role"), max_length=16, choices=Role, default=Role.PARTNER)
    website = models.URLField(_("website"), max_length=300, blank=True)
    summary = models.CharField(_("summary"), max_length=250)
    description = ProseField(_("description"), blank=True)
    logo = PictureField(_("logo"), upload_to=upload_path, blank=True, max_length=250)

    objects = Records.from_queryset(PartnerQuerySet)()

    class Meta:
        ordering = (Lower("short_name"),)
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            ADDRESS_ONCE,
            *Place.Meta.constraints,
            *PolicyContext.Meta.constraints,
            *Record.Meta.constraints,
        ]

    def __str__(self) -> str:
        return self.short_name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return reverse("partners:partner-detail", args=[self.slug])

    def sites(self) -> list[Site]:
        """Return the partner as maps show it: one place, or none where its position is not known."""
        if self.latitude is None or self.longitude is None:
            return []
        named = self.region_and_country
        name = named if named.startswith(self.short_name) else f"{self.short_name}, {named}"
        where = float(self.latitude), float(self.longitude)
        return [
            Site(name, self.region, *where, self.get_absolute_url(), count=0, about=self.short_name, rank=0)
        ]


class Editor(models.Model):
    """Somebody who edits what belongs to a partner."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("user"), on_delete=models.CASCADE, related_name="editorships"
    )
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), on_delete=models.CASCADE, related_name="editors"
    )

    class Meta:
        ordering = ("partner", "user")
        verbose_name = _("partner editor")
        verbose_name_plural = _("partner editors")
        constraints = [
            models.UniqueConstraint(
                fields=("user", "partner"),
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This person edits this partner’s records already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.partner}"


class SwotEntryQuerySet(RecordQuerySet):
    def published(self) -> Self:
        return super().published().filter(public_at(self.model, "partner"))

    def get_by_natural_key(self, partner: str, dimension: str, statement: str) -> Any:
        return self.get(partner__slug=partner, dimension=dimension, statement=statement)


class SwotEntry(Record):
    """One strength, need (a weakness), opportunity or threat that a partner's region sees in itself."""

    parts = ("themes",)
    edited_by = ("partner__editors__user",)
    shown_on = "partner"
    owner = "partner"

    class Dimension(models.TextChoices):
        POLICIES = "relevant-policies", _("Relevant policies")
        COMPANIES = "support-for-companies", _("Support for companies")
        MANAGERS = "support-for-cluster-managers", _("Support for cluster managers")
        COORDINATION = "coordination-of-actors", _("Coordination of actors")
        DIGITAL = "cluster-activities-for-digital-change", _("Cluster activities for digital change")

    class Quadrant(models.TextChoices):
        STRENGTH = "strength", _("Strength")
        WEAKNESS = "weakness", _("Need")
        OPPORTUNITY = "opportunity", _("Opportunity")
        THREAT = "threat", _("Threat")

    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), on_delete=models.CASCADE, related_name="swot_entries"
    )
    dimension = models.CharField(_("dimension"), max_length=40, choices=Dimension)
    quadrant = models.CharField(_("quadrant"), max_length=12, choices=Quadrant)
    statement = models.CharField(_("statement"), max_length=300)

    objects = Records.from_queryset(SwotEntryQuerySet)()

    class Meta:
        ordering = ("partner", "quadrant", "dimension", "pk")
        verbose_name = _("strength or need")
        verbose_name_plural = _("strengths and needs")
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=("partner", "dimension", "statement"),
                condition=Q(copy_of__isnull=True),
                name="%(app_label)s_%(class)s_statement_once",
                violation_error_message=_("This partner has this statement already."),
            ),
        ]

    def __str__(self) -> str:
        return self.statement

    def natural_key(self) -> tuple[str, str, str]:
        return (*self.partner.natural_key(), self.dimension, self.statement)

    natural_key.dependencies = ["partners.partner"]  # type: ignore[attr-defined]

    @property
    def is_public(self) -> bool:
        return super().is_public and self.partner.is_public


class RelatedProject(Period, Record):
    """Another project that gave to this partnership or took from it."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("address"), max_length=80)
    full_name = models.CharField(_("full name"), max_length=250, blank=True)
    programme = models.CharField(_("programme"), max_length=120, blank=True)
    lead = models.CharField(_("lead partner"), max_length=200, blank=True)
    consortium = models.CharField(_("partner countries"), max_length=250, blank=True)
    budget = models.DecimalField(_("budget in euros"), max_digits=14, decimal_places=2, null=True, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    summary = models.CharField(_("summary"), max_length=250)
    description = ProseField(_("description"), blank=True)
    exchange = ProseField(
        _("what came from it and what went to it"),
        blank=True,
        help_text=_("What this partnership took from the project, and what it gave."),
    )

    objects = Records.from_queryset(SluggedQuerySet)()

    class Meta:
        ordering = ("name",)
        verbose_name = _("related project")
        verbose_name_plural = _("related projects")
        constraints = [ADDRESS_ONCE, *Period.Meta.constraints, *Record.Meta.constraints]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return reverse("partners:project-detail", args=[self.slug])

    @property
    def budget_in_words(self) -> str:
        return money.in_words(self.budget, "EUR")
