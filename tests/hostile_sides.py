"""The pages beside the hostile records: previews, shared ones, versions side by side, two people's texts."""

from copy import deepcopy
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from clusterix.desk import snapshots
from clusterix.desk.models import Held, ShareLink, Trail, Version
from clusterix.desk.models.trail import trail_of
from clusterix.desk.working_copies import make_working_copy, working_copy_of
from clusterix.publishing.records import Record
from practices.models import Practice
from tests.desk.acting import address, opened
from tests.graph import make_graph
from tests.hostile import HARMLESS, fill
from tests.payloads import ADDRESSES, CLOSED, NULLS, OPEN

# No text hides another one here unless it comes through as markup: one record holds all of them.
EVERYTHING = (*CLOSED, *NULLS)


def make_sides(user: Any) -> list[Any]:
    """Return one published record of every kind, each with a version and a working copy of harmless words."""
    graph = make_graph()
    Practice.objects.update(resources_amount=1, resources_currency="EUR")
    places = [model.objects.order_by("pk").first() for model in graph if issubclass(model, Record)]
    for place in places:
        make_working_copy(place)
    fill([HARMLESS], ("Words",), ["https://example.org"], user)
    Trail.objects.update(revision=2)  # of which the first is in the history
    return places


def fill_sides(user: Any) -> None:
    fill([EVERYTHING], OPEN, ADDRESSES, user)


def side_pages(places: list[Any], user: Any) -> list[str]:
    """Remember what the records hold now as their second version and as a text that waits to be merged."""
    return [page for place in places for page in _pages_of(type(place).objects.get(pk=place.pk), user)]


def _pages_of(place: Any, user: Any) -> list[str]:
    copy, trail = working_copy_of(place), trail_of(place)
    now = snapshots.take(copy)
    told = {"by": user, "by_name": str(place)[:150], "action": Version.Action.SAVED, "note": str(place)}
    Version.objects.update_or_create(trail=trail, revision=2, defaults=told | {"data": now})
    held = Held.objects.create(trail=trail, by=user, revision=1, data=_yours(now))
    _link, token = ShareLink.objects.make(place, user, 7)
    return [
        *(address(place, page) for page in ("preview", "share")),
        f"{address(place, 'compare')}?from=1&to=2",
        address(place, "resolve", held.pk),
        reverse("desk:shared-preview", args=[token]),
    ]


def _yours(now: snapshots.Snapshot) -> snapshots.Snapshot:
    """Return another text in each field, so that each is shown as theirs and as yours."""
    yours = deepcopy(now)
    for name, value in now["fields"].items():
        if isinstance(value, str):
            yours["fields"][name] = f"{value} and more"
    return yours | {"parts": {name: [] for name in now["parts"]}}


def refused_forms(desk: Client, place: Any, words: str) -> dict[str, HttpResponse]:
    """Return the answers to forms with these words that are stale, have faults, or both."""
    page, form = address(place), opened(desk, place)
    texts = {name: words for name, value in form.items() if any(value) and name in TYPED}
    stale = form | texts | {"_revision": "1"}
    return {
        "stale": desk.post(page, stale),
        "stale, with faults": desk.post(page, stale | {"start_on": words}),
        "with faults": desk.post(page, form | texts | {"start_on": words, "slug": words}),
        "taken up": _taken_up(desk, place, form | texts),
        "a stale step": desk.post(address(place, "move"), {"_revision": "1", "_submit": ""}),
    }


TYPED = {"title", "summary", "organisation", "problem", "approach", "tags", "links-0-title"}


def _taken_up(desk: Client, place: Any, typed: dict[str, Any]) -> HttpResponse:
    desk.post(address(place, "kept"), typed)
    return desk.post(address(place, "kept"), {"_take_up": ""})
