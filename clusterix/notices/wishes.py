"""When each person is told: what they choose, and that the audit log knows of it."""

from typing import Any

from django.db import transaction

from clusterix.desk import audit
from clusterix.desk.models import AuditEntry

from .models import Notice, Wish


def wish_of(person: Any) -> Wish:
    """Return what the person has chosen; who has not chosen yet is told at once."""
    return Wish.objects.filter(person=person).first() or Wish(person=person)


def choose(person: Any, when: str, **how: Any) -> None:
    """Write what the person wants from now on. With “not at all”, what waits for them is dropped."""
    with transaction.atomic():
        wish, _made = Wish.objects.select_for_update().get_or_create(person=person)
        if when == wish.when:
            return
        told = audit.change(str(wish.get_when_display()), str(Wish.When(when).label))
        wish.when = when
        wish.save(update_fields=["when"])
        if when == Wish.When.NEVER:
            Notice.objects.filter(to=person, sent_at__isnull=True).delete()
        audit.record(AuditEntry.Action.ACCOUNT_CHANGED, person, person, **{"notices by mail": told}, **how)
