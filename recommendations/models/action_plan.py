from typing import Any, Self

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clusterix.publishing.periods import Period
from clusterix.publishing.prose_field import ProseField
from clusterix.publishing.records import Record, Records, SluggedQuerySet, public_at
from clusterix.publishing.relations import model_at
from clusterix.publishing.slugs import ADDRESS_ONCE
from partners.models import Partner
from practices.models import Practice
from workgroups.models import StaffExchange

from .recommendation import by_basis


class ActionPlanQuerySet(SluggedQuerySet):
    def published(self) -> Self:
        return super().published().filter(public_at(self.model, "partner"))

    def for_cards(self) -> Self:
        return self.select_related("partner").prefetch_related(
            "actions__practices__working_groups", "indicators"
        )

    def for_page(self) -> Self:
        practices = models.Prefetch(
            "actions__practices", Practice.objects.published(), to_attr="public_practices"
        )
        uptakes = models.Prefetch(
            "actions__uptakes",
            model_at(ActionPlan, "actions__uptakes").objects.published().select_related("recommendation"),
            to_attr="public_uptakes",
        )
        exchanges = models.Prefetch(
            "actions__exchanges", StaffExchange.objects.published(), to_attr="public_exchanges"
        )
        return self.select_related("partner").prefetch_related(
            "actions", practices, uptakes, exchanges, "indicators__readings"
        )


class ActionPlan(Period, Record):
    """What one partner set out to change at home after the learning phase."""

    parts = ("actions", "indicators")
    edited_by = ("partner__editors__user",)
    owner = "partner"
    needed = ("description", "sources")

    title = models.CharField(_("title"), max_length=150)
    slug = models.SlugField(_("address"), max_length=110)
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), on_delete=models.PROTECT, related_name="action_plans"
    )
    policy_instrument = models.CharField(_("policy instrument"), max_length=250, blank=True)
    summary = models.CharField(_("summary"), max_length=250)
    description = ProseField(_("description"), blank=True)

    objects = Records.from_queryset(ActionPlanQuerySet)()

    class Meta:
        ordering = (Lower("partner__short_name"), "title")
        verbose_name = _("action plan")
        verbose_name_plural = _("action plans")
        constraints = [ADDRESS_ONCE, *Period.Meta.constraints, *Record.Meta.constraints]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return reverse("recommendations:plan-detail", args=[self.slug])

    @property
    def is_public(self) -> bool:
        return super().is_public and self.partner.is_public


class ActionQuerySet(models.QuerySet):
    def published(self) -> Self:
        return self.filter(public_at(self.model, "plan"), public_at(self.model, "plan__partner"))

    def get_by_natural_key(self, plan: str, title: str) -> Any:
        return self.get(plan__slug=plan, title=title)


class Action(models.Model):
    """One step of an action plan."""

    part_of = "plan"
    parts = ("uptakes",)
    edited_by = ("plan__partner__editors__user",)

    plan = models.ForeignKey(
        ActionPlan, verbose_name=_("action plan"), on_delete=models.CASCADE, related_name="actions"
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    title = models.CharField(_("title"), max_length=200)
    what = ProseField(_("what"), blank=True)
    players = models.TextField(_("players"), blank=True)
    timeframe = models.CharField(_("timeframe"), max_length=200, blank=True)
    costs = models.CharField(_("costs"), max_length=200, blank=True)
    funding = models.CharField(_("funding"), max_length=250, blank=True)
    practices = models.ManyToManyField(
        Practice, verbose_name=_("good practices behind it"), related_name="actions", blank=True
    )
    exchanges = models.ManyToManyField(
        StaffExchange, verbose_name=_("staff exchanges it came from"), related_name="actions", blank=True
    )

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        constraints = [
            models.UniqueConstraint(
                fields=("plan", "title"),
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This plan has an action of this title already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str, str]:
        return (self.plan.slug, self.title)

    natural_key.dependencies = ["recommendations.actionplan"]  # type: ignore[attr-defined]

    @property
    def uptakes_by_basis(self) -> list[tuple[str, list[Any]]]:
        """Return what it took up under the name of who says so; for a plan fetched `for_page`."""
        return by_basis(self.public_uptakes)  # type: ignore[attr-defined]


class IndicatorQuerySet(models.QuerySet):
    def get_by_natural_key(self, plan: str, name: str) -> Any:
        return self.get(plan__slug=plan, name=name)


class Indicator(models.Model):
    """What a plan measures itself by. Baseline and target stay empty where they are not known."""

    part_of = "plan"
    parts = ("readings",)
    edited_by = ("plan__partner__editors__user",)

    plan = models.ForeignKey(
        ActionPlan, verbose_name=_("action plan"), on_delete=models.CASCADE, related_name="indicators"
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name = models.CharField(_("name"), max_length=200)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    baseline = models.DecimalField(_("baseline"), max_digits=16, decimal_places=2, null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=16, decimal_places=2, null=True, blank=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = [
            models.UniqueConstraint(
                fields=("plan", "name"),
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This plan has an indicator of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str]:
        return (self.plan.slug, self.name)

    natural_key.dependencies = ["recommendations.actionplan"]  # type: ignore[attr-defined]


class Reading(models.Model):
    """The value of an indicator on a day."""

    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), on_delete=models.CASCADE, related_name="readings"
    )
    read_on = models.DateField(_("date"))
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=2)
    note = models.CharField(_("note"), max_length=250, blank=True)

    class Meta:
        ordering = ("read_on",)
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        constraints = [
            models.UniqueConstraint(
                fields=("indicator", "read_on"),
                name="%(app_label)s_%(class)s_one_a_day",
                violation_error_message=_("This indicator has a reading on this day already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} ({self.read_on})"
