"""Who is told of which step: those who are to act on it, or wait for it, but not who takes it."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from clusterix.desk.models import Trail, Version
from clusterix.desk.waiting import HANDED
from clusterix.publishing import rights
from clusterix.publishing.records import is_in_trash

from .models import Notice

BY_ROLE = "django.contrib.auth.backends.ModelBackend"  # where several know people, this one knows the roles


def told(step: str, record: Any, trail: Trail, person: Any) -> QuerySet:
    """Return who is told by mail of the step that the person takes with the record in its place."""
    people = get_user_model()._default_manager
    if step == Notice.Step.SUBMITTED:
        found = people.with_perm(rights.PUBLISH, backend=BY_ROLE)  # type: ignore[attr-defined]
    elif step == Notice.Step.PASSED_ON:
        found = people.filter(pk__in=rights.editors(record))
    else:
        found = people.filter(pk__in=rights.editors(record) | _handed_in_by(trail))
    return found.filter(is_active=True, is_staff=True).exclude(email="").exclude(pk=person.pk)


def _handed_in_by(trail: Trail) -> set[int]:
    """Return who has handed the record in, if it is still with its reviewers."""
    latest = trail.versions.filter(action__in=HANDED).first()
    if latest is None or latest.action != Version.Action.SUBMITTED or latest.by_id is None:
        return set()
    return {latest.by_id}


def may_be_told(notice: Notice, person: Any) -> bool:
    """Say whether the person, as their account is now, may still be told: their rights may have changed."""
    record: Any = notice.trail.record
    if record is None or is_in_trash(record) or not person.email or not rights.may_open(record, person):
        return False
    return notice.step != Notice.Step.SUBMITTED or rights.manages(person)
