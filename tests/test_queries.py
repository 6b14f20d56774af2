"""A page asks the database as often for eleven rows of everything as for one."""

from typing import Any

from django.db import connection
from django.db.models import Prefetch
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practices.models import Practice
from practices.views import PracticeDetail, PracticeList
from tests.addresses import details, exports, lists, plain_pages
from tests.graph import Graph, make_graph
from tests.page_reading import body

FEW, MANY = 1, 11


def queries(client: Any, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(address)
        assert response.status_code == 200
        body(response)
    return len(captured)


def detail_pages(graph: Graph) -> dict[str, str]:
    """Return the page of the first record of each kind, which is related to all others."""
    return {name: reverse(name, args=[graph[model][0].slug]) for model, name in details().items()}


def test_lists_and_plain_pages_need_the_same_number_of_queries(client, db) -> None:
    pages = [
        *lists(),
        *exports(),
        *plain_pages(),
        f"{reverse('pages:search')}?q=e",
        *(f"{page}?q=e" for page in lists()),
    ]
    make_graph(FEW)
    few = {page: queries(client, page) for page in pages}
    make_graph(MANY)
    assert {page: queries(client, page) for page in pages} == few


def test_pages_of_records_need_the_same_number_of_queries(client, db) -> None:
    """Each first record of the second graph has eleven related records where the first graph's has one."""
    few = {name: queries(client, page) for name, page in detail_pages(make_graph(FEW)).items()}
    many = {name: queries(client, page) for name, page in detail_pages(make_graph(MANY)).items()}
    assert many == few


def test_a_list_that_forgets_a_join_is_caught(client, db, monkeypatch) -> None:
    """The control: without its joins the list asks once more for each row."""
    monkeypatch.setattr(PracticeList, "queryset", Practice.objects.published())
    make_graph(FEW)
    few = queries(client, "/practices/")
    make_graph(MANY)
    assert queries(client, "/practices/") >= few + MANY - FEW


def test_a_page_that_forgets_a_join_is_caught(client, db, monkeypatch) -> None:
    """The control for pages: the recommendations that a practice backs, without their join."""
    careless = Practice.objects.published().prefetch_related(
        Prefetch("evidence_for", to_attr="public_evidence_for")
    )
    monkeypatch.setattr(PracticeDetail, "queryset", careless)
    few = queries(client, make_graph(FEW)[Practice][0].get_absolute_url())
    many = make_graph(MANY)[Practice][0]
    assert queries(client, many.get_absolute_url()) >= few + MANY - FEW
