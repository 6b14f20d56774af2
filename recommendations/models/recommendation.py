from typing import Any, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clusterix.publishing.prose_field import ProseField
from clusterix.publishing.records import Record, Records, SluggedQuerySet, public_at
from clusterix.publishing.relations import published_related
from clusterix.publishing.slugs import ADDRESS_ONCE, NotReserved
from practices.models import Practice
from workgroups.models import WorkingGroup


class RecommendationQuerySet(SluggedQuerySet):
    def for_cards(self) -> Self:
        return self.prefetch_related(
            "levels",
            published_related(Recommendation, "working_groups"),
            published_related(Recommendation, "evidence", "practice"),
        )

    def for_page(self) -> Self:
        return self.prefetch_related(
            "levels",
            published_related(Recommendation, "evidence", "practice"),
            published_related(Recommendation, "uptakes", "action__plan__partner"),
        )

    def for_brief(self) -> Self:
        return self.for_page().prefetch_related("sources")


class Recommendation(Record):
    """What the partnership advises policy makers to do, and why."""

    parts = ("levels", "evidence")
    needed = ("why", "what_to_do", "sources")

    order = models.PositiveSmallIntegerField(_("order"), default=0)
    title = models.CharField(_("title"), max_length=150)
    slug = models.SlugField(_("address"), max_length=110, validators=[NotReserved("action-plans", "brief")])
    topic = models.CharField(_("topic"), max_length=120)
    summary = models.CharField(_("summary"), max_length=250)
    working_groups = models.ManyToManyField(
        WorkingGroup, verbose_name=_("working groups"), related_name="recommendations", blank=True
    )
    why = ProseField(_("why"), blank=True)
    what_to_do = ProseField(_("what to do"), blank=True)
    addressees = ProseField(_("addressees"), blank=True)

    objects = Records.from_queryset(RecommendationQuerySet)()

    class Meta:
        ordering = ("order", "title")
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        constraints = [ADDRESS_ONCE, *Record.Meta.constraints]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return reverse("recommendations:recommendation-detail", args=[self.slug])

    @property
    def evidence_by_basis(self) -> list[tuple[str, list[Any]]]:
        """Return the public evidence under the name of who says so; for a record fetched `for_cards`."""
        return by_basis(self.public_evidence)  # type: ignore[attr-defined]

    @property
    def uptakes_by_basis(self) -> list[tuple[str, list[Any]]]:
        """Return which actions took it up, under the name of who says so; for a record fetched `for_page`."""
        return by_basis(self.public_uptakes)  # type: ignore[attr-defined]


class LevelAddressed(models.Model):
    """A level of government or organisation that a recommendation speaks to."""

    class Level(models.TextChoices):
        CLUSTER = "cluster-organisation", _("Cluster organisation")
        LOCAL = "local", _("Local")
        REGIONAL = "regional", _("Regional")
        NATIONAL = "national", _("National")
        EUROPEAN = "european", _("European")

    recommendation = models.ForeignKey(
        Recommendation, verbose_name=_("recommendation"), on_delete=models.CASCADE, related_name="levels"
    )
    level = models.CharField(_("level"), max_length=20, choices=Level)
    what_to_do = ProseField(
        _("what to do at this level"), blank=True, help_text=_("Only what a source says of this very level.")
    )

    class Meta:
        ordering = ("pk",)
        verbose_name = _("level addressed")
        verbose_name_plural = _("levels addressed")
        constraints = [
            models.UniqueConstraint(
                fields=("recommendation", "level"),
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This level is there already."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_level_display()


class EvidenceQuerySet(models.QuerySet):
    def published(self) -> Self:
        return self.filter(public_at(self.model, "practice"), public_at(self.model, "recommendation"))

    def get_by_natural_key(self, recommendation: str, practice: str) -> Any:
        return self.get(recommendation__slug=recommendation, practice__slug=practice)


class Evidence(models.Model):
    """A practice that backs a recommendation, and who says that it does."""

    class Basis(models.TextChoices):
        PROJECT = "project", _("Project’s statement")
        EDITOR = "editor", _("Editor’s link")

    recommendation = models.ForeignKey(
        Recommendation, verbose_name=_("recommendation"), on_delete=models.CASCADE, related_name="evidence"
    )
    practice = models.ForeignKey(
        Practice, verbose_name=_("good practice"), on_delete=models.PROTECT, related_name="evidence_for"
    )
    basis = models.CharField(
        _("who says so"),
        max_length=8,
        choices=Basis,
        default=Basis.EDITOR,
        help_text=_("The project’s own statement, or a link that the editors drew."),
    )
    note = models.CharField(_("what it shows"), max_length=300, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.UniqueConstraint(
                fields=("recommendation", "practice"),
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This practice is linked already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice} → {self.recommendation}"

    def natural_key(self) -> tuple[str, str]:
        return (self.recommendation.slug, self.practice.slug)

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "recommendations.recommendation",
        "practices.practice",
    ]


def by_basis(told: list[Any]) -> list[tuple[str, list[Any]]]:
    """Return what is told under the name of who says so: the project, and apart from it the editors."""
    return [(basis.value, [one for one in told if one.basis == basis.value]) for basis in Evidence.Basis]
