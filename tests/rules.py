"""How each rule of the database is broken: its name, a record that keeps it, and values that break it."""

import datetime
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from clusterix.publishing.models import Gone
from partners.models import Editor
from practices.models import Image, Opinion, Step
from recommendations.models import Indicator, LevelAddressed, Reading
from tests import making
from tests.graph import png
from workgroups.models import Lead

Values = dict[str, Any]
Breach = tuple[Callable[[], models.Model], Values | Callable[[models.Model], Values]]

OUR_APPS = ("publishing", "glossary", "partners", "workgroups", "practices", "recommendations", "matching")
LATER, EARLIER = datetime.date(2018, 3, 2), datetime.date(2018, 3, 1)
BACKWARDS = {"start_on": LATER, "end_on": EARLIER}
HALF_A_PLACE = {"latitude": 48}
OFF_THE_EARTH = {"latitude": 91, "longitude": 16}
NO_END = {"is_ongoing": True, "end_on": LATER}
NEVER_PUBLIC = {
    "public_from": datetime.datetime(2018, 3, 2, tzinfo=datetime.UTC),
    "public_until": datetime.datetime(2018, 3, 2, tzinfo=datetime.UTC),
}


def our_constraints() -> dict[str, tuple[type[models.Model], models.BaseConstraint]]:
    models_of_ours = (model for label in OUR_APPS for model in apps.get_app_config(label).get_models())
    return {rule.name: (model, rule) for model in models_of_ours for rule in model._meta.constraints}


def as_another(*names: str) -> Callable[[Any], Values]:
    """Return a breach that gives a record the same values as the first of its kind."""

    def breach(record: Any) -> Values:
        first = type(record)._default_manager.exclude(pk=record.pk).earliest("pk")
        return {name: getattr(first, name) for name in names}

    return breach


def as_copy_of_another(record: Any) -> Values:
    first = type(record)._default_manager.exclude(pk=record.pk).earliest("pk")
    return {"copy_of": first}


def two(make: Callable[..., Any]) -> Callable[[], Any]:
    def make_two() -> Any:
        make()
        return make()

    return make_two


def make_image() -> Image:
    picture = {"alt_text": "A pixel", "credit": "Somebody", "licence": "CC0"}
    return Image.objects.create(practice=making.make_practice(), file=png(), **picture)


def make_opinion() -> Opinion:
    signed = {"name": "An expert", "signed_on": LATER}
    return Opinion.objects.create(practice=making.make_practice(), text="It works.", **signed)


def make_step() -> Step:
    return Step.objects.create(transfer=making.make_transfer(), stage="piloting", reached_on=EARLIER)


def make_level() -> LevelAddressed:
    return LevelAddressed.objects.create(recommendation=making.make_recommendation(), level="local")


def make_indicator() -> Indicator:
    return Indicator.objects.create(plan=making.make_plan(), name="Clusters")


def make_reading() -> Reading:
    return Reading.objects.create(indicator=make_indicator(), read_on=EARLIER, value=1)


def make_editor() -> Editor:
    user = User.objects.create(username=f"editor-{next(making.number)}")
    return Editor.objects.create(user=user, partner=making.make_partner())


def make_lead() -> Lead:
    user = User.objects.create(username=f"lead-{next(making.number)}")
    return Lead.objects.create(user=user, group=making.make_group())


def make_linked_source() -> Any:
    return making.make_source(url=f"https://example.org/{next(making.number)}")


def make_gone() -> Gone:
    return Gone.objects.create(kind="partners.partner", slug=f"gone-{next(making.number)}")


