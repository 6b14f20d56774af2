"""A public page as tests look at it: its words, links, ids and what it must not hold."""

import io
import zipfile
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Page(HTMLParser):
    """What a page's markup says, gathered once."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.links: list[str] = []
        self.chips: list[str] = []
        self.ids: list[str] = []
        self.headings: dict[str, int] = {}
        self.description, self.canonical = "", ""
        self.shared: dict[str, str] = {}
        self.inline: list[str] = []
        self.pictures_without_alt: list[str] = []
        self.assets: list[str] = []
        self.open: list[tuple[str, dict[str, Any]]] = []
        self.title, self.words, self.cards, self.sorts, self.notices = "", "", [], {}, []
        self.feed(response.content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.headings[tag] = self.headings.get(tag, 0) + 1
        if "id" in given:
            self.ids.append(given["id"] or "")
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and not given.get("src")):
            self.inline.append(tag)
        if tag == "img" and "alt" not in given:
            self.pictures_without_alt.append(given.get("src") or "")
        if tag in ("meta", "link"):
            self._head(given)
        if tag == "a" and given.get("href"):
            self._link(given)
        self.assets += [given[name] or "" for name in ("src",) if name in given]
        if tag == "link" and given.get("rel") in ("stylesheet", "icon"):
            self.assets.append(given["href"] or "")
        if "card-title" in (given.get("class") or ""):
            self.cards.append("")
        if tag not in VOID:
            self.open.append((tag, given))

    def _head(self, given: dict[str, Any]) -> None:
        if given.get("name") == "description":
            self.description = given.get("content") or ""
        if "property" in given:
            self.shared[given["property"]] = given.get("content") or ""
        if given.get("rel") == "canonical":
            self.canonical = given["href"]

    def _link(self, given: dict[str, Any]) -> None:
        self.links.append(given["href"])
        if "chip" in (given.get("class") or "").split():
            self.chips.append(given["href"])
        if any(tag == "ul" and "sorts" in (attrs.get("class") or "") for tag, attrs in self.open):
            self.sorts[given["href"]] = given.get("aria-current") == "true"

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = [(tag, attrs.get("class") or "") for tag, attrs in self.open]
        if ("title", "") in inside and "svg" not in (tag for tag, _class in inside):
            self.title += data.strip()
        if not any(tag in ("title", "style", "script") for tag, _class in inside):
            self.words += data
        if any("card-title" in classes for _tag, classes in inside):
            self.cards[-1] = (self.cards[-1] + data).strip("\n")
        if data.strip() and any("notices" in classes for _tag, classes in inside):
            self.notices.append(data.strip())


def body(response: Any) -> bytes:
    """Return all that was answered. A file's response, read to its end, is closed by Django's test client."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def text(response: Any) -> str:
    """Return all text that was answered, that of a workbook's parts too; a picture has none to be read."""
    content = body(response)
    if response.headers["Content-Type"].startswith("image/"):
        return ""
    if "spreadsheet" not in response.headers["Content-Type"]:
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "".join(book.read(part).decode() for part in book.namelist())


def cards(client: Any, address: str) -> list[str]:
    """Return the titles of the cards on a page that answers 200."""
    return look(client, address).cards


def look(client: Any, address: str) -> Page:
    response = client.get(address)
    assert response.status_code == 200, f"{address} answers {response.status_code}"
    return Page(response)
