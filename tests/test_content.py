"""The real knowledge base of fixtures/: whole, sourced, within the rules of the forms, loaded once or not."""

from collections import Counter
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from clusterix.desk.together import check_together
from clusterix.ops.content import content_models, load_content
from clusterix.publishing.models import Source
from clusterix.publishing.periods import Period
from clusterix.publishing.prose import clean
from clusterix.publishing.prose_field import prose_of
from clusterix.publishing.records import Record
from partners.models import Partner
from practices.models import Practice, Step, Transfer
from recommendations.models import ActionPlan, Recommendation
from tests.rules import sentences
from workgroups.models import Membership, WorkingGroup

PARTNERS = {
    *("ecoplus", "idm-suedtirol", "westpannon", "inma", "region-of-southern-denmark"),
    *("auvergne-rhone-alpes", "vlaio", "adr-nord-est", "region-skane"),
}
MEMBERS = {
    "innovation-services-for-smes": 4,
    "digitalisation": 4,
    "3d-printing": 4,
    "cluster-monitoring-and-evaluation": 7,
    "public-private-innovation": 4,
    "services-for-cluster-management-organisations": 2,
}
# Latitudes and longitudes between which each country lies, in whole degrees.
BOUNDS = {
    "AT": (46, 50, 9, 18),
    "BE": (49, 52, 2, 7),
    "CZ": (48, 52, 12, 19),
    "DE": (47, 56, 5, 16),
    "DK": (54, 58, 8, 16),
    "ES": (35, 44, -10, 5),
    "FI": (59, 71, 19, 32),
    "FR": (41, 52, -6, 10),
    "HU": (45, 49, 16, 23),
    "IT": (36, 48, 6, 19),
    "LT": (53, 57, 20, 27),
    "LV": (55, 59, 20, 29),
    "NL": (50, 54, 3, 8),
    "NO": (57, 72, 4, 32),
    "PL": (49, 55, 14, 25),
    "PT": (36, 43, -10, -6),
    "RO": (43, 49, 20, 30),
    "SE": (55, 70, 10, 25),
    "SI": (45, 47, 13, 17),
    "SK": (47, 50, 16, 23),
}
SUMMARY = range(60, 201)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]


def all_rows() -> list[models.Model]:
    return [row for model in content_models() for row in model._default_manager.all()]


def records() -> list[Record]:
    return [row for row in all_rows() if isinstance(row, Record)]


def snapshot() -> dict[str, list[dict[str, Any]]]:
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values()) for model in content_models()
    }


def test_every_row_would_pass_its_form(content) -> None:
    rows = all_rows()
    assert len(rows) >= content > 200
    assert {f"{type(row).__name__} {row}": found for row in rows if (found := sentences(row))} == {}


def test_a_row_that_breaks_a_rule_would_be_noticed() -> None:
    """The control of the test above."""
    Practice.objects.filter(slug="ppi-pool").update(title="")
    assert [row for row in all_rows() if sentences(row)] == [Practice.objects.get(slug="ppi-pool")]


def test_every_record_is_published_and_says_where_its_facts_come_from() -> None:
    assert [record for record in records() if not record.is_public] == []
    assert [record for record in records() if not record.sources.exists()] == []
    assert Source.objects.filter(title="").count() == 0


def test_no_transfer_went_back_unsaid_and_each_is_where_its_last_step_led() -> None:
    for transfer in Transfer.objects.all():
        check_together(transfer)
    step = Step.objects.filter(transfer__stage="running")[0]
    Step.objects.filter(pk=step.pk).update(stage="interest")
    with pytest.raises(ValidationError):  # the control
        check_together(step.transfer)


def test_dates_stand_at_the_edge_of_the_month_or_year_they_are_known_to() -> None:
    periods = [record for record in records() if isinstance(record, Period)]
    loaded = [(record.start_on, record.end_on) for record in periods]
    assert len(loaded) > 50
    assert [(record.start_on, record.end_on) for record in map(Period.settle_dates, periods)] == loaded


def test_the_nine_partners_and_the_six_groups_have_their_memberships() -> None:
    assert set(Partner.objects.values_list("slug", flat=True)) == PARTNERS
    assert dict(Counter(Membership.objects.values_list("group__slug", flat=True))) == MEMBERS
    assert [group.slug for group in WorkingGroup.objects.order_by("order")] == list(MEMBERS)
    assert not [group for group in WorkingGroup.objects.all() if not (group.why and group.aim and group.how)]


def test_the_seven_recommendations_the_plans_and_the_transfers_are_there() -> None:
    assert list(Recommendation.objects.values_list("order", flat=True).order_by("order")) == [*range(1, 8)]
    assert ActionPlan.objects.count() >= 7
    assert Transfer.objects.count() >= 9
    assert Practice.objects.filter(partner=None).exists(), "practices from outside the nine"


def test_coordinates_lie_in_their_country() -> None:
    placed = [*Partner.objects.exclude(latitude=None), *Practice.objects.exclude(latitude=None)]
    assert len(placed) >= len(PARTNERS)
    for record in placed:
        south, north, west, east = BOUNDS[record.country.code]
        assert south < record.latitude < north, record
        assert west < record.longitude < east, record


def test_a_practice_with_a_region_or_a_city_has_a_position() -> None:
    nowhere = Practice.objects.filter(latitude=None).exclude(region="", city="")
    assert list(nowhere) == []
    assert Practice.objects.filter(position_precision="region").exclude(city="").count() == 0


def test_every_theme_has_practices_enough_to_browse() -> None:
    counts = {group.slug: group.practices.count() for group in WorkingGroup.objects.all()}
    assert {slug: count for slug, count in counts.items() if count < 15} == {}
    assert Practice.objects.count() >= 138


def test_the_tags_are_a_vocabulary_and_not_a_heap_of_words() -> None:
    used = Counter(Practice.objects.values_list("tags__name", flat=True))
    assert len(used) in range(60, 91)
    assert [tag for tag, count in used.items() if count < 2] == []
    alike = Counter(tag.casefold().removesuffix("s") for tag in used)
    assert [tag for tag, count in alike.items() if count > 1] == []


def test_titles_are_unique_and_summaries_neither_a_word_nor_a_page() -> None:
    titles = Counter(Practice.objects.values_list("title", flat=True))
    assert [title for title, count in titles.items() if count > 1] == []
    summaries = {record: record.summary for record in records() if hasattr(record, "summary")}
    assert len(summaries) > 60
    assert {str(record): text for record, text in summaries.items() if len(text) not in SUMMARY} == {}


def test_loading_twice_changes_nothing() -> None:
    before = snapshot()
    assert load_content() == 0
    assert snapshot() == before


def test_a_blank_line_in_a_file_begins_a_paragraph() -> None:
    assert any("</p><p>" in practice.approach for practice in Practice.objects.all())


def test_long_texts_are_kept_clean() -> None:
    told = [getattr(row, name) for row in all_rows() for name in prose_of(type(row))]
    assert len(told) > 500
    assert [text for text in told if text != clean(text)] == []
    assert [text for text in told if text and not text.startswith("<p>")] == []


def test_every_kind_of_content_is_loaded() -> None:
    without = {
        "Image",
        "Attachment",
        "Indicator",
        "Reading",
        "Opinion",
    }  # the sources have none
    without |= {"Editor", "Lead", "Gone"}  # accounts come later, and what is gone
    without |= {"Answer", "Interest"}  # visitors come later
    empty = {model.__name__ for model in content_models() if not model._default_manager.exists()}
    assert empty <= without
    assert apps.get_model("practices", "link").objects.exists()
