"""What is kept of those who come in: how often somebody tried of late, who is signed in, who is invited."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import IntegrityError, models, transaction
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

INVITED_FOR = timedelta(days=7)


class AttemptsQuerySet(models.QuerySet):
    def take(self, key: str, most: int, seconds: int) -> bool:
        """Count one more attempt unless so many are counted; one statement decides for all processes."""
        now = timezone.now()
        over = Q(until__lte=now)
        for _try in range(3):
            free = self.filter(Q(key=key), over | Q(count__lt=most))
            end = now + timedelta(seconds=seconds)
            if free.update(
                count=Case(When(over, then=Value(1)), default=F("count") + 1),
                until=Case(When(over, then=Value(end)), default=F("until")),
            ):
                return True
            if self._is_new(key, end):
                return True
            if self.filter(key=key, until__gt=now, count__gte=most).exists():
                return False
        return False

    def _is_new(self, key: str, until: datetime) -> bool:
        """Begin to count under the key, and forget what is over; say whether nobody else began meanwhile."""
        if self.filter(key=key).exists():
            return False
        self.filter(until__lte=timezone.now()).delete()
        try:
            with transaction.atomic():
                self.create(key=key, count=1, until=until)
        except IntegrityError:
            return False
        return True

    def give_back(self, key: str) -> None:
        self.filter(key=key, count__gt=0).update(count=F("count") - 1)

    def seconds_left(self, key: str) -> int:
        """Return for how many seconds the key still counts, at least one."""
        until = self.filter(key=key).values_list("until", flat=True).first() or timezone.now()
        return max(1, int((until - timezone.now()).total_seconds()) + 1)

    def is_full(self, key: str, most: int) -> bool:
        return self.filter(key=key, until__gt=timezone.now(), count__gte=most).exists()

    def remember(self, key: str, seconds: int) -> None:
        until = timezone.now() + timedelta(seconds=seconds)
        self.update_or_create(key=key, defaults={"count": 1, "until": until})


class Attempts(models.Model):
    """How often something was tried of late. Of names and addresses the key holds a keyed hash only."""

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(_("times"))
    until = models.DateTimeField(_("counts until"), db_index=True)

    objects = AttemptsQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempts")
        verbose_name_plural = _("attempts")

    def __str__(self) -> str:
        return f"{self.count} ({self.until})"


class Session(AbstractBaseSession):
    """Somebody's visit; it knows whose, so that all of a person's visits can be ended at once."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )


def _hash_of(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "backslashreplace")).hexdigest()


class InvitationQuerySet(models.QuerySet):
    def make(self, person: Any, by: Any) -> str:
        """Invite the person, in place of an earlier invitation; return the token, known only here and now."""
        token = secrets.token_urlsafe(32)
        now = timezone.now()
        told = {"token_hash": _hash_of(token), "by": by, "at": now, "expires_at": now + INVITED_FOR}
        self.update_or_create(person=person, defaults=told)
        return token

    def at(self, token: str) -> Any:
        """Return the invitation of this token while it holds, by one question whatever is wrong with it."""
        valid = self.filter(token_hash=_hash_of(token), expires_at__gt=timezone.now())
        return valid.select_related("person").first()


class Invitation(models.Model):
    """Somebody whose account waits until they choose a password. Of the link's token a hash is stored."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="invitation",
    )
    token_hash = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("invited by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("invited"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return str(self.person)

    @property
    def has_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    def use_up(self) -> bool:
        """Take the invitation away; say whether it was still there, which it is for one only."""
        taken, _kinds = Invitation.objects.filter(pk=self.pk, token_hash=self.token_hash).delete()
        return bool(taken)
