"""Readers' answers at the desk: accepted or refused, many at once; the first page says how many wait."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from clusterix.desk import additions, audit, conflicts, writing
from clusterix.desk.models import AuditEntry

from .models import Answer


def tell(answer: Answer, before: str, person: Any) -> None:
    """Tell the audit log of a decision, by the answer's number."""
    name, changed = f"{answer._meta.verbose_name} {answer.pk}", audit.change(before, answer.state)
    audit.record(AuditEntry.Action.STEP, person, name, state=changed, **audit.key_of(answer))


def _decide(desk: Any, request: HttpRequest, answers: Any, state: str) -> HttpResponse | None:
    done, stale = 0, []
    for answer in answers:
        revision = conflicts.revision_told(request.POST.get(f"_revision-{answer.pk}"))
        try:
            with transaction.atomic():
                writing.count_on(answer, revision)
                before, answer.state = answer.state, state
                answer.save(update_fields=["state"])
                tell(answer, before, request.user)
                done += 1
        except writing.Stale:
            stale.append(answer)
    if done:
        words = ngettext("Done with %(count)d answer.", "Done with %(count)d answers.", done)
        desk.message_user(request, words % {"count": done}, messages.SUCCESS)
    return conflicts.changed_meanwhile(desk, request, stale) if stale else None


@admin.action(
    description=_("Accept: count it, and show its comment as far as agreed"), permissions=["change"]
)
def accept(desk: Any, request: HttpRequest, answers: Any) -> HttpResponse | None:
    return _decide(desk, request, answers, Answer.State.ACCEPTED)


@admin.action(description=_("Refuse: neither count nor show it"), permissions=["change"])
def refuse(desk: Any, request: HttpRequest, answers: Any) -> HttpResponse | None:
    return _decide(desk, request, answers, Answer.State.REFUSED)


def waiting(request: HttpRequest) -> additions.Notice | None:
    """Say how many answers wait for those who may accept them."""
    person: Any = request.user
    count = Answer.objects.waiting().count() if person.has_perm("recommendations.change_answer") else 0
    if not count:
        return None
    words = ngettext("%(count)d answer of a reader waits", "%(count)d answers of readers wait", count)
    address = f"{reverse('admin:recommendations_answer_changelist')}?state__exact={Answer.State.WAITING}"
    return additions.Notice(words % {"count": count}, address)


def start() -> None:
    additions.notices.append(waiting)
