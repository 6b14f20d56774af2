from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from clusterix.publishing.periods import LATEST_FIRST, Period
from clusterix.publishing.prose_field import ProseField
from clusterix.publishing.records import Record, Records, SluggedQuerySet, public_at
from clusterix.publishing.relations import published_related
from clusterix.publishing.slugs import ADDRESS_ONCE, NotReserved
from partners.models import Partner


class WorkingGroupQuerySet(SluggedQuerySet):
    def for_page(self) -> Self:
        return self.prefetch_related(published_related(WorkingGroup, "memberships", "partner"))


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


class MeetingQuerySet(SluggedQuerySet):
    def for_cards(self) -> Self:
        return self.select_related("host").prefetch_related(published_related(Meeting, "groups"))

    def for_page(self) -> Self:
        return self.select_related("host")


class Meeting(Period, Record):
    """A partner meeting, workshop, conference or visit at which practices were seen and discussed."""

    edited_by = ("groups__leads__user",)
    owner = "host"
    needed = ("description", "sources")

    class Kind(models.TextChoices):
        PARTNER_MEETING = "partner-meeting", _("Partner meeting")
        PEER_REVIEW = "peer-review", _("Peer review")
        STUDY_VISIT = "study-visit", _("Study visit")
        WORKSHOP = "workshop", _("Workshop")
        CONFERENCE = "conference", _("Conference")
        STAKEHOLDER_MEETING = "stakeholder-meeting", _("Stakeholder meeting")
        ONLINE = "online-event", _("Online event")

    title = models.CharField(_("title"), max_length=150)
    slug = models.SlugField(_("address"), max_length=100)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    place = models.CharField(_("place"), max_length=120, blank=True)
    country = CountryField(_("country"), blank=True)
    host = models.ForeignKey(
        Partner,
        verbose_name=_("host"),
        on_delete=models.PROTECT,
        related_name="meetings_hosted",
        null=True,
        blank=True,
    )
    groups = models.ManyToManyField(
        WorkingGroup, verbose_name=_("working groups"), related_name="meetings", blank=True
    )
    summary = models.CharField(_("summary"), max_length=250)
    description = ProseField(_("description"), blank=True)
    participants = models.PositiveIntegerField(_("participants counted"), null=True, blank=True)
    countries_counted = models.PositiveSmallIntegerField(_("countries counted"), null=True, blank=True)

    objects = Records.from_queryset(MeetingQuerySet)()

    class Meta:
        ordering = (LATEST_FIRST, "title")
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [ADDRESS_ONCE, *Period.Meta.constraints, *Record.Meta.constraints]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return reverse("workgroups:meeting-detail", args=[self.slug])


class StaffExchangeQuerySet(SluggedQuerySet):
    def published(self) -> Self:
        both = public_at(self.model, "host"), public_at(self.model, "sender")
        return super().published().filter(*both)

    def for_cards(self) -> Self:
        return self.select_related("host", "sender", "working_group")


class StaffExchange(Period, Record):
    """A stay of one partner's staff inside another's organisation, to learn one thing on the spot."""

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
