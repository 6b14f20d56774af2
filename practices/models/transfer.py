from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clusterix.publishing.periods import LATEST_FIRST, OpenPeriod
from clusterix.publishing.places import Region
from clusterix.publishing.prose_field import ProseField
from clusterix.publishing.records import Record, Records, public, public_at
from clusterix.publishing.relations import published_related
from clusterix.publishing.slugs import ADDRESS_ONCE
from partners.models import Partner, RelatedProject
from workgroups.models import Meeting, StaffExchange

from . import transfer_stages
from .practice import Practice, folded
from .transfer_journeys import Travelling

HOME = {
    "receiving_partner": _("A practice cannot travel to the partner that it comes from."),
    "receiving_organisation": _("A practice cannot travel to the organisation or region that it comes from."),
}


class TransferQuerySet(Travelling):
    def published(self) -> Self:
        return super().published().filter(public_at(self.model, "practice"))

    def for_cards(self) -> Self:
        return self.select_related(
            *("practice__partner", "receiving_partner", "became", "meeting"),
            *("exchange__host", "exchange__sender"),
        ).prefetch_related(published_related(Transfer, "practice__working_groups"), "steps")


class Transfer(Region, OpenPeriod, Record):
    """A practice on its way to another region: who took it, by which route and how far it came."""

    parts = ("steps",)
    needed = ("result", "sources")
    shown_on = "practice"
    owner = "practice__partner"

    Stage = transfer_stages.Stage

    class Route(models.TextChoices):
        MEETING = "meeting", _("Meeting")
        EXCHANGE = "exchange", _("Staff exchange")
        WORKSHOP = "workshop", _("Workshop")
        OTHER = "other", _("Other")

    slug = models.SlugField(_("short name"), max_length=110)
    practice = models.ForeignKey(
        Practice, verbose_name=_("good practice"), on_delete=models.PROTECT, related_name="transfers"
    )
    receiving_partner = models.ForeignKey(
        Partner,
        verbose_name=_("receiving partner"),
        on_delete=models.PROTECT,
        related_name="transfers_received",
        null=True,
        blank=True,
    )
    receiving_organisation = models.CharField(
        _("receiving organisation"), max_length=200, blank=True, help_text=_("Where it is not a partner.")
    )
    stage = models.CharField(_("stage"), max_length=10, choices=Stage)
    route = models.CharField(_("route"), max_length=10, choices=Route, blank=True)
    meeting = models.ForeignKey(
        Meeting,
        verbose_name=_("meeting"),
        on_delete=models.PROTECT,
        related_name="transfers",
        null=True,
        blank=True,
    )
    exchange = models.ForeignKey(
        StaffExchange,
        verbose_name=_("staff exchange"),
        on_delete=models.PROTECT,
        related_name="transfers",
        null=True,
        blank=True,
    )
    came_from = models.ForeignKey(
        RelatedProject,
        verbose_name=_("related project it came from"),
        on_delete=models.PROTECT,
        related_name="transfers_from",
        null=True,
        blank=True,
        help_text=_("Where it reached a region of this partnership through another project."),
    )
    went_to = models.ForeignKey(
        RelatedProject,
        verbose_name=_("related project it went to"),
        on_delete=models.PROTECT,
        related_name="transfers_to",
        null=True,
        blank=True,
        help_text=_("Where a region of this partnership gave the practice to another project."),
    )
    became = models.ForeignKey(
        Practice,
        verbose_name=_("good practice that came of it"),
        on_delete=models.PROTECT,
        related_name="came_by",
        null=True,
        blank=True,
        help_text=_("Where what the receiver made of it is told as a good practice of its own."),
    )
    changed = ProseField(_("what was changed"), blank=True)
    result = ProseField(_("result"), blank=True)

    objects = Records.from_queryset(TransferQuerySet)()

    class Meta:
        ordering = (LATEST_FIRST, "slug")
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        constraints = [
            ADDRESS_ONCE,
            *OpenPeriod.Meta.constraints,
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(receiving_partner__isnull=False, receiving_organisation="")
                | Q(receiving_partner__isnull=True) & ~Q(receiving_organisation=""),
                name="%(app_label)s_%(class)s_one_receiver",
                violation_error_message=_("Name either a receiving partner or another organisation."),
            ),
            models.CheckConstraint(
                condition=Q(meeting__isnull=True) | Q(route__in=["meeting", "workshop"]),
                name="%(app_label)s_%(class)s_meeting_is_the_route",
                violation_error_message=_("A meeting goes with the route “meeting” or “workshop”."),
            ),
            models.CheckConstraint(
                condition=Q(came_from__isnull=True) | Q(went_to__isnull=True),
                name="%(app_label)s_%(class)s_one_project",
                violation_error_message=_("It came from a related project or went to one, not both."),
            ),
            models.CheckConstraint(
                condition=Q(became__isnull=True) | ~Q(became=F("practice")),
                name="%(app_label)s_%(class)s_becomes_another",
                violation_error_message=_(
                    "What came of it is another good practice than the one that travelled."
                ),
            ),
            models.CheckConstraint(
                condition=Q(exchange__isnull=True) | Q(route="exchange"),
                name="%(app_label)s_%(class)s_exchange_is_the_route",
                violation_error_message=_("A staff exchange goes with the route “staff exchange”."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice} → {self.receiver}"

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return f"{reverse('practices:transfer-list')}#{self.slug}"

    def clean(self) -> None:
        super().clean()
        if self.practice_id and (field := self.goes_home(self.practice)):
            raise ValidationError({field: HOME[field]})

    def goes_home(self, practice: Practice) -> str:
        """Return the field that names where the practice comes from, empty where it goes elsewhere."""
        taker, origin = self.receiving_partner, practice.names_of_origin
        if taker and (practice.partner_id == taker.pk or folded(taker.name, taker.short_name) & origin):
            return "receiving_partner"
        return "receiving_organisation" if folded(self.receiving_organisation) & origin else ""

    def clean_with(self, parts: dict[str, list[Any]], before: Any = None) -> None:
        """Check that the steps lead to the stage, and that a way back is explained."""
        super().clean_with(parts, before)
        if self.stage:
            transfer_stages.check(self.stage, parts["steps"], before.stage if before else "")

    @property
    def receiver(self) -> str:
        """Return the receiving side in words, which may name a partner that is not public."""
        return str(self.receiving_partner or self.receiving_organisation)

    @property
    def giving_partner(self) -> Partner | None:
        return self.practice.partner

    @property
    def giving_organisation(self) -> str:
        return self.practice.organisation

    @property
    def giving_country(self) -> str:
        """Return the code of the practice's country, or else of its partner's while that is public."""
        partner = public(self.giving_partner)
        return str(self.practice.country or (partner.country if partner else ""))

    @property
    def is_public(self) -> bool:
        return super().is_public and self.practice.is_public
