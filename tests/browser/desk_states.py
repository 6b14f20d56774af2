"""Records in the states in which the desk has most to say of them."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from clusterix.desk import snapshots, workflow
from clusterix.desk.models import Held, Remark, Version
from clusterix.desk.models.trail import revision_of, trail_of
from clusterix.desk.working_copies import make_working_copy
from clusterix.desk.writing import writing
from practices.models import Practice
from tests.making import make_partner, make_practice, make_recommendation, make_service, make_source

LONG = "A laboratory for Zusammenarbeitsvereinbarungen between Niederösterreich and Győr-Moson-Sopron county"
TOLD = "The regional agency paid for prototypes of small firms.\nThe firms chose the laboratory themselves."
RETOLD = "The regional agency paid half of each prototype.\nThe firms chose the laboratory themselves."


def at_the_desk(record: Any, page: str, **arguments: Any) -> str:
    name = f"admin:{record._meta.app_label}_{record._meta.model_name}_{page}"
    return reverse(name, kwargs={"object_id": record.pk, **arguments})


def make_returned(manager: Any, colleague: Any) -> Practice:
    """Make a practice that was handed in, returned and changed since, with a comment below its form."""
    practice = make_practice(
        title=LONG, status="draft", problem=TOLD, partner=make_partner(), sources=[make_source()]
    )
    comment = "Name the year of each figure, and its source. The rest is fine."
    for move, person, said in (
        (workflow.SUBMIT, colleague, ""),
        (workflow.RETURN, manager, comment),
    ):
        workflow.make(move, practice, revision_of(practice), person, said)
        practice.refresh_from_db()
    Remark.objects.create(trail=trail_of(practice), by=manager, by_name="Manager", text=f"{LONG}?\n\nYes.")
    return practice


def save_meanwhile(practice: Practice, colleague: Any) -> None:
    revision = revision_of(practice)
    with writing(practice, revision, colleague, Version.Action.SAVED):
        practice.problem = RETOLD
        practice.organisation = f"Their organisation {revision}"
        practice.save()


def hold(practice: Practice, person: Any) -> Held:
    """Hold what the person wanted to save while a colleague was faster; both have changed one field."""
    trail = trail_of(practice)
    data = snapshots.take(practice)
    data["fields"] |= {"problem": f"{TOLD} Now it is told better.", "approach": "Step by step."}
    revision = revision_of(practice)
    save_meanwhile(practice, person)
    return Held.objects.create(trail=trail, by=person, revision=revision, data=data)


def make_all_wait(person: Any) -> None:
    """Fill every section of the person's first page."""
    long_ago = timezone.now() - datetime.timedelta(days=400)
    for _number in range(11):
        make_practice(published_at=long_ago, title=LONG, partner=make_partner(short_name=LONG[16:60]))
    copied = make_service(partner=make_partner())
    copy, _keys = make_working_copy(copied)
    type(copied)._base_manager.filter(pk=copy.pk).update(status="in_review")
    draft = make_recommendation(status="draft", title=LONG)
    Version.objects.create(
        trail=trail_of(draft), revision=1, by=person, by_name="Me", action="saved", data={}
    )
