"""The life of a record: who sees it, and when it was first published."""

from typing import Any

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model

from clusterix.glossary.models import Term
from clusterix.matching.models import EntryTheme
from clusterix.publishing.records import Record, Status
from partners.models import Partner, SwotEntry
from practices.models import Approach, Practice, Transfer
from recommendations.models import Action, ActionPlan, Evidence, Recommendation, Uptake
from tests import making
from workgroups.models import Membership, StaffExchange, WorkingGroup

MAKERS = {
    Term: making.make_term,
    Partner: making.make_partner,
    SwotEntry: making.make_swot_entry,
    apps.get_model("partners.relatedproject"): making.make_project,
    WorkingGroup: making.make_group,
    Membership: making.make_membership,
    EntryTheme: making.make_entry_theme,
    apps.get_model("workgroups.meeting"): making.make_meeting,
    StaffExchange: making.make_exchange,
    Practice: making.make_practice,
    Transfer: making.make_transfer,
    Approach: making.make_approach,
    apps.get_model("practices.service"): making.make_service,
    Recommendation: making.make_recommendation,
    Evidence: making.make_evidence,
    ActionPlan: making.make_plan,
    Action: making.make_action,
    Uptake: making.make_uptake,
}
# What each kind hangs on: it is public only while these are.
HANGS_ON: dict[type[Model], tuple[str, ...]] = {
    SwotEntry: ("partner",),
    StaffExchange: ("host", "sender"),
    Transfer: ("practice",),
    Approach: ("group", "partner"),
    ActionPlan: ("partner",),
    Membership: ("partner", "group"),
    EntryTheme: ("entry", "group"),
    Evidence: ("recommendation", "practice"),
    Action: ("plan", "plan.partner"),
    Uptake: ("recommendation", "action.plan", "action.plan.partner"),
}
RECORDS = [model for model in apps.get_models() if issubclass(model, Record)]
SELECTABLE = [model for model in apps.get_models() if hasattr(model._default_manager, "published")]


def are_seen(record: Any) -> bool:
    """Say whether visitors see the record, of which `published()` and `is_public` must agree."""
    record = type(record)._default_manager.get(pk=record.pk)
    seen = type(record)._default_manager.published().filter(pk=record.pk).exists()
    if isinstance(record, Record):
        assert record.is_public == seen
    return seen


def set_status(record: Any, status: str) -> None:
    type(record)._default_manager.filter(pk=record.pk).update(status=status)


def reached(record: Any, path: str) -> Any:
    for name in path.split("."):
        record = getattr(record, name)
    return record


def test_the_tests_know_every_kind_that_can_be_published() -> None:
    assert set(SELECTABLE) == set(MAKERS)
    assert set(RECORDS) <= set(MAKERS)


@pytest.mark.parametrize("model", RECORDS)
def test_only_a_published_record_is_seen(db, model) -> None:
    record = MAKERS[model]()
    seen = {}
    for status in Status.values:
        set_status(record, status)
        seen[status] = are_seen(record)
    assert seen == {"draft": False, "in_review": False, "published": True, "archived": False}


@pytest.mark.parametrize("model", HANGS_ON)
def test_a_record_is_seen_only_with_what_it_hangs_on(db, model) -> None:
    record = MAKERS[model]()
    for path in HANGS_ON[model]:
        owner = reached(record, path)
        for status in Status.values:
            set_status(owner, status)
            assert are_seen(record) == (status == "published"), f"{path} is {status}"
        set_status(owner, "published")


def test_what_a_record_merely_mentions_does_not_hide_it(db) -> None:
    partner = making.make_partner(status="draft")
    meeting = making.make_meeting(host=partner)
    practice = making.make_practice(partner=partner)
    transfer = making.make_transfer(practice=practice, receiving_partner=partner)
    exchange = making.make_exchange(working_group=making.make_group(status="draft"))
    for record in (meeting, practice, transfer, exchange):
        assert are_seen(record)


def test_every_record_that_cannot_be_without_another_hangs_on_it() -> None:
    """A new kind of record with an owner has to say when it is public."""
    for model in SELECTABLE:
        needed = {
            field.name
            for field in model._meta.fields
            if isinstance(field, ForeignKey) and not field.null and issubclass(field.related_model, Record)
        }
        assert needed == {path for path in HANGS_ON.get(model, ()) if "." not in path}, model


@pytest.mark.parametrize("model", RECORDS)
def test_the_moment_of_first_publication_is_stamped_once(db, model) -> None:
    record = MAKERS[model](status="draft")
    assert record.published_at is None
    moments = []
    for status in ("in_review", "published", "archived", "published"):
        record.status = status
        record.save()
        record.refresh_from_db()
        moments.append(record.published_at)
    assert moments[0] is None
    assert moments[1] is not None
    assert moments[1:] == [moments[1]] * 3


def test_a_record_saved_again_is_changed_later_than_it_was_created(db) -> None:
    practice = making.make_practice()
    created, changed = practice.created_at, practice.updated_at
    practice.save()
    practice.refresh_from_db()
    assert practice.created_at == created
    assert practice.updated_at > changed
