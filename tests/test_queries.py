"""A page asks the database as often for eleven rows of everything as for one."""

from typing import Any

from django.db import connection
from django.db.models import Prefetch
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clusterix.browse.catalogue.library import library
from clusterix.publishing.relations import published_related
from practices.models import Practice
from practices.models.practice import PracticeQuerySet
from recommendations.models import Recommendation
from recommendations.views import RecommendationDetail
from tests.addresses import details, exports, lists, plain_pages
from tests.graph import Graph, make_graph
from tests.making import make_group, make_partner, make_practice
from tests.page_reading import body, look

FEW, MANY = 1, 11
QUERIES = ("", "?view=map", "?theme=nonsense", "?q=summary", "?q=organisation+-nothing&sort=newest")
MOST_ON_A_LIST, MOST_ON_A_LIST_SEEN_BEFORE, MOST_ON_A_RECORD = 6, 3, 8


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
        *(f"{page}?q=e&view={view}" for page in lists() for view in ("map", "matrix")),
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


def test_a_file_whose_records_forget_a_join_is_caught(client, db, monkeypatch) -> None:
    """The control: without its joins the list as a file asks once more for each row."""

    def careless(queryset: Any) -> Any:
        return queryset.prefetch_related(published_related(Practice, "transfers"))

    monkeypatch.setattr(PracticeQuerySet, "for_cards", careless)
    make_practice(partner=make_partner(), working_groups=[make_group()])
    few = queries(client, "/practices/export.csv")
    for _ in range(MANY - FEW):
        make_practice(partner=make_partner(), working_groups=[make_group()])
    assert queries(client, "/practices/export.csv") >= few + MANY - FEW


def test_a_page_that_forgets_a_join_is_caught(client, db, monkeypatch) -> None:
    """The control for pages: the practices that back a recommendation, without their join."""
    careless = Recommendation.objects.published().prefetch_related(
        Prefetch("evidence", to_attr="public_evidence"),
    )
    monkeypatch.setattr(RecommendationDetail, "queryset", careless)
    few = queries(client, make_graph(FEW)[Recommendation][0].get_absolute_url())
    many = make_graph(MANY)[Recommendation][0]
    assert queries(client, many.get_absolute_url()) >= few + MANY - FEW


def test_a_list_needs_at_most_six_queries_and_three_when_it_was_asked_for_before(client, db) -> None:
    graph = make_graph(FEW)
    library.warm_up()
    for page in lists():
        for query in (
            "",
            "?theme=nonsense",
            "?q=summary",
            "?q=organisation+-nothing&sort=newest",
            "?view=map",
            "?view=matrix",
        ):
            graph[Practice][0].save()  # something has changed since the process last looked
            assert queries(client, page + query) <= MOST_ON_A_LIST, page + query
            assert queries(client, page + query) <= MOST_ON_A_LIST_SEEN_BEFORE, page + query


def test_a_search_with_a_typing_error_needs_no_more(client, db) -> None:
    make_practice(title="Procurement of prototypes")
    library.warm_up()
    look(client, "/practices/?q=procurmnet")
    assert queries(client, "/practices/?q=procurment") <= MOST_ON_A_LIST


def test_the_page_of_a_record_needs_at_most_eight_queries_and_three_kinds_nine(client, db) -> None:
    """A practice has four kinds of parts, a plan two levels, a recommendation its readers' answers."""
    pages = detail_pages(make_graph(MANY))
    library.warm_up()
    more = (
        *("practices:practice-detail", "recommendations:recommendation-detail"),
        "recommendations:plan-detail",
    )
    most = dict.fromkeys(pages, MOST_ON_A_RECORD) | dict.fromkeys(more, MOST_ON_A_RECORD + 1)
    assert {
        name: number for name, page in pages.items() if (number := queries(client, page)) > most[name]
    } == {}
