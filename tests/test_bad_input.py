"""Whatever anybody types into an address, the portal answers a page or "not found", never an error."""

import random
from typing import Any

import pytest
from django.urls import reverse

from clusterix.pages.views import Search
from practices.models import Interest, Practice
from recommendations.models import Answer, Recommendation
from tests.addresses import details, exports, lists, plain_pages, public_routes
from tests.graph import make_graph
from tests.page_reading import body

WRONG_PAGES = [
    "-1",
    "0",
    "abc",
    "1e9",
    "1000000000",
    "9" * 22,
    "9" * 5000,
    "0000000015",
    "%00",
    "last",
    "",
    "１",
]
WRONG_QUERIES = {
    "NUL in a value": "q=%00&theme=%00a&sort=%00&page=1",
    "NUL in a key": "%00=1&q%00=a",
    "invalid UTF-8": "q=%ff%fe&theme=%c3%28&country=%80&sort=%f0%28",
    "surrogates": "q=%ed%a0%80&tag=%ed%b0%80",
    "one long value": "q=" + "a" * 65_000,
    "a long filter": "theme=" + "b" * 65_000,
    "many words": "q=" + "+".join("abcdefghijklmnopqrstuvwxyz" * 4),
    "20,000 keys": "&".join(f"{number:x}" for number in range(20_000)),
    "20,000 values": "&".join(f"theme={number}" for number in range(6_000)),
    "65,000 ampersands": "&" * 65_000,
    "weird sort": "sort=-title&sort=;drop&sort[]=1",
    "signs of a pattern": "q=%25_%5C%27%22--&theme='&year=2016'",
    "wrong years": "year=99999&year=-1&year=0&year=1e3&year=２０１７&year=NaN",
    "semicolons": "q=a;theme=b;;;&=&==&?",
}
ACCEPTED = {200, 404}
WRONG_BODIES = (b"\xff\xfe", b"[]", b"ticket=%00&country=%ff&email=\xed\xa0\x80")
AS_A_FORM = "application/x-www-form-urlencoded"
FORMS = {"practices:interest": Practice, "recommendations:applies": Recommendation}  # below a record's page
THANKS = [f"{name}-thanks" for name in FORMS]


@pytest.fixture(autouse=True)
def records(db) -> None:
    make_graph()


def browse_pages() -> list[str]:
    others = ("pages:search", "practices:compare", "recommendations:brief", "recommendations:brief-choice")
    return [*lists(), *exports(), *map(reverse, others)]


def status(client: Any, address: str, query: str) -> int:
    """Ask with the raw query string; servers hand on its bytes as Latin-1."""
    client.raise_request_exception = False
    response = client.get(address, QUERY_STRING=query.encode().decode("latin-1"))
    body(response)
    return response.status_code


@pytest.mark.parametrize("query", WRONG_QUERIES.values(), ids=WRONG_QUERIES)
def test_a_wrong_query_string_gets_a_page(client, query) -> None:
    assert {address: status(client, address, query) for address in browse_pages()} == dict.fromkeys(
        browse_pages(), 200
    )


def test_a_wrong_page_number_gets_a_page_or_not_found(client) -> None:
    for address in browse_pages():
        for page in WRONG_PAGES:
            assert status(client, address, f"page={page}") in ACCEPTED, (address, page[:20])


def test_a_page_number_that_does_not_exist_is_not_found(client) -> None:
    assert status(client, "/practices/", "page=1") == 200
    for page in ("-1", "0", "abc", "1e9", "9" * 22, "0000000015"):
        assert status(client, "/practices/", f"page={page}") == 404


def test_an_unknown_slug_is_not_found(client) -> None:
    for name in details().values():
        for slug in ("nothing-here", "a" * 3000, "0", "-", "_"):
            address = reverse(name, args=[slug])
            assert [client.get(address + end).status_code for end in ("", "social.png")] == [404, 404]


@pytest.mark.parametrize(("name", "model"), FORMS.items())
def test_the_form_of_an_unknown_record_is_not_found_and_whatever_is_sent_is_answered(
    client, name, model
) -> None:
    client.raise_request_exception = False
    kept = [kind.objects.count() for kind in (Interest, Answer)]
    for slug in ("nothing-here", "a" * 3000, "0", "-", "_"):
        for page in (name, f"{name}-thanks"):
            assert client.get(reverse(page, args=[slug])).status_code == 404
    address = reverse(name, args=[model.objects.published().first().slug])
    answers = [client.post(address, query, content_type=AS_A_FORM) for query in WRONG_QUERIES.values()]
    for kind in (AS_A_FORM, "application/json"):
        answers += [client.post(address, sent, content_type=kind) for sent in WRONG_BODIES]
    assert {answer.status_code for answer in answers} <= {200, 400, 429}
    assert [kind.objects.count() for kind in (Interest, Answer)] == kept


@pytest.mark.parametrize(
    "path",
    ["%00", "practices/%00/", "practices/a%00b/", "%ff/", "practices/%c3%28/", "media/%00", "..%2f", "%"],
)
def test_a_wrong_path_is_not_found(client, path) -> None:
    client.raise_request_exception = False
    assert client.get(f"/{path}").status_code == 404


