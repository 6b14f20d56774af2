"""Every change of a record is kept: who, when, what; two versions side by side; and the way back."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusterix.desk.models import Remark, Trail, Version
from clusterix.desk.models.trail import trail_of
from clusterix.desk.snapshots import take
from practices.models import Practice
from recommendations.models import ActionPlan, Indicator
from tests.desk.acting import (
    address,
    again,
    at_the_desk,
    opened,
    revision,
    save,
    step,
    versions,
    working_copy,
)
from tests.making import (
    make_action,
    make_exchange,
    make_group,
    make_plan,
    make_practice,
    make_project,
    make_recommendation,
    make_source,
    make_uptake,
)
from tests.payloads import CLOSED

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(manager) -> Any:
    return at_the_desk(manager)


@pytest.fixture
def practice() -> Practice:
    practice = make_practice(status="draft", title="First title", sources=[make_source()])
    practice.working_groups.add(make_group(name="Digitalisation"))
    return practice


def test_each_version_says_who_changed_what_and_when(desk, manager, practice) -> None:
    save(desk, practice, title="Second title", **link("Report"))
    save(desk, practice, working_groups=[])
    page = desk.get(address(practice, "history")).content.decode()
    assert "Changed: title, further information links." in page
    assert "Changed: working groups." in page
    assert str(manager) in page
    assert [version.by for version in versions(practice)] == [None, manager, manager]


def link(title: str) -> dict[str, str]:
    return {
        "links-TOTAL_FORMS": "1",
        "links-0-title": title,
        "links-0-url": "https://example.org/",
        "links-0-order": "0",
    }


def test_two_versions_are_compared_word_by_word(desk, practice) -> None:
    save(desk, practice, problem="First prototypes were too dear for small firms.")
    save(desk, practice, problem="First prototypes were dear for all small firms.")
    page = desk.get(address(practice, "compare")).content.decode()
    assert "<del>too </del>" in page
    assert "<ins>all </ins>" in page
    whole = desk.get(address(practice, "compare") + "?from=0&to=2").content.decode()
    assert "<ins>First prototypes were dear for all small firms.</ins>" in whole


def test_only_a_version_that_changed_something_leads_to_a_comparison(desk, practice) -> None:
    save(desk, practice, title="Second title")
    step(desk, practice, "submit")
    page = desk.get(address(practice, "history")).content.decode()
    assert "What version 1 changed" in page
    assert "What version 2 changed" not in page


@pytest.mark.parametrize("asked", ["?from=x&to=y", "?from=99&to=98", "?from=-1", "?to=" + "9" * 40])
def test_versions_that_are_not_there_harm_nobody(desk, practice, asked) -> None:
    save(desk, practice, title="Second title")
    assert desk.get(address(practice, "compare") + asked).status_code in (200, 404)


def test_going_back_makes_a_new_version_and_forgets_none(desk, practice) -> None:
    save(desk, practice, title="Second title", working_groups=[], **link("Report"))
    answer = desk.post(address(practice, "revert"), {"to": 0, "_revision": revision(practice)})
    assert answer.status_code == 302
    back = again(practice)
    assert (back.title, back.links.count(), back.working_groups.get().name) == (
        "First title",
        0,
        "Digitalisation",
    )
    assert [version.action for version in versions(practice)] == ["found", "saved", "revert"]


def test_going_back_with_what_is_published_goes_by_a_working_copy(desk, practice) -> None:
    save(desk, practice, title="Second title", _publish="")
    desk.post(address(practice, "revert"), {"to": 0, "_revision": revision(practice)})
    assert (again(practice).title, working_copy(practice).title) == ("Second title", "First title")


def test_a_stale_way_back_is_refused(desk, practice) -> None:
    save(desk, practice, title="Second title")
    assert desk.post(address(practice, "revert"), {"to": 0, "_revision": 0}).status_code == 409
    assert again(practice).title == "Second title"


def test_what_is_gone_since_is_said_and_nothing_is_half_put_back(desk, practice) -> None:
    named = make_project()
    save(desk, practice, related_project=named.pk)
    save(desk, practice, related_project="", title="Second title")
    named.delete()
    answer = desk.post(address(practice, "revert"), {"to": 1, "_revision": revision(practice)})
    assert "does not exist any more" in str(list(answer.wsgi_request._messages)[-1])
    assert again(practice).title == "Second title"


def test_a_reading_of_an_indicator_is_a_change_of_its_plan(desk) -> None:
    plan = make_plan(status="draft", sources=[make_source()])
    indicator = Indicator.objects.create(plan=plan, name="Clusters")
    reading = {"readings-TOTAL_FORMS": "1", "readings-0-read_on": "2020-05-01", "readings-0-value": "5"}
    assert desk.post(address(indicator), opened(desk, indicator) | reading).status_code == 302
    assert [version.action for version in versions(plan)] == ["found", "saved"]
    assert (
        versions(plan)[-1].data["parts"]["indicators"][0]["parts"]["readings"][0]["fields"]["value"] == "5.00"
    )
    assert desk.get(address(indicator, "history")).status_code == 200


def test_an_indicator_of_a_published_plan_changes_with_a_working_copy_only(desk) -> None:
    plan = make_plan(description="What it is about.", sources=[make_source()])
    indicator = Indicator.objects.create(plan=plan, name="Clusters")
    assert desk.post(address(indicator), {"name": "Other", "_revision": 0}).status_code == 403
    step(desk, plan, "start")
    copied = Indicator.objects.get(plan=working_copy(plan))
    assert desk.post(address(copied), opened(desk, copied) | {"name": "Other"}).status_code == 302
    assert Indicator.objects.get(plan=plan).name == "Clusters"
    step(desk, plan, "publish")
    assert Indicator.objects.get().name == "Other"
    assert ActionPlan.objects.get().status == "published"


def test_the_trail_of_a_deleted_record_stays(desk, practice) -> None:
    save(desk, practice, title="Second title")
    desk.post(address(practice, "delete"), {"post": "yes", "_revision": revision(practice)})
    trail = Trail.objects.get(title="Second title")
    assert [version.action for version in trail.versions.all()] == ["delete", "saved", "found"]
    assert Version.objects.filter(trail=trail).first().data["fields"]["title"] == "Second title"


def test_the_history_asks_the_same_number_of_questions_however_long_it_is(desk, practice) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(address(practice, "history")).status_code == 200
        return len(captured)

    save(desk, practice, title="Title 0")
    queries()
    few = queries()
    for number in range(1, 10):
        save(desk, practice, title=f"Title {number}")
    assert queries() == few


class Tags(HTMLParser):
    """Every tag of a page with the names of its attributes."""

    def __init__(self, page: Any) -> None:
        super().__init__()
        self.found: set[tuple[str, ...]] = set()
        self.feed(page.content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add((tag, *(name for name, _value in attrs)))


def test_two_versions_full_of_scripts_make_no_other_markup_than_two_of_words(desk, practice) -> None:
    def compared(*words: str) -> set[tuple[str, ...]]:
        Version.objects.all().delete()
        for number, (title, problem) in enumerate([("Words", "Words"), words]):
            data = take(practice)
            data["fields"] |= {"title": title, "problem": problem, "contact_role": problem}
            told = {"by_name": title[:150], "note": problem, "action": "saved", "data": data}
            Version.objects.create(trail=trail_of(practice), revision=number, **told)
        Trail.objects.of(practice).update(revision=1)
        pages = (desk.get(address(practice, page)) for page in ("compare", "history"))
        return set().union(*(Tags(page).found for page in pages))

    hostile = [text.replace("\0", "") for text in CLOSED]
    assert len(hostile) > 150
    assert compared(" ".join(hostile), " ".join(hostile)) - compared("Other words", "Other words") <= {
        ("br",)
    }


def test_going_back_to_an_address_that_is_taken_now_gets_a_sentence(desk, practice) -> None:
    taken = practice.slug
    save(desk, practice, title="Second title")
    save(desk, practice, slug="another")
    make_practice(slug=taken)
    answer = desk.post(address(practice, "revert"), {"to": 1, "_revision": revision(practice)})
    assert "has this address already" in str(list(answer.wsgi_request._messages)[-1])
    assert again(practice).slug == "another"


def test_versions_of_a_model_that_has_lost_fields_are_still_read_and_gone_back_to(desk, practice) -> None:
    save(desk, practice, title="Second title")
    save(desk, practice, title="Third title")
    old = versions(practice)[1]
    lost = {"fields": {"name": "Lost part"}, "relations": {}, "tags": {}, "parts": {}}
    old.data["fields"]["lost"] = {"pk": 1, "text": "Lost record"}
    old.data["relations"]["lost_ones"] = [{"pk": 1, "text": "Lost relation"}]
    old.data["tags"]["lost_tags"] = ["Lost tag"]
    old.data["parts"]["lost_parts"] = [{"pk": 1, **lost}]
    old.save()
    assert desk.get(address(practice, "history")).status_code == 200
    page = desk.get(address(practice, "compare")).content.decode()
    assert all(f"Lost {what}" in page for what in ("record", "relation", "tag", "part"))
    desk.post(address(practice, "revert"), {"to": old.revision, "_revision": revision(practice)})
    assert again(practice).title == "Second title"


@pytest.mark.parametrize("status", ["draft", "published"])
def test_what_came_later_stays_in_parts_too_on_the_way_to_an_older_version(desk, status) -> None:
    """A version that was kept before actions had costs, came from exchanges and took up recommendations."""
    plan = make_plan(status=status, sources=[make_source()])
    exchange, advice = make_exchange(), make_recommendation()
    action = make_action(plan=plan, title="First", costs="Little", players="The region", exchanges=[exchange])
    make_uptake(action=action, recommendation=advice, note="A day.")
    save(desk, plan, title="Second title")
    old = versions(plan)[0]
    (told,) = old.data["parts"]["actions"]
    del told["fields"]["costs"], told["relations"]["exchanges"], told["parts"]["uptakes"]
    told["fields"] |= {"title": "At first", "players": ""}
    told["relations"]["recommendations"] = []
    old.save()
    desk.post(address(plan, "revert"), {"to": old.revision, "_revision": revision(plan)})
    (back,) = (working_copy(plan) or again(plan)).actions.all()
    assert (back.title, back.players) == ("At first", ""), "the control: what it knows is put back"
    assert (back.costs, [*back.exchanges.all()]) == ("Little", [exchange])
    assert [(one.recommendation, one.note) for one in back.uptakes.all()] == [(advice, "A day.")]


def test_what_came_later_stays_with_its_own_part_where_parts_have_changed_places(desk) -> None:
    plan = make_plan(sources=[make_source()])
    actions = [make_action(plan=plan, title=title, costs=title, order=n) for n, title in enumerate("AB")]
    save(desk, plan, title="Second title")
    old = versions(plan)[0]
    for told in old.data["parts"]["actions"]:
        del told["fields"]["costs"]
    old.data["parts"]["actions"].reverse()
    old.save()
    desk.post(address(plan, "revert"), {"to": old.revision, "_revision": revision(plan)})
    back = working_copy(plan).actions.all()
    assert len(back) == len(actions)
    assert all(action.costs == action.title for action in back)


def test_the_history_of_an_indicator_leads_to_the_pages_of_its_plan(desk) -> None:
    make_plan()  # so that keys of plans and of indicators differ
    plan = make_plan(status="draft")
    indicator = Indicator.objects.create(plan=plan, name="Clusters")
    save(desk, indicator, name="Firms")
    save(desk, indicator, name="Jobs")
    page = desk.get(address(indicator, "history")).content.decode()
    for way in ("compare", "revert"):
        assert f'action="{address(plan, way)}"' in page
    answer = desk.post(
        address(indicator, "revert"), {"to": 1, "_revision": revision(plan)}, follow=True
    )  # the way back gives the indicator a new key
    assert answer.status_code == 200
    assert Indicator.objects.get().name == "Firms"


def test_whose_names_are_longer_than_there_is_room_saves_and_comments(desk, manager, practice) -> None:
    manager.first_name, manager.last_name = "x" * 150, "y" * 150
    manager.save()
    assert save(desk, practice, title="Second title").status_code == 302
    assert desk.post(address(practice, "remark"), {"text": "A word."}).status_code == 302
    assert {versions(practice)[-1].by_name, Remark.objects.get().by_name} == {"x" * 150}
