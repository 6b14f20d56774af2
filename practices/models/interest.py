import re
from datetime import datetime, timedelta
from typing import Self
from unicodedata import normalize

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from clusterix.publishing.places import Region
from clusterix.visitors.models import Message

from .practice import Practice
from .transfer import Transfer

# For how long it is known who was interested and what they wrote.
AFTER_AN_ANSWER, AT_MOST = timedelta(days=365), timedelta(days=548)
EMAIL = re.compile(r"[^\s<>()\[\],;:]+@[^\s<>()\[\],;:]+")
# Nine signs or more from + or 0 on, with at most three others between; dates and their hours are none.
DATE = r"\d\d?[./-]\d\d?[./-]\d{4}\b"
BETWEEN = r"[ \u00a0\u202f./()\u2010\u2011\u2013-]{0,3}"  # among them no-break spaces and other hyphens
TELEPHONE = re.compile(rf"(?<![\w+./-])(?!{DATE})\(?[+0](?:{BETWEEN}\d){{8,}}")
SHORTEST_NAME = 3  # letters of a part of a name that is looked for in a text


class InterestQuerySet(models.QuerySet):
    def new(self) -> Self:
        """Return what no manager has dealt with."""
        return self.filter(state=Interest.State.NEW)

    def due(self, now: datetime) -> Self:
        """Return those whose senders are to be forgotten by now."""
        is_over = Q(dealt_at__lte=now - AFTER_AN_ANSWER) | Q(received_at__lte=now - AT_MOST)
        return self.filter(is_over, erased_at__isnull=True)

    def erase(self) -> int:
        """Forget who sent them and what they wrote; return how many there were."""
        return self.update(name="", email="", message="", erased_at=timezone.now())


class Interest(Region, Message):
    """Somebody from another region who asks about a practice; project managers alone read who it is."""

    class State(models.TextChoices):
        NEW = "new", _("New")
        PASSED_ON = "passed-on", _("Passed on")
        IN_LEDGER = "ledger", _("Taken into the ledger")
        DECLINED = "declined", _("Declined")

    practice = models.ForeignKey(
        Practice, verbose_name=_("good practice"), on_delete=models.CASCADE, related_name="interests"
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200)
    email = models.EmailField(_("e-mail address"), blank=True)
    message = models.TextField(_("message"), max_length=3000, blank=True)
    consented_at = models.DateTimeField(_("consented"), default=timezone.now, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW, db_index=True)
    dealt_at = models.DateTimeField(_("dealt with"), null=True, blank=True)
    transfer = models.OneToOneField(
        Transfer,
        verbose_name=_("row of the ledger"),
        on_delete=models.SET_NULL,
        related_name="interest",
        null=True,
        blank=True,
    )
    erased_at = models.DateTimeField(_("sender forgotten"), null=True, blank=True)

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering = ("-received_at", "pk")
        verbose_name = _("interest from a region")
        verbose_name_plural = _("interests from regions")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="new", dealt_at__isnull=True) | ~Q(state="new") & Q(dealt_at__isnull=False),
                name="%(app_label)s_%(class)s_dealt_with_at_a_moment",
                violation_error_message=_("What is not new was dealt with at a moment."),
            ),
            models.CheckConstraint(
                condition=Q(transfer__isnull=True) | Q(state="ledger"),
                name="%(app_label)s_%(class)s_row_is_in_ledger",
                violation_error_message=_("What has a row of the ledger was taken into it."),
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) & ~Q(name="") & ~Q(email="") & ~Q(message="")
                | Q(erased_at__isnull=False, name="", email="", message=""),
                name="%(app_label)s_%(class)s_whole_or_erased",
                violation_error_message=_(
                    "The sender is known with name, address and message, or not at all."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} → {self.practice}"

    @property
    def for_editors(self) -> str:
        """Return what those in charge of the practice are told: not who it is, nor how to reach them."""
        place = self._discreet(self.region_and_country)
        told = {"organisation": self._discreet(self.organisation), "region": place}
        first = _now("Interest from %(region)s. Organisation: %(organisation)s.") % told
        return f"{first}\n\n{self._discreet(self.message)}".strip()

    def _discreet(self, text: str) -> str:
        """Return the text without addresses, telephone numbers and the sender's name, written into it."""
        text = EMAIL.sub(_now("[address left out]"), normalize("NFC", text))
        text = TELEPHONE.sub(_now("[telephone number left out]"), text)
        name = normalize("NFC", self.name)
        names = {name, *(part for part in name.split() if len(part) >= SHORTEST_NAME)} - {""}
        if not names:
            return text
        # One pass for all of them, the longest first: what is put in is not looked through again.
        known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        words = _now("[name left out]")
        return re.sub(rf"(?<!\w)(?:{known})(?!\w)", lambda _found: words, text, flags=re.IGNORECASE)
