"""What networks show that name a page: its one address, its title, its summary and a picture."""

import io
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from PIL import Image

from clusterix.publishing import pictures
from practices.models import Practice
from tests.addresses import details, lists
from tests.graph import make_graph
from tests.making import make_group, make_practice
from tests.page_reading import Page, look

SITE = "http://testserver"
PLAIN = ("pages:home", "pages:about", "pages:accessibility", "pages:privacy", "pages:legal")
NEEDED = ("title", "description", "type", "url", "image", "image:width", "image:height", "image:alt")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    cache.clear()


@pytest.fixture
def drawn(monkeypatch) -> list[tuple[Any, ...]]:
    """What is drawn, in its order."""
    calls: list[tuple[Any, ...]] = []
    draw = pictures.draw
    monkeypatch.setattr(pictures, "draw", lambda *given: calls.append(given) or draw(*given))
    return calls


def missing(page: Page) -> list[str]:
    return [name for name in NEEDED if not page.shared.get(f"og:{name}")]


def test_every_public_page_says_what_to_show_of_it(client) -> None:
    graph = make_graph()
    records = [reverse(name, args=[graph[model][0].slug]) for model, name in details().items()]
    for address in (*map(reverse, PLAIN), *lists(), *records):
        page = look(client, address)
        assert missing(page) == [], address
        assert page.canonical == page.shared["og:url"] == SITE + address
        assert page.shared["og:description"] == page.description
        assert page.title.startswith(page.shared["og:title"])
        picture = client.get(page.shared["og:image"].removeprefix(SITE))
        assert picture.headers["Content-Type"] == "image/png", address


def test_a_filtered_list_has_the_address_of_the_list(client) -> None:
    assert look(client, "/practices/?sort=title&page=1").canonical == f"{SITE}/practices/"


def test_a_page_that_does_not_exist_is_not_to_be_shown(client) -> None:
    """The control: what is missing is noticed."""
    assert missing(Page(client.get("/nothing-here/"))) == list(NEEDED)


def test_quotes_and_markup_in_a_title_are_written_once_escaped(client) -> None:
    page = look(client, make_practice(title='Tom & "Jerry" <b>').get_absolute_url())
    assert page.shared["og:title"] == 'Tom & "Jerry" <b> – good practice'
    assert page.title == 'Tom & "Jerry" <b> – good practice – Clusterix'


def test_a_picture_is_of_the_size_the_page_says_in_the_hue_of_its_theme(client) -> None:
    practice = make_practice(working_groups=[make_group(colour="violet")])
    page = look(client, practice.get_absolute_url())
    image = Image.open(io.BytesIO(client.get(page.shared["og:image"]).content)).convert("RGB")
    assert image.size == (int(page.shared["og:image:width"]), int(page.shared["og:image:height"]))
    assert "#{:02x}{:02x}{:02x}".format(*image.getpixel((5, 5))) == pictures.HUES["violet"]


def test_a_theme_that_is_not_public_gives_no_hue(client, drawn) -> None:
    practice = make_practice(working_groups=[make_group(colour="violet", status="draft")])
    client.get(f"{practice.get_absolute_url()}social.png")
    assert drawn == [("Good practice", practice.title, "")]


def test_a_picture_is_drawn_once_and_again_when_its_record_changes(client, drawn) -> None:
    practice = make_practice(title="First")
    address = f"{practice.get_absolute_url()}social.png"
    shown = look(client, practice.get_absolute_url()).shared["og:image"]
    first = client.get(address)
    assert client.get(f"{address}?another=query").content == first.content
    assert len(drawn) == 1
    practice.title = "Second"
    practice.updated_at = None
    practice.save()
    Practice.objects.filter(pk=practice.pk).update(updated_at="2030-01-01T00:00Z")
    assert client.get(address).content != first.content
    assert look(client, practice.get_absolute_url()).shared["og:image"] != shown


def test_who_has_the_picture_is_told_so_without_its_being_drawn(client, drawn) -> None:
    address = f"{make_practice().get_absolute_url()}social.png"
    answer = client.get(address)
    assert "public" in answer.headers["Cache-Control"]
    drawn.clear()
    cache.clear()
    again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content, drawn) == (304, b"", [])
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_cache_that_fails_does_not_stop_a_picture(client, monkeypatch) -> None:
    def fail(*given: Any) -> None:
        raise ConnectionError

    monkeypatch.setattr(cache, "get", fail)
    assert client.get(f"{make_practice().get_absolute_url()}social.png").status_code == 200
