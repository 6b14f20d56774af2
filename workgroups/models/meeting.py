from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from clusterix.publishing.periods import LATEST_FIRST, Period
from clusterix.publishing.prose_field import ProseField
from clusterix.publishing.records import Record, Records, SluggedQuerySet
from clusterix.publishing.relations import published_related
from clusterix.publishing.slugs import ADDRESS_ONCE
from partners.models import Partner, RelatedProject

from .working_group import WorkingGroup


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
    projects = models.ManyToManyField(
        RelatedProject, verbose_name=_("held with related projects"), related_name="meetings", blank=True
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
