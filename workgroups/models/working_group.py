from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clusterix.publishing.prose_field import ProseField
from clusterix.publishing.records import Record, Records, SluggedQuerySet, public_at
from clusterix.publishing.relations import published_related
from clusterix.publishing.slugs import ADDRESS_ONCE, NotReserved
from partners.models import Partner


class WorkingGroupQuerySet(SluggedQuerySet):
    def for_page(self) -> Self:
        return self.prefetch_related(
            published_related(WorkingGroup, "memberships", "partner"),
            published_related(WorkingGroup, "approaches", "partner", "practice"),
        )


class WorkingGroup(Record):
    """One of the themes on which partners work together; each good practice belongs to one or more."""

    parts = ("memberships",)
    edited_by = ("leads__user",)

    class Colour(models.TextChoices):
        TERRACOTTA = "terracotta", _("Terracotta")
        BLUE = "blue", _("Blue")
        VIOLET = "violet", _("Violet")
        GREEN = "green", _("Green")
        OCHRE = "ochre", _("Ochre")
        TEAL = "teal", _("Teal")

    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=60)
    slug = models.SlugField(_("address"), max_length=80, validators=[NotReserved("meetings", "exchanges")])
    colour = models.CharField(
        _("colour"),
        max_length=12,
        choices=Colour,
        help_text=_("The theme’s hue; its name always stands with it."),
    )
    summary = models.CharField(_("summary"), max_length=250)
    why = ProseField(_("why"), help_text=_("Why the partners deal with this."))
    aim = ProseField(_("aim"), help_text=_("What the group wants to achieve."))
    how = ProseField(_("how"), help_text=_("How the group goes about it."))

    objects = Records.from_queryset(WorkingGroupQuerySet)()

    class Meta:
        ordering = ("order", "name")
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")
        constraints = [ADDRESS_ONCE, *Record.Meta.constraints]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return reverse("workgroups:group-detail", args=[self.slug])


class Lead(models.Model):
    """Somebody who edits a working group's texts and meetings."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("user"), on_delete=models.CASCADE, related_name="groups_led"
    )
    group = models.ForeignKey(
        WorkingGroup, verbose_name=_("working group"), on_delete=models.CASCADE, related_name="leads"
    )

    class Meta:
        ordering = ("group", "user")
        verbose_name = _("working-group lead")
        verbose_name_plural = _("working-group leads")
        constraints = [
            models.UniqueConstraint(
                fields=("user", "group"),
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This person leads this group already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.group}"


class MembershipQuerySet(models.QuerySet):
    def published(self) -> Self:
        return self.filter(public_at(self.model, "partner"), public_at(self.model, "group"))

    def get_by_natural_key(self, partner: str, group: str) -> Any:
        return self.get(partner__slug=partner, group__slug=group)


class Membership(models.Model):
    """A partner's place in a working group."""

    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), on_delete=models.CASCADE, related_name="memberships"
    )
    group = models.ForeignKey(
        WorkingGroup, verbose_name=_("working group"), on_delete=models.CASCADE, related_name="memberships"
    )
    is_lead = models.BooleanField(_("leads the group"), default=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ("group__order", "-is_lead", Lower("partner__short_name"))
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=("partner", "group"),
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This partner is a member of the group already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner} – {self.group}"

    def natural_key(self) -> tuple[str, str]:
        return (self.partner.slug, self.group.slug)

    natural_key.dependencies = ["partners.partner", "workgroups.workinggroup"]  # type: ignore[attr-defined]
