"""Keys, parameters and values that no page of the desk ever writes: none is answered with an error."""

import logging
import re
from collections.abc import Iterator
from itertools import cycle
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.apps import apps
from django.test import Client

from clusterix.desk.models.trail import revision_of
from clusterix.publishing.records import whole
from tests.access_samples import make_samples
from tests.addresses import ADMIN, Route, routes
from tests.form_reading import Form
from tests.page_reading import body

pytestmark = pytest.mark.django_db

HOSTILE = (
    *(
        "0",
        "-1",
        "9" * 40,
        "9" * 19,
        "1e9",
        "NaN",
        "1.5",
        "\0",
        "1\0",
        "../..",
        "a" * 3_000,
        "１２",
        "²",
        "٣",
    ),
    *("'", "_00", "_5F_", "%", "<b>", "1,2", "None", "\ud7ff", "\U0010ffff", " 1 ", "[]", "{}"),
)
LISTS = (
    *("q", "p", "o", "e", "all", "status__exact", "status", "pk__in", "id__exact", "id__in", "_popup"),
    *("_to_field", "_changelist_filters", "waiting", "updated_at__year", "updated_at__gte", "nothing__x"),
    *("partner__id__exact", "tags__id__exact", "plan__id__exact", "at__year", "start_on__month"),
)
FORMS = ("_changelist_filters", "_popup", "_to_field", "sources", "partner", "start_on", "title", "pk")
PARAMETERS = {"changelist": LISTS, "add": FORMS, "change": FORMS, "compare": ("from", "to")}
FOUND = ("app_label", "model_name", "field_name", "term", "page")
TURNS = 3  # each page has every third of its parameters tried; the kinds of page are many more than that
Asked = tuple[str, str, dict[str, Any] | None]  # the method, the address, what is posted


@pytest.fixture(autouse=True)
def silence() -> Iterator[None]:
    """Django writes a line for every refusal, here hundreds."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def desk(administrator) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(administrator)
    return client


@pytest.fixture
def samples(db) -> dict[type, Any]:
    return make_samples()


def desk_routes() -> list[Route]:
    """Return the routes of the desk in an order in which those of the same page follow each other."""
    found = [route for route in routes() if route.pattern.startswith(f"{ADMIN}/")]
    return sorted(found, key=lambda route: (route.pattern.rpartition("<")[2], route.name))


def page_of(route: Route) -> str:
    return route.name.rpartition("_")[2]


def errors(client: Client, asked: list[Asked]) -> list[str]:
    """Return what is answered with an error, and how it was asked."""
    found = []
    for method, address, given in asked:
        response = getattr(client, method)(address, given)
        body(response)
        if response.status_code >= 500:
            found.append(f"{method} {address[:150]} {given and sorted(given.items())[:3]}")
    return found


def filled(route: Route, *keys: str) -> str:
    """Return the address of the route with these keys in its places, the last one in all that are left."""
    if "(?P" in route.pattern:
        return f"/{ADMIN}/{quote(keys[0])}/"
    left = list(keys)
    return "/" + re.sub(
        r"<.*?>", lambda _: quote(left.pop(0) if len(left) > 1 else left[0], safe=""), route.pattern
    )


def with_hostile_keys(samples: dict[type, Any]) -> list[Asked]:
    """Put a hostile key in each place of each route; the routes of one page, such as previews, take turns."""
    keys, asked = cycle(HOSTILE), []
    for route in (route for route in desk_routes() if "<" in route.pattern):
        own = sample_of(route, samples)
        chosen = [(key, "1") for key in (next(keys), next(keys))]
        chosen += [(str(own.pk), next(keys))] if route.pattern.count("<") > 1 and own else []
        asked += [(method, filled(route, *pair), None) for pair in chosen for method in ("get", "post")]
    return asked


def sample_of(route: Route, samples: dict[type, Any]) -> Any:
    app, _slash, rest = route.pattern.removeprefix(f"{ADMIN}/").partition("/")
    model = rest.partition("/")[0]
    known = model and app in apps.app_configs and model in apps.get_app_config(app).models
    return samples.get(apps.get_model(app, model)) if known else None


def with_hostile_parameters(samples: dict[type, Any]) -> list[Asked]:
    """Give each parameter of each kind of page hostile values, one at a time: the first fault hides others.

    The pages of a kind, such as the lists, take turns.
    """
    values = cycle(HOSTILE)
    pages = [(route, own) for route in desk_routes() if (own := sample_of(route, samples)) is not None]
    asked: list[Asked] = [
        ("get", f"{filled(route, str(own.pk))}?{name}={quote(next(values))}", None)
        for route, own in pages
        for name in PARAMETERS.get(page_of(route), ())
    ][::TURNS]
    known = {"app_label": "practices", "model_name": "practice", "field_name": "partner", "term": "a"}
    return asked + [
        ("get", f"/{ADMIN}/autocomplete/?{urlencode(known | {name: value})}", None)
        for name in FOUND
        for value in HOSTILE
    ]


def with_hostile_forms(client: Client, samples: dict[type, Any]) -> list[Asked]:
    """Post each form that is not stale with hostile values, and each step, list and side page with some."""
    values, asked = cycle(HOSTILE), []
    for route in desk_routes():
        own, page = sample_of(route, samples), page_of(route)
        if own is None or page in ("logout", "delete"):
            continue
        address, value = filled(route, str(own.pk)), next(values)
        told = dict.fromkeys(("_revision", "days", "to", "text", "action", "_comment", "index"), value)
        told |= {"_selected_action": [value, own.pk], "_publish": "", "_take_up": ""}
        if page in ("add", "change"):
            fields = Form(client.get(address)).values
            told = {name: value for name in fields if name.rpartition("-")[2] not in COUNTED}
            told = fields | told | {"_revision": str(revision_of(whole(own)))}
            asked.append(("post", address, fields | {"_revision": value}))
        asked.append(("post", address, told))
        asked.append(("post", address, dict.fromkeys(told, value)))
    return asked


COUNTED = ("csrfmiddlewaretoken", "TOTAL_FORMS", "INITIAL_FORMS")


def test_no_key_leads_to_an_error(desk, samples) -> None:
    asked = with_hostile_keys(samples)
    assert len(asked) > 500
    assert errors(desk, asked) == []


def test_no_parameter_leads_to_an_error(desk, samples) -> None:
    asked = with_hostile_parameters(samples)
    assert len(asked) > 300
    assert errors(desk, asked) == []


def test_no_value_in_a_form_leads_to_an_error(desk, samples) -> None:
    asked = with_hostile_forms(desk, samples)
    assert len(asked) > 300
    assert errors(desk, asked) == []


def test_an_error_would_be_noticed(desk, samples, settings) -> None:
    """The control: without what answers bad input, a word for a key in a new form is an error."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "BadInput" not in name]
    address = f"/{ADMIN}/practices/practice/add/?sources="
    assert len(errors(desk, [("get", f"{address}{value}", None) for value in ("1", "NaN")])) == 1
