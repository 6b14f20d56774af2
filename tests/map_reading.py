"""A page's map as tests look at it."""

import re
from html import unescape
from typing import Any


class Drawn:
    """What a page's map shows: its points by name with their addresses, its arcs, the rows of its tables."""

    def __init__(self, client: Any, address: str) -> None:
        response = client.get(address)
        assert response.status_code == 200
        self.text = unescape(response.content.decode())
        figure = (re.findall(r'<figure class="map">.*?</details>', self.text, re.S) or [""])[0]
        found = re.findall(
            r'<a class="map-point" href="([^"]*)" data-point="\d+"><title>(.*?)</title>', figure
        )
        self.points = {name: href for href, name in found}
        self.arcs = re.findall(r'data-from="(\d+)" data-to="(\d+)"><title>(.*?)</title>', figure)
        self.heads = figure.count('class="map-head"')
        self.rows = re.findall(r"<tr>\s*(?:<td[^>]*>\d*</td>)?<th scope=\"row\">(.*?)</tr>", figure, re.S)
        self.captions = re.findall(r"<caption>(.*?)</caption>", figure)
