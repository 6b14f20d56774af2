"""What a manager does with an interest: pass it on, make a row of the ledger of it, or decline it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from clusterix.desk import audit, writing
from clusterix.desk.models import AuditEntry
from clusterix.desk.models.trail import trail_of
from clusterix.notices.listening import take_back, tell
from clusterix.notices.models import Notice
from clusterix.publishing.records import Status

from .models import Interest, Transfer

State = Interest.State
LONGEST = 90  # characters of a short name, before the number that makes it the only one


@dataclass(frozen=True)
class Step:
    """One step: from which states it leads where, and what is done in it, which may say something."""

    name: str
    label: Any
    start: tuple[str, ...]
    end: str
    done: Callable[[Interest, Any], Any]


def _pass_on(interest: Interest, person: Any) -> Any:
    practice = interest.practice
    step, trail = Notice.Step.PASSED_ON, trail_of(practice)
    if tell(step, practice, trail, person, words=interest.for_editors):
        return _("The partner’s editors are told by mail: region, organisation and message, nothing else.")
    return _("Nobody is told by mail: no editor of this practice wants such mails, or there is none.")


def take_words_back(interest: Interest) -> None:
    """Forget what was passed on and is not mailed yet: its sender wants it gone."""
    take_back(Notice.Step.PASSED_ON, interest.practice, interest.for_editors)


def _make_row(interest: Interest, person: Any) -> Any:
    short = slugify(f"{interest.practice.slug[:50]}-{interest.organisation}")[:LONGEST]
    row = Transfer(
        practice=interest.practice,
        slug=f"{short}-{interest.pk}",
        receiving_organisation=interest.organisation,
        country=interest.country,
        region=interest.region,
        stage=Transfer.Stage.INTEREST,
        status=Status.DRAFT,
    )
    row.full_clean(exclude=["copy_of"])
    row.save()
    writing.added(row, person)
    interest.transfer = row
    return _("A draft for the ledger was made of it. Add what you know, and publish it when it is right.")


def _decline(interest: Interest, person: Any) -> Any:
    return _("The interest is declined.")


STEPS = (
    Step("pass", _("Pass on to the editors"), (State.NEW, State.DECLINED), State.PASSED_ON, _pass_on),
    Step("row", _("Make a ledger row of it"), tuple(State), State.IN_LEDGER, _make_row),
    Step("decline", _("Decline"), (State.NEW, State.PASSED_ON), State.DECLINED, _decline),
)


def open_to(interest: Interest) -> list[Step]:
    """Return the steps that can be taken with the interest as it is."""
    if interest.transfer_id or interest.erased_at:
        return []
    return [step for step in STEPS if interest.state in step.start]


def take(step: Step, interest: Interest, revision: int, person: Any) -> Any:
    """Take the step, and return what there is to say; raises Stale, and ValidationError with a sentence."""
    with transaction.atomic():
        writing.count_on(interest, revision)
        said = step.done(interest, person)
        interest.state, interest.dealt_at = step.end, timezone.now()
        interest.save(update_fields=["state", "dealt_at", "transfer"])
        words = f"{interest._meta.verbose_name} {interest.pk}: {interest.get_state_display()}"
        audit.record(AuditEntry.Action.STEP, person, words, **audit.key_of(interest))
    return said
