"""A page's pictures as tests look at them."""

import re
from html import unescape
from typing import Any


class Figure:
    """One picture of a page: its marks with their addresses, and the rows of its table as texts."""

    def __init__(self, client: Any, address: str, kind: str, number: int = 0) -> None:
        response = client.get(address)
        assert response.status_code == 200
        self.page = unescape(response.content.decode())
        with_table = rf'<figure class="{kind}">.*?</figure>(?:\s*<details.*?</details>)?'
        found = re.findall(with_table, self.page, re.S)
        self.markup = found[number] if number < len(found) else ""
        svg = (re.findall(r"<svg .*?</svg>", self.markup, re.S) or [""])[0]
        marks = re.findall(r'<a class="timeline-mark([^"]*)" href="([^"]*)"><title>(.*?)</title>', svg)
        self.marks = {name: address for _hue, address, name in marks}
        self.hues = {name: hue.strip() for hue, _address, name in marks}
        rows = re.findall(r"<tr>(.*?)</tr>", self.markup, re.S)
        self.head = _cells(rows[0]) if rows else []
        self.rows = [_cells(row) for row in rows[1:]]
        self.links = re.findall(r'href="([^"]*)"', self.markup)
        self.words = _words(svg)

    def __bool__(self) -> bool:
        return bool(self.markup)


def _cells(row: str) -> list[str]:
    return [_words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]


def _words(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())
