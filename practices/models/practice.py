from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import TaggedItemBase

from clusterix.publishing import money
from clusterix.publishing.periods import OpenPeriod
from clusterix.publishing.places import Place
from clusterix.publishing.prose_field import ProseField
from clusterix.publishing.records import Record, Records, SluggedQuerySet
from clusterix.publishing.relations import published_related
from clusterix.publishing.slugs import ADDRESS_ONCE, NotReserved
from partners.models import Partner, RelatedProject
from workgroups.models import Meeting, StaffExchange, WorkingGroup

# The sections of the story, in the template's order.
STORY = (
    *("problem", "approach", "beneficiaries", "resources", "evidence"),
    *("difficulties", "limits", "transferability"),
)
# How many of them are told.
TOLD = sum(
    (Case(When(**{section: ""}, then=Value(0)), default=Value(1)) for section in STORY),
    start=Value(0),
)


def folded(*names: str) -> set[str]:
    """Return the names as people compare them, whatever their capitals and spaces; no empty one."""
    return {" ".join(name.split()).casefold() for name in names} - {""}


class TaggedPractice(TaggedItemBase):
    """One tag on one practice."""

    content_object = models.ForeignKey("Practice", on_delete=models.CASCADE, related_name="tagged_items")


class PracticeQuerySet(SluggedQuerySet):
    def for_cards(self) -> Self:
        return self.select_related("partner").prefetch_related(
            published_related(Practice, "working_groups"),
            published_related(Practice, "transfers"),
            *("tags", "opinions"),
        )

    def for_page(self) -> Self:
        return self.select_related("partner", "related_project").prefetch_related(
            "links", "images", "attachments", "opinions"
        )

    def for_comparison(self) -> Self:
        return self.select_related("partner", "related_project").prefetch_related(
            published_related(Practice, "working_groups"),
            published_related(Practice, "came_by", "practice"),
            published_related(Practice, "transfers", "receiving_partner"),
            published_related(Practice, "services", "partner"),
            published_related(Practice, "presented_at", "host"),
            published_related(Practice, "discussed_at", "host"),
            published_related(Practice, "grew_from", "host"),
            published_related(Practice, "evidence_for", "recommendation"),
            published_related(Practice, "actions", "plan"),
            *("links", "attachments", "opinions", "sources", "tags"),
        )


