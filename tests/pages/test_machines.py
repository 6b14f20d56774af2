"""What search engines and browsers ask for unbidden: robots.txt, the map of the site, icons."""

import io
import re
from typing import Any
from urllib.robotparser import RobotFileParser

import pytest
from django.utils import timezone
from PIL import Image

from clusterix.pages import machines
from tests.addresses import details, exports, lists
from tests.graph import make_graph
from tests.making import make_practice
from tests.page_reading import Page, body

SITE = "http://testserver"

pytestmark = pytest.mark.django_db


def addresses(client: Any, path: str = "/sitemap.xml") -> list[str]:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/xml")
    return re.findall(f"<loc>{SITE}(.*?)</loc>", answer.content.decode())


def public_pages() -> set[str]:
    records = [record for model in details() for record in model.objects.published()]
    return {record.get_absolute_url() for record in records}


def test_the_map_of_the_site_holds_every_public_record_and_page_once(client) -> None:
    make_graph(3)
    found = addresses(client)
    assert len(found) == len(set(found))
    assert {*public_pages(), *lists(), "/", "/about/", "/accessibility/"} <= set(found)
    assert all(client.get(address).status_code == 200 for address in found)


def test_a_draft_is_not_in_the_map_of_the_site(client) -> None:
    practice = make_practice()
    assert practice.get_absolute_url() in addresses(client)
    practice.status = "draft"
    practice.save()
    assert practice.get_absolute_url() not in addresses(client)


def test_the_map_says_when_a_record_last_changed(client) -> None:
    practice = make_practice()
    entry = client.get("/sitemap.xml").content.decode().split(practice.get_absolute_url(), 1)[1]
    assert entry.startswith(f"</loc><lastmod>{timezone.localtime(practice.updated_at):%Y-%m-%d}</lastmod>")


def test_a_map_that_is_too_long_for_one_file_is_several(client, monkeypatch) -> None:
    make_graph(3)
    whole = set(addresses(client))
    monkeypatch.setattr(machines, "MOST_IN_ONE", 5)
    monkeypatch.setattr(machines._Ours, "limit", 2)
    files = addresses(client)
    assert "/sitemap-practice.xml?p=2" in files
    assert {address for file in files for address in addresses(client, file)} == whole


def test_a_part_of_the_map_that_is_not_there_is_not_found(client) -> None:
    for path in ("/sitemap-nothing.xml", "/sitemap-practice.xml?p=99", "/sitemap-practice.xml?p=abc"):
        assert client.get(path).status_code == 404, path


def test_the_host_that_was_asked_is_not_taken_for_the_portals(client, settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    for path in ("/sitemap.xml", "/robots.txt"):
        assert b"stranger" not in client.get(path, headers={"Host": "stranger.example"}).content


def test_robots_may_read_pages_and_not_the_desk_nor_lists_as_files(client) -> None:
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    assert f"Sitemap: {SITE}/sitemap.xml" in lines
    rules = RobotFileParser()
    rules.parse(lines)
    assert rules.can_fetch("*", "/practices/")
    assert not rules.can_fetch("*", "/admin/login/")
    forbidden = [line.removeprefix("Disallow: /*") for line in lines if line.startswith("Disallow: /*")]
    assert all(address.endswith(tuple(forbidden)) for address in exports())


def test_a_search_is_indexed_under_one_address_and_only_with_words_that_the_portal_holds(client) -> None:
    make_practice(title="Voucher of a region")
    found = client.get("/search/?q=voucher")
    assert b"noindex" not in found.content
    assert Page(found).canonical == f"{SITE}/search/"
    assert b"noindex" not in client.get("/search/").content
    mended = client.get("/search/?q=vuocher")
    assert mended.context["searched"] == "voucher"
    for answer in (mended, client.get("/search/?q=voucher+casino")):
        assert b'<meta name="robots" content="noindex, follow">' in answer.content


def test_both_are_kept_for_an_hour_and_not_sent_twice(client) -> None:
    for path in ("/sitemap.xml", "/robots.txt"):
        answer = client.get(path)
        assert answer.headers["Cache-Control"] == "public, max-age=3600"
        again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304
        make_practice()
        changed = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
        assert changed.status_code == (200 if path == "/sitemap.xml" else 304)


@pytest.mark.parametrize(("path", "size"), [("/favicon.ico", 32), ("/apple-touch-icon.png", 180)])
def test_an_icon_is_where_browsers_look_for_it(client, path, size) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert Image.open(io.BytesIO(body(answer))).size == (size, size)
    assert f'href="{path}"' in client.get("/").content.decode()
