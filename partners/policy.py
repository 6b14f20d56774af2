"""Where cluster policy stands in a partner's region, so that readers elsewhere can judge what fits them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clusterix.publishing.prose_field import ProseField

EARLIEST, LATEST = 1950, 2100


class PolicyContext(models.Model):
    """Since when there is cluster policy, how far it is, and what the word “cluster” means there."""

    class PolicyStage(models.TextChoices):
        YOUNG = "young", _("Young")
        ESTABLISHED = "established", _("Established")
        UNDER_REVIEW = "under-review", _("Under review")

    policy_since = models.PositiveSmallIntegerField(
        _("cluster policy since"), null=True, blank=True, help_text=_("A year, where a source names one.")
    )
    policy_stage = models.CharField(
        _("stage of cluster policy"), max_length=14, choices=PolicyStage, blank=True
    )
    policy_programme = models.CharField(
        _("programme"), max_length=200, blank=True, help_text=_("Its name and years.")
    )
    policy_context = ProseField(
        _("where cluster policy stands"),
        blank=True,
        help_text=_("What readers from another region have to know to judge whether a practice fits theirs."),
    )
    cluster_meaning = ProseField(
        _("what “cluster” means here"), blank=True, help_text=_("What the region supports under this name.")
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(policy_since__isnull=True) | Q(policy_since__range=(EARLIEST, LATEST)),
                name="%(app_label)s_%(class)s_policy_since_a_year",
                violation_error_message=_("Give the year in four digits, such as 2001."),
            ),
        ]

    @property
    def policy_in_short(self) -> str:
        """Return the context in one line; empty where nothing of it is known."""
        told = gettext("Cluster policy")
        if self.policy_since:
            told = gettext("Cluster policy since %(year)s") % {"year": self.policy_since}
        if self.policy_stage:
            return f"{told}: {str(self.get_policy_stage_display()).lower()}"
        if self.policy_since or self.policy_programme:
            return told if self.policy_since else self.policy_programme
        is_told = self.policy_context or self.cluster_meaning
        return gettext("What is known of cluster policy there") if is_told else ""

    @property
    def context_address(self) -> str:
        return f"{self.get_absolute_url()}#context"  # type: ignore[attr-defined]