class Practice(Place, OpenPeriod, Record):  # type: ignore[django-manager-missing]  # taggit is untyped
    """Something a region tried in cluster policy, told along the Interreg Europe template."""

    parts = ("links", "images", "attachments", "opinions")
    edited_by = ("partner__editors__user",)
    owner = "partner"
    story = STORY

    class Scope(models.TextChoices):
        LOCAL = "local", _("Local")
        REGIONAL = "regional", _("Regional")
        NATIONAL = "national", _("National")
        INTERREGIONAL = "interregional", _("Interregional")
        EUROPEAN = "european", _("European")

    class Outcome(models.TextChoices):
        WORKED = "worked", _("Worked")
        MIXED = "mixed", _("Worked in part")
        DID_NOT_WORK = "did-not-work", _("Did not work")

    LESSONS = (Outcome.DID_NOT_WORK, Outcome.MIXED)  # of these, others learn what not to do

    title = models.CharField(_("title"), max_length=100)
    slug = models.SlugField(
        _("address"),
        max_length=110,
        validators=[NotReserved("compare", "transfers", "services")],
    )
    summary = models.CharField(
        _("summary"), max_length=250, help_text=_("One sentence that lets a busy reader decide to read on.")
    )
    partner = models.ForeignKey(
        Partner,
        verbose_name=_("partner"),
        on_delete=models.PROTECT,
        related_name="practices",
        null=True,
        blank=True,
        help_text=_("Leave empty where the practice comes from outside the partnership."),
    )
    organisation = models.CharField(
        _("organisation in charge"),
        max_length=200,
        blank=True,
        help_text=_("Its full name. Needed where no partner is named."),
    )
    working_groups = models.ManyToManyField(
        WorkingGroup, verbose_name=_("working groups"), related_name="practices", blank=True
    )
    tags = TaggableManager(through=TaggedPractice, verbose_name=_("tags"), blank=True)
    scope = models.CharField(_("geographical scope"), max_length=14, choices=Scope, blank=True)
    problem = ProseField(
        _("what problem it addresses"), blank=True, help_text=_("What was wrong or missing, and for whom.")
    )
    approach = ProseField(
        _("what was done"), blank=True, help_text=_("What was set up or changed, step by step, and by whom.")
    )
    beneficiaries = ProseField(
        _("who benefits"),
        blank=True,
        help_text=_("Firms, clusters, authorities: who gains, and how many where known."),
    )
    resources = ProseField(
        _("resources needed"),
        blank=True,
        help_text=_("Money, staff and time. Put the total into the amount below too, where it is known."),
    )
    resources_amount = models.DecimalField(
        _("amount"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    resources_currency = models.CharField(
        _("currency"), max_length=3, blank=True, help_text=_("Three letters, such as EUR.")
    )
    evidence = ProseField(
        _("evidence of success"),
        blank=True,
        help_text=_("Figures and findings, each with its year. No praise without a source."),
    )
    difficulties = ProseField(
        _("difficulties and lessons"),
        blank=True,
        help_text=_("What went wrong on the way, and what others should know."),
    )
    transferability = ProseField(
        _("potential for learning or transfer"),
        blank=True,
        help_text=_("What another region could take over, and what it would need."),
    )
    limits = ProseField(
        _("what it did not achieve"),
        blank=True,
        help_text=_("Goals that were missed, or effects that nobody could show."),
    )
    outcome = models.CharField(_("did it work?"), max_length=12, choices=Outcome, blank=True)
    contact_role = models.CharField(
        _("contact"), max_length=200, blank=True, help_text=_("A role, never a person’s name or address.")
    )
    related_project = models.ForeignKey(
        RelatedProject,
        verbose_name=_("related project"),
        on_delete=models.PROTECT,
        related_name="practices",
        null=True,
        blank=True,
    )
    told = models.GeneratedField(expression=TOLD, output_field=models.SmallIntegerField(), db_persist=True)
    presented_at = models.ManyToManyField(
        Meeting, verbose_name=_("presented at"), related_name="practices", blank=True
    )
    discussed_at = models.ManyToManyField(
        StaffExchange, verbose_name=_("discussed at"), related_name="practices", blank=True
    )
    grew_from = models.ManyToManyField(
        StaffExchange,
        verbose_name=_("grew from"),
        related_name="instruments",
        blank=True,
        help_text=_("Where it is what a staff exchange led to, a policy instrument or not."),
    )

    objects = Records.from_queryset(PracticeQuerySet)()

    class Meta:
        ordering = ("title",)
        verbose_name = _("good practice")
        verbose_name_plural = _("good practices")
        indexes = [models.Index(fields=("region", "country"), name="practices_practice_region")]
        constraints = [
            ADDRESS_ONCE,
            *Place.Meta.constraints,
            *OpenPeriod.Meta.constraints,
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(resources_amount__isnull=True, resources_currency="")
                | Q(resources_amount__isnull=False) & ~Q(resources_currency=""),
                name="%(app_label)s_%(class)s_amount_with_currency",
                violation_error_message=_("Give the amount together with its currency, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(resources_amount__isnull=True) | Q(resources_amount__gte=0),
                name="%(app_label)s_%(class)s_amount_not_negative",
                violation_error_message=_("The amount cannot be negative."),
            ),
            models.CheckConstraint(
                condition=Q(partner__isnull=False) | ~Q(organisation=""),
                name="%(app_label)s_%(class)s_has_owner",
                violation_error_message=_("Name a partner or the organisation in charge."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return reverse("practices:practice-detail", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        place: Any = self.copy_of or self
        travelled = place.transfers.select_related("receiving_partner") if place.pk else ()
        if any(transfer.goes_home(self) for transfer in travelled):
            field = "partner" if self.partner_id else "organisation"
            raise ValidationError({field: _("This practice has travelled there: see its transfers.")})

    @property
    def names_of_origin(self) -> set[str]:
        """Return what the organisation and the region that it comes from are called."""
        partner = (self.partner.name, self.partner.short_name) if self.partner else ()
        return folded(self.organisation, self.region, *partner)

    @property
    def amount(self) -> str:
        return money.in_words(self.resources_amount, self.resources_currency)

    @property
    def transfers_count(self) -> int:
        """Return to how many regions it travelled, publicly; for a practice fetched `for_cards`."""
        return len(self.public_transfers)  # type: ignore[attr-defined]

    @property
    def is_lesson(self) -> bool:
        """Say whether it did not work, or not all of it."""
        return self.outcome in self.LESSONS

    @property
    def expert_opinions(self) -> list[str]:
        return [opinion.in_words for opinion in self.opinions.all()]
