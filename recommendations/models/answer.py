from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from clusterix.publishing.places import country_name
from clusterix.visitors.models import Message

from .recommendation import LevelAddressed, Recommendation


class AnswerQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """Return what no manager has looked at yet."""
        return self.filter(state=Answer.State.WAITING)

    def accepted(self) -> Self:
        """Return what is counted, and shown as far as its visitor agreed."""
        return self.filter(state=Answer.State.ACCEPTED)


class Answer(Message):
    """Whether a recommendation applies to a reader's own policy; public once a manager has accepted it."""

    never_public = False

    class Applies(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")

    recommendation = models.ForeignKey(
        Recommendation, verbose_name=_("recommendation"), on_delete=models.CASCADE, related_name="answers"
    )
    applies = models.CharField(_("does it apply?"), max_length=6, choices=Applies)
    level = models.CharField(_("level"), max_length=20, choices=LevelAddressed.Level)
    country = CountryField(_("country"))
    comment = models.TextField(_("comment"), max_length=1500, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    may_be_shown = models.BooleanField(_("comment may be shown"), default=False)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING, db_index=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ("-received_at", "pk")
        verbose_name = _("answer of a reader")
        verbose_name_plural = _("answers of readers")

    @property
    def is_shown(self) -> bool:
        """Say whether pages speak of it: what waits or was refused renews none of them."""
        return self.state == Answer.State.ACCEPTED

    def __str__(self) -> str:
        return f"{self.get_applies_display()}, {self.get_level_display()}, {country_name(self.country)}"
