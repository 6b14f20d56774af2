from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from clusterix.publishing.periods import LATEST_FIRST, Period
from clusterix.publishing.prose_field import ProseField
from clusterix.publishing.records import Record, Records, SluggedQuerySet, public_at
from clusterix.publishing.relations import published_related
from clusterix.publishing.slugs import ADDRESS_ONCE
from partners.models import Partner

from .working_group import WorkingGroup


class StaffExchangeQuerySet(SluggedQuerySet):
    def published(self) -> Self:
        both = public_at(self.model, "host"), public_at(self.model, "sender")
        return super().published().filter(*both)

    def for_cards(self) -> Self:
        return self.select_related("host", "sender", "working_group").prefetch_related("ideas")

    def for_page(self) -> Self:
        return self.for_cards().prefetch_related(
            published_related(StaffExchange, "actions", "plan__partner"),
            published_related(StaffExchange, "instruments", "partner"),
        )


class StaffExchange(Period, Record):
    """A stay of one partner's staff inside another's organisation, to learn one thing on the spot."""

    parts = ("ideas",)
    edited_by = ("host__editors__user", "sender__editors__user")
    owner = "host"
    needed = ("learned", "sources")

    title = models.CharField(_("title"), max_length=150)
    slug = models.SlugField(_("address"), max_length=100)
    host = models.ForeignKey(
        Partner, verbose_name=_("host partner"), on_delete=models.PROTECT, related_name="exchanges_hosted"
    )
    sender = models.ForeignKey(
        Partner, verbose_name=_("sending partner"), on_delete=models.PROTECT, related_name="exchanges_sent"
    )
    place = models.CharField(_("place"), max_length=120, blank=True)
    country = CountryField(_("country"), blank=True)
    working_group = models.ForeignKey(
        WorkingGroup,
        verbose_name=_("working group"),
        on_delete=models.PROTECT,
        related_name="exchanges",
        null=True,
        blank=True,
    )
    topic = models.CharField(_("topic"), max_length=250)
    learned = ProseField(_("what was learned"), blank=True)
    outcome = ProseField(_("what came of it"), blank=True)

    objects = Records.from_queryset(StaffExchangeQuerySet)()

    class Meta:
        ordering = (LATEST_FIRST, "title")
        verbose_name = _("staff exchange")
        verbose_name_plural = _("staff exchanges")
        constraints = [
            ADDRESS_ONCE,
            *Period.Meta.constraints,
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(sender=F("host")),
                name="%(app_label)s_%(class)s_two_partners",
                violation_error_message=_("A partner cannot send staff to itself. Choose another host."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return reverse("workgroups:exchange-detail", args=[self.slug])

    @property
    def is_public(self) -> bool:
        return super().is_public and self.host.is_public and self.sender.is_public


class Idea(models.Model):
    """Something that people thought of doing at home because of a staff exchange."""

    exchange = models.ForeignKey(
        StaffExchange, verbose_name=_("staff exchange"), on_delete=models.CASCADE, related_name="ideas"
    )
    title = models.CharField(_("title"), max_length=200)
    text = ProseField(_("text"), blank=True, help_text=_("What was meant, and for whom."))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("idea that came")
        verbose_name_plural = _("ideas that came")
        constraints = [
            models.UniqueConstraint(
                fields=("exchange", "title"),
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This exchange has an idea of this title already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
