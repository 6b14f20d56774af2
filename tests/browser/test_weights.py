"""What a first view of any kind of page costs: at most 130 KB, of which at most 20 KB are programs."""

import json
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from tests.browser.addresses import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST, MOST_PROGRAMS = 130_000, 20_000  # bytes, as they are sent, without their headers
LOCAL_ONLY = {"style"}


def first_view(open_window: Any, visitor: Any, address: str) -> Counter[str]:
    """Return the bytes that a browser without anything fetches for a page, by the kind of file."""
    visit, asked = open_window(1280), []
    visit.page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    visit.go(address)
    visit.page.evaluate("document.fonts.ready.then(() => true)")
    visit.page.context.close()
    weights = Counter(page=len(visitor.get(address, **{"Accept-Encoding": "br"}).content))
    for path in set(asked[1:]):
        name = path.removeprefix(settings.STATIC_URL)
        weights[Path(name).suffix] += sent(name) if name != path else 0
    return weights


def sent(name: str) -> int:
    """Return the size of a static file as WhiteNoise sends it."""
    names = json.loads((settings.STATIC_ROOT / "staticfiles.json").read_text())["paths"]
    file = settings.STATIC_ROOT / names[name]
    smaller = file.with_name(f"{file.name}.br")
    return (smaller if smaller.exists() else file).stat().st_size


def test_a_first_view_of_every_kind_of_page_stays_within_its_budget(
    open_window, knowledge_base, visitor
) -> None:
    pages = PAGES.keys() - LOCAL_ONLY
    weights = {name: first_view(open_window, visitor, PAGES[name]) for name in pages}
    assert {name: one for name, one in weights.items() if one.total() > MOST} == {}
    assert {name: one[".js"] for name, one in weights.items() if one[".js"] > MOST_PROGRAMS} == {}
    assert weights["practices"][".js"] > 10_000, "the control: the programs are found"
    assert weights["home"][".css"] > 5_000, "the control: the styles are found"
    assert weights["home"][".woff2"] > 50_000, "the control: the fonts are found"
