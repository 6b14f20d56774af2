"""Every link of the portal full of its real content leads somewhere; every page on the way is in order."""

from collections import Counter
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.addresses import details
from tests.page_reading import Page, body

FIRST = "/"
FUNDING = "Co-funded by the European Union"
Found = dict[str, tuple[int, Page | None]]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]


def walk(client: Any, start: str = FIRST) -> Found:
    """Follow every internal link from the start; return the status and the page of each address met."""
    found: Found = {}
    waiting = [start]
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        response = client.get(address)
        content = body(response)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        page = Page(response) if is_page and content else None
        found[address] = response.status_code, page
        waiting += internal_links(page, address) if page else []
    return found


def internal_links(page: Page, address: str) -> list[str]:
    """Return what the page links to on this portal; of filters and sorts the choices one step away."""
    links = [urldefrag(urljoin(address, link)).url for link in [*page.links, *page.assets]]
    internal = [link for link in links if not urlsplit(link).scheme and not link.startswith("//")]
    return [link for link in internal if not ("?" in address and "?" in link)]


def fragments(page: Page, address: str) -> list[tuple[str, str]]:
    """Return the address and the anchor of every link to a part of a page."""
    parts = [urldefrag(urljoin(address, link)) for link in page.links]
    return [(part.url, part.fragment) for part in parts if part.fragment and not urlsplit(part.url).scheme]


@pytest.fixture(scope="module")
def found(content: int, django_db_blocker: Any) -> Found:
    with django_db_blocker.unblock():
        return walk(Client())


def pages_of(found: Found) -> dict[str, Page]:
    return {address: page for address, (_status, page) in found.items() if page}


def test_every_link_answers_and_leads_to_every_record(found) -> None:
    refused = {address: status for address, (status, _page) in found.items() if status != 200}
    assert refused == {}
    missed = {
        record.get_absolute_url()
        for model in details()
        for record in model.objects.published()
        if record.get_absolute_url() not in found
    }
    assert missed == set()
    assert len(pages_of(found)) > 120


def test_every_anchor_that_is_linked_to_is_on_its_page(found) -> None:
    pages = pages_of(found)
    linked = {
        target for address, page in pages.items() for target in fragments(page, address) if target[0] in pages
    }
    assert len(linked) > 20
    assert [(address, anchor) for address, anchor in linked if anchor not in pages[address].ids] == []


def test_every_page_is_in_order(found) -> None:
    faults = {address: said for address, page in pages_of(found).items() if (said := out_of_order(page))}
    assert faults == {}


def test_no_two_pages_share_a_title(found) -> None:
    titles = Counter(page.title for address, page in pages_of(found).items() if "?" not in address)
    assert [title for title, count in titles.items() if count > 1] == []


def out_of_order(page: Page) -> list[str]:
    faults = [f"{count} h1" for count in [page.headings.get("h1", 0)] if count != 1]
    faults += [f"id {name} twice" for name, count in Counter(page.ids).items() if count > 1]
    faults += [f"inline {name}" for name in page.inline]
    faults += [f"no alternative text for {src}" for src in page.pictures_without_alt]
    faults += [f"asks a stranger for {src}" for src in page.assets if urlsplit(src).netloc]
    faults += [] if "Clusterix" in page.title else ["no title"]
    faults += (
        [] if 40 <= len(page.description) <= 300 else [f"description of {len(page.description)} letters"]
    )
    faults += [] if FUNDING in page.words else ["no word of the funding"]
    return faults


def test_a_broken_link_and_a_missing_anchor_would_be_noticed(client) -> None:
    """The control: links that a page could hold, and where they would lead."""
    page = Page(client.get("/partners/ecoplus/"))
    assert ("/workgroups/meetings/", "not-there") not in fragments(page, "/")
    page.links += ["../not-there/", "/workgroups/meetings/#not-there", "https://example.org/#a"]
    assert "/partners/not-there/" in internal_links(page, "/partners/ecoplus/")
    assert client.get("/partners/not-there/").status_code == 404
    assert ("/workgroups/meetings/", "not-there") in fragments(page, "/")
    assert not [link for link in internal_links(page, "/") if "example.org" in link]


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ("<h1>One</h1><h1>Two</h1>", "2 h1"),
        ('<p id="a"></p><p id="a"></p>', "id a twice"),
        ('<p style="color: red">Red</p>', "inline p style"),
        ("<script>alert(1)</script>", "inline script"),
        ('<img src="/a.png">', "no alternative text for /a.png"),
        (
            '<script src="https://stranger.example/a.js"></script>',
            "asks a stranger for https://stranger.example/a.js",
        ),
        ("<title>Something else</title>", "no title"),
        ("<p>No funding</p>", "no word of the funding"),
        ('<meta name="description" content="Short">', "description of 5 letters"),
    ],
)
def test_a_page_out_of_order_would_be_noticed(markup, fault) -> None:
    assert fault in out_of_order(Page(HttpResponse(markup)))