def test_other_methods_never_break_a_public_page(client) -> None:
    client.raise_request_exception = False
    pages = [*lists(), *plain_pages(), "/media/nothing.txt", "/practices/nothing-here/"]
    for page in pages:
        for method in (client.post, client.put, client.delete, client.patch, client.options, client.head):
            assert method(page).status_code < 500, (method, page)


def test_a_form_that_was_not_ours_changes_nothing(client) -> None:
    for page in lists():
        assert client.post(page, {"q": "a"}).status_code == 405


def test_random_query_strings_get_a_page_or_not_found(client) -> None:
    chance = random.Random(2018)  # noqa: S311
    keys = [
        "q",
        "theme",
        "country",
        "partner",
        "tag",
        "year",
        "scope",
        "level",
        "stage",
        "kind",
        "status",
        "sort",
    ]
    keys += ["page", "page", "outcome", "role", "route", "%00", "x[]", ""]
    values = [
        "",
        "at",
        "2016",
        "group-1",
        "partner-1",
        "newest",
        "relevance",
        "published",
        "draft",
        "1",
        "-1",
    ]
    values += ["%00", "%ff", "a" * 300, "'", "%25", "e+s", "１", "😀", "<b>", "../..", "null"]
    pages = browse_pages()
    for _ in range(200):
        pairs = [f"{chance.choice(keys)}={chance.choice(values)}" for _ in range(chance.randint(1, 8))]
        query, address = "&".join(pairs), chance.choice(pages)
        assert status(client, address, query) in ACCEPTED, f"{address}?{query}"


def test_what_is_typed_is_shown_as_text(client) -> None:
    sign = "<script>alert(1)</script>"
    for address in [*lists(), reverse("pages:search")]:
        for key in ("q", "theme", "sort"):
            assert sign not in client.get(address, {key: sign}).content.decode()


def test_a_page_that_breaks_would_be_noticed(client, monkeypatch) -> None:
    """The control: a search that trips over a NUL answers 500 here too."""
    monkeypatch.setattr(Search, "get_context_data", lambda self: int(self.request.GET["q"]))
    assert status(client, "/search/", "q=%00") == 500


@pytest.mark.parametrize(
    "address",
    [
        "/admin/practices/practice/?q=%00",
        "/admin/practices/practice/?partner__id__exact=abc",
        "/admin/practices/practice/?q=" + "a+" * 1500,
        "/admin/practices/practice/add/?sources=abc",
        "/admin/practices/practice/add/?sources=" + "9" * 40,
        "/admin/practices/practice/add/?title=%00",
        "/admin/practices/practice/abc/change/",
        "/admin/practices/practice/%00/change/",
        f"/admin/practices/practice/{'9' * 40}/change/",
        "/admin/autocomplete/?app_label=practices&model_name=practice&field_name=partner&term=%00",
        "/admin/autocomplete/?app_label=practices%00&model_name=practice&field_name=partner",
        "/admin/autocomplete/?term=a",
        "/admin/practices/practice/?p=9999999999&o=99",
    ],
)
def test_the_desk_takes_no_harm_from_a_wrong_address(client, manager, address) -> None:
    client.force_login(manager)
    client.raise_request_exception = False
    assert client.get(address).status_code in {200, 302, 400, 403, 404}


def test_the_desk_takes_no_harm_from_wrong_values_in_a_form(client, manager) -> None:
    client.force_login(manager)
    client.raise_request_exception = False
    for values in (
        {"title": "a\0b"},
        {"sources": "abc"},
        {"partner": "9" * 40},
        {"_selected_action": ["abc"]},
    ):
        for page in ("/admin/practices/practice/add/", "/admin/practices/practice/"):
            assert client.post(page, values | {"action": "x"}).status_code < 500, (page, values)


@pytest.mark.parametrize("year", ["0", "-1", "1", "１", "9999", "10000", "9" * 10, "9" * 26])
def test_the_desk_takes_no_harm_from_years_that_no_calendar_has(client, administrator, year) -> None:
    client.force_login(administrator)
    client.raise_request_exception = False
    for asked in ("practices/practice/?updated_at", "practices/practice/?start_on", "desk/auditentry/?at"):
        assert client.get(f"/admin/{asked}__year={year}").status_code < 500, asked


def test_a_name_a_password_and_a_cookie_with_a_nul_sign_nobody_in(client) -> None:
    client.raise_request_exception = False
    client.cookies["sessionid"] = "a\0b"
    for address in ("/admin/", "/admin/login/", "/media/nothing.txt", "/"):
        assert client.get(address).status_code < 500, address
    assert client.post("/admin/login/", {"username": "a\0b", "password": "\0"}).status_code < 500


def test_what_no_field_can_hold_would_break_the_desk(client, manager, settings) -> None:
    """The control: without the middleware the same addresses answer 500."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "BadInput" not in name]
    client.force_login(manager)
    client.raise_request_exception = False
    assert client.get("/admin/practices/practice/add/?sources=abc").status_code == 500


def test_every_public_pattern_is_asked() -> None:
    asked = {*lists(), *exports(), *plain_pages()}
    rest = [route.name for route in public_routes() if f"/{route.pattern}" not in asked]
    pictures = [f"{name}-picture" for name in details().values()]
    assert sorted(rest) == sorted(
        [
            *details().values(),
            *pictures,
            *FORMS,
            *THANKS,
            *("desk:shared-preview", "notices:off", "pages:sitemap-section", "publishing:media"),
        ]
    )
