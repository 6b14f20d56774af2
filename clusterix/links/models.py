import hashlib
from datetime import timedelta
from typing import Any, ClassVar, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .answers import FINE, NOT_ASKED, STRIKES, Answer, Outcome

ENOUGH = 3  # strikes, on as many days, until a link counts as broken
# Strikes come at most once in this time: a nightly check that starts some minutes earlier still counts.
A_DAY = timedelta(hours=23)


def digest_of(address: str) -> str:
    return hashlib.sha256(address.encode("utf-8", "backslashreplace")).hexdigest()


class LinkCheckQuerySet(models.QuerySet):
    def in_trouble(self) -> Self:
        """Return the links that did not answer when they were asked last, or that are not asked."""
        return self.filter(answer__in=(*STRIKES, *NOT_ASKED))

    def broken(self) -> Self:
        return self.filter(strikes__gte=ENOUGH)

    def due(self, hours: float) -> Self:
        """Return the links not asked for so many hours, those never asked and the longest ago first."""
        before = timezone.now() - timedelta(hours=hours)
        found = self.filter(Q(checked_at__isnull=True) | Q(checked_at__lte=before))
        return found.order_by(F("checked_at").asc(nulls_first=True), "pk")

    def remember(self, outcome: Outcome) -> None:
        """Note what asking these links came to; in one statement, so that two at a time count once."""
        now = timezone.now()
        told: dict[str, Any] = {
            "answer": outcome.answer,
            "status": outcome.status,
            "moved_to": outcome.moved_to,
            "checked_at": now,
        }
        if outcome.answer in STRIKES:
            is_new = Q(struck_at__isnull=True) | Q(struck_at__lte=now - A_DAY)
            told["strikes"] = F("strikes") + Case(When(is_new, then=1), default=0)
            told["struck_at"] = Case(When(is_new, then=Value(now)), default=F("struck_at"))
        else:
            told |= {"strikes": 0, "struck_at": None}
        is_fine = outcome.answer in FINE
        told["trouble_since"] = None if is_fine else Coalesce(F("trouble_since"), Value(now))
        if outcome.answer == Answer.ANSWERS:
            told["last_ok_at"] = now
        self.update(**told)


class LinkCheck(models.Model):
    """One address that records name, and how it answered when it was asked last.

    An address has no limit of length, so that what makes it unique is a digest.
    """

    address = models.TextField(gettext_lazy("address"))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    answer = models.CharField(gettext_lazy("what is wrong"), max_length=16, choices=Answer, blank=True)
    status = models.PositiveSmallIntegerField(gettext_lazy("HTTP status"), null=True)
    moved_to = models.TextField(gettext_lazy("moved to"), blank=True)
    strikes = models.PositiveIntegerField(gettext_lazy("strikes"), default=0, db_index=True)
    struck_at = models.DateTimeField(gettext_lazy("last strike"), null=True)
    trouble_since = models.DateTimeField(gettext_lazy("since"), null=True)
    last_ok_at = models.DateTimeField(gettext_lazy("answered last"), null=True)
    checked_at = models.DateTimeField(gettext_lazy("asked last"), null=True, db_index=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        ordering = ("-strikes", "trouble_since", "pk")
        verbose_name = gettext_lazy("link with trouble")
        verbose_name_plural = gettext_lazy("links with trouble")

    def __str__(self) -> str:
        return self.address[:100]

    @property
    def is_broken(self) -> bool:
        return self.strikes >= ENOUGH

    @property
    def is_fine(self) -> bool:
        return self.answer in FINE

    @property
    def in_words(self) -> str:
        """Return the last answer, such as “not found (404)”."""
        if not self.answer:
            return _("not asked yet")
        words = self.get_answer_display()
        return f"{words} ({self.status})" if self.status and self.answer != Answer.ANSWERS else words


class LinkUse(models.Model):
    """One field of one record that names the link.

    `object_id` is the record in its place, `is_copy` says that its working copy names the link, `path` is the
    field, such as `evidence`, or `links__url` of a part.
    """

    link = models.ForeignKey(LinkCheck, on_delete=models.CASCADE, related_name="uses")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    path = models.CharField(max_length=200)
    is_copy = models.BooleanField(default=False)

    class Meta:
        verbose_name = gettext_lazy("use of a link")
        verbose_name_plural = gettext_lazy("uses of links")
        indexes: ClassVar = [
            models.Index(fields=("content_type", "object_id"), name="links_use_of_record"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("link", "content_type", "object_id", "path", "is_copy"),
                name="%(app_label)s_%(class)s_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content_type} {self.object_id}: {self.path}"
