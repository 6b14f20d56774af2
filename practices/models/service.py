from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from clusterix.publishing.prose_field import ProseField
from clusterix.publishing.records import Record, Records, SluggedQuerySet
from clusterix.publishing.relations import published_related
from clusterix.publishing.slugs import ADDRESS_ONCE, NotReserved
from partners.models import Partner
from workgroups.models import WorkingGroup

from .practice import Practice


class ServiceQuerySet(SluggedQuerySet):
    def for_cards(self) -> Self:
        return self.select_related("partner").prefetch_related(published_related(Service, "working_groups"))


class Service(Record):
    """Something that is offered to cluster management organisations, by a partner or someone else."""

    edited_by = ("partner__editors__user",)
    owner = "partner"
    needed = ("description", "sources")

    class Stage(models.TextChoices):
        YOUNG = "young", _("Young clusters")
        GROWING = "growing", _("Growing clusters")
        MATURE = "mature", _("Mature clusters")
        ANY = "any", _("Clusters at any stage")

    class Experience(models.TextChoices):
        TRIED = "tried", _("Tried")
        WORKS = "works", _("Works")
        STOPPED = "stopped", _("Stopped")

    class PayerKind(models.TextChoices):
        PUBLIC = "public", _("National or regional money")
        EUROPEAN = "european", _("European money")
        PUBLIC_AND_EUROPEAN = "public-and-european", _("European and national or regional money")
        CLUSTERS = "clusters", _("The clusters themselves")
        PUBLIC_AND_CLUSTERS = "public-and-clusters", _("The clusters and public money")

    PAYING: ClassVar[dict[str, set[str]]] = {
        PayerKind.PUBLIC: {PayerKind.PUBLIC},
        PayerKind.EUROPEAN: {PayerKind.EUROPEAN},
        PayerKind.PUBLIC_AND_EUROPEAN: {PayerKind.PUBLIC, PayerKind.EUROPEAN},
        PayerKind.CLUSTERS: {PayerKind.CLUSTERS},
        PayerKind.PUBLIC_AND_CLUSTERS: {PayerKind.PUBLIC, PayerKind.CLUSTERS},
    }

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("address"), max_length=110, validators=[NotReserved("matrix")])
    summary = models.CharField(_("summary"), max_length=250)
    description = ProseField(_("description"), blank=True)
    partner = models.ForeignKey(
        Partner,
        verbose_name=_("providing partner"),
        on_delete=models.PROTECT,
        related_name="services",
        null=True,
        blank=True,
    )
    provider = models.CharField(
        _("provider"),
        max_length=200,
        blank=True,
        help_text=_("Where it is not a partner, or to say it more exactly."),
    )
    country = CountryField(_("country"), blank=True)
    payer_kind = models.CharField(
        _("whose money pays"),
        max_length=20,
        choices=PayerKind,
        blank=True,
        help_text=_("Visitors filter by it. Leave it open where no source says so."),
    )
    payer = models.CharField(
        _("who pays"), max_length=250, blank=True, help_text=_("More exactly, as the source says it.")
    )
    stage = models.CharField(_("stage of cluster"), max_length=8, choices=Stage, blank=True)
    experience = models.CharField(_("experience so far"), max_length=8, choices=Experience, blank=True)
    is_open_to_others = models.BooleanField(_("open to other regions"), null=True, blank=True)
    lessons = ProseField(_("lessons"), blank=True)
    practices = models.ManyToManyField(
        Practice, verbose_name=_("good practices"), related_name="services", blank=True
    )

    working_groups = models.ManyToManyField(
        WorkingGroup, verbose_name=_("working groups"), related_name="services", blank=True
    )

    objects = Records.from_queryset(ServiceQuerySet)()

    class Meta:
        ordering = ("name",)
        verbose_name = _("service for cluster management organisations")
        verbose_name_plural = _("services for cluster management organisations")
        constraints = [
            ADDRESS_ONCE,
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(partner__isnull=False) | ~Q(provider=""),
                name="%(app_label)s_%(class)s_has_provider",
                violation_error_message=_("Name a partner or another provider."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return reverse("practices:service-detail", args=[self.slug])

    @property
    def paid_by(self) -> str:
        """Return whose money pays and who that is, as far as it is known."""
        return " – ".join(filter(None, (str(self.get_payer_kind_display()), self.payer)))
