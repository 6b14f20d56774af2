import secrets
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clusterix.desk.models import Trail
from clusterix.desk.models.version import LONGEST_NAME

MORNING = 7  # o'clock, when what is told once a day has been gathered
CLAIMED_FOR = timedelta(hours=1)  # longer than any sending takes: whoever claimed it before has died
MOST_REFUSALS = 10  # one an hour
REMEMBERED_FOR = timedelta(days=90)


def new_key() -> str:
    return secrets.token_urlsafe(16)


class Wish(models.Model):
    """When somebody wants to be told by mail of the steps that colleagues take with records.

    The key names the person in the links of their mails, and tells nothing of them.
    """

    class When(models.TextChoices):
        AT_ONCE = "at-once", _("At once")
        DAILY = "daily", _("Once a day, in the morning")
        NEVER = "never", _("Not at all")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="notices_wish",
    )
    when = models.CharField(_("notices by mail"), max_length=10, choices=When, default=When.AT_ONCE)
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)

    class Meta:
        verbose_name = _("wish about notices")
        verbose_name_plural = _("wishes about notices")

    def __str__(self) -> str:
        return str(self.get_when_display())


def latest_morning(now: datetime) -> datetime:
    """Return the moment up to which steps are told to those who are told once a day."""
    here = timezone.localtime(now)
    day = here if here.hour >= MORNING else here - timedelta(days=1)
    return day.replace(hour=MORNING, minute=0, second=0, microsecond=0)


class NoticeQuerySet(models.QuerySet):
    def waiting(self, now: datetime) -> Self:
        """Return what is not sent, and what nobody is sending just now.

        It asks of the row alone: a claim of two runs at a time would not hold with a condition elsewhere.
        """
        is_free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=now - CLAIMED_FOR)
        return self.filter(is_free, sent_at__isnull=True, refusals__lt=MOST_REFUSALS)

    def claim(self, wish: Wish) -> list[Any]:
        """Take what the person is to be told by now for this run alone, and return it, the earliest first."""
        now, claim = timezone.now(), secrets.token_hex(16)
        theirs = self.waiting(now).filter(to=wish.person_id)
        if wish.when == Wish.When.DAILY:
            theirs = theirs.filter(at__lt=latest_morning(now))
        if not theirs.update(claim=claim, claimed_at=now):
            return []
        found = self.filter(claim=claim).order_by("at", "pk")
        return list(found.select_related("trail__content_type").prefetch_related("trail__record"))

    def forget_old(self) -> int:
        return self.filter(at__lt=timezone.now() - REMEMBERED_FOR).delete()[0]


class Notice(models.Model):
    """A step that somebody is to be told of by mail. It holds nothing of what the record says.

    What somebody passes on in `words` is forgotten once the mail is sent.
    """

    class Step(models.TextChoices):
        SUBMITTED = "submit", _("Handed in for review")
        RETURNED = "return", _("Returned with a comment")
        PUBLISHED = "publish", _("Published")
        PASSED_ON = "pass-on", _("Passed on")

    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("account"), on_delete=models.CASCADE, related_name="+"
    )
    trail = models.ForeignKey(Trail, verbose_name=_("record"), on_delete=models.CASCADE, related_name="+")
    step = models.CharField(_("step"), max_length=10, choices=Step)
    is_copy = models.BooleanField(_("of the working copy"), default=False)
    by_name = models.CharField(_("who"), max_length=LONGEST_NAME)
    words = models.TextField(_("what is passed on"), blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    claim = models.CharField(max_length=32, blank=True, db_index=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    refusals = models.PositiveSmallIntegerField(_("times that the mail server refused it"), default=0)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("notice by mail")
        verbose_name_plural = _("notices by mail")
        indexes = [
            models.Index(fields=("to",), condition=Q(sent_at__isnull=True), name="notices_notice_unsent"),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.to}"