RECORDS = {
    "glossary_term": making.make_term,
    "partners_partner": making.make_partner,
    "partners_swotentry": making.make_swot_entry,
    "partners_relatedproject": making.make_project,
    "workgroups_workinggroup": making.make_group,
    "workgroups_meeting": making.make_meeting,
    "workgroups_staffexchange": making.make_exchange,
    "practices_practice": making.make_practice,
    "practices_approach": making.make_approach,
    "practices_service": making.make_service,
    "practices_transfer": making.make_transfer,
    "recommendations_recommendation": making.make_recommendation,
    "recommendations_actionplan": making.make_plan,
}
BREACHES: dict[str, Breach] = {
    **{f"{kind}_public_until_after_from": (make, NEVER_PUBLIC) for kind, make in RECORDS.items()},
    **{f"{kind}_copy_is_not_public": (two(make), as_copy_of_another) for kind, make in RECORDS.items()},
    "publishing_source_address_once": (two(make_linked_source), as_another("url")),
    "publishing_gone_once": (two(make_gone), as_another("kind", "slug")),
    **{
        f"{kind}_address_once": (two(make), as_another("slug"))
        for kind, make in RECORDS.items()
        if kind not in ("partners_swotentry", "practices_approach")
    },
    "glossary_meaning_once": (two(making.make_meaning), as_another("term", "country", "region")),
    "partners_editor_once": (two(make_editor), as_another("user", "partner")),
    "workgroups_lead_once": (two(make_lead), as_another("user", "group")),
    "partners_partner_coordinates_in_pairs": (making.make_partner, HALF_A_PLACE),
    "partners_partner_coordinates_on_earth": (making.make_partner, OFF_THE_EARTH),
    "partners_partner_policy_since_a_year": (making.make_partner, {"policy_since": 1}),
    "partners_swotentry_statement_once": (
        two(making.make_swot_entry),
        as_another("partner", "dimension", "statement"),
    ),
    "partners_relatedproject_ends_after_start": (making.make_project, BACKWARDS),
    "workgroups_membership_once": (two(making.make_membership), as_another("partner", "group")),
    "workgroups_meeting_ends_after_start": (making.make_meeting, BACKWARDS),
    "workgroups_staffexchange_ends_after_start": (making.make_exchange, BACKWARDS),
    "workgroups_staffexchange_two_partners": (
        making.make_exchange,
        lambda stay: {"sender": stay.host},
    ),
    "workgroups_idea_once": (two(making.make_idea), as_another("exchange", "title")),
    "practices_practice_coordinates_in_pairs": (making.make_practice, HALF_A_PLACE),
    "practices_practice_coordinates_on_earth": (making.make_practice, OFF_THE_EARTH),
    "practices_practice_ends_after_start": (making.make_practice, BACKWARDS),
    "practices_practice_ongoing_has_no_end": (making.make_practice, NO_END),
    "practices_practice_amount_with_currency": (making.make_practice, {"resources_amount": 1000}),
    "practices_practice_amount_not_negative": (
        making.make_practice,
        {"resources_amount": -1, "resources_currency": "EUR"},
    ),
    "practices_practice_has_owner": (making.make_practice, {"organisation": "", "partner": None}),
    "practices_image_decorative_without_text": (make_image, {"is_decorative": True}),
    "practices_step_once": (two(make_step), as_another("transfer", "stage", "reached_on")),
    "practices_opinion_signed": (make_opinion, {"name": ""}),
    "practices_approach_once": (two(making.make_approach), as_another("group", "partner", "task")),
    "practices_service_has_provider": (making.make_service, {"provider": "", "partner": None}),
    "practices_interest_dealt_with_at_a_moment": (making.make_interest, {"state": "declined"}),
    "practices_interest_row_is_in_ledger": (
        making.make_interest,
        lambda _interest: {"transfer": making.make_transfer()},
    ),
    "practices_interest_whole_or_erased": (making.make_interest, {"message": ""}),
    "practices_transfer_ends_after_start": (making.make_transfer, BACKWARDS),
    "practices_transfer_ongoing_has_no_end": (making.make_transfer, NO_END),
    "practices_transfer_one_receiver": (making.make_transfer, {"receiving_organisation": ""}),
    "practices_transfer_meeting_is_the_route": (
        making.make_transfer,
        lambda _: {"route": "other", "meeting": making.make_meeting()},
    ),
    "practices_transfer_exchange_is_the_route": (
        making.make_transfer,
        lambda _: {"route": "meeting", "exchange": making.make_exchange()},
    ),
    "practices_transfer_one_project": (
        making.make_transfer,
        lambda _: {"came_from": making.make_project(), "went_to": making.make_project()},
    ),
    "practices_transfer_becomes_another": (
        making.make_transfer,
        lambda transfer: {"became": transfer.practice},
    ),
    "recommendations_actionplan_ends_after_start": (making.make_plan, BACKWARDS),
    "recommendations_action_once": (two(making.make_action), as_another("plan", "title")),
    "recommendations_indicator_once": (two(make_indicator), as_another("plan", "name")),
    "recommendations_reading_one_a_day": (two(make_reading), as_another("indicator", "read_on")),
    "recommendations_leveladdressed_once": (two(make_level), as_another("recommendation", "level")),
    "matching_entrytheme_once": (two(making.make_entry_theme), as_another("entry", "group")),
    "recommendations_evidence_once": (two(making.make_evidence), as_another("recommendation", "practice")),
    "recommendations_uptake_once": (two(making.make_uptake), as_another("action", "recommendation")),
}


def values_of(record: Any, breach: Any) -> Values:
    return breach(record) if callable(breach) else breach


def sentences(record: Any) -> list[str]:
    """Return what a form would say of the record, nothing when all is well."""
    try:
        record.full_clean()
    except ValidationError as refused:
        return refused.messages
    return []


def is_stored(record: Any, values: Values) -> bool:
    """Write the values into the database past all checks of the record; say whether it took them."""
    try:
        with transaction.atomic():
            type(record)._default_manager.filter(pk=record.pk).update(**values)
    except IntegrityError:
        return False
    return True
