"""The Nu HTML checker has nothing to say about any kind of page, nor about the drawings of static/.

The style sheets are not asked about: the checker's grammar of CSS knows neither nesting nor `@container`,
`text-wrap`, `:has(:focus-visible)` or SVG's `paint-order`, and stops reading at the first of them.
"""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client

from clusterix.environment import ROOT
from recommendations.models import Indicator
from tests.addresses import details
from tests.browser.addresses import PAGES
from tests.browser.required import leave_out
from tests.graph import make_graph

CHECKER = ROOT / "tests/browser/node_modules/vnu-jar/build/dist/vnu.jar"
# Those that need a server's trouble to be seen; the 404 is among the pages.
ERRORS = ("400", "403", "403_csrf", "500")
FORM = "/accessibility/feedback/"
PAGE = '<!doctype html><html lang="en-GB"><head><title>A page</title></head><body>{}</body></html>'


@pytest.fixture(scope="session")
def java() -> str:
    program = shutil.which("java")
    if program is None or not CHECKER.exists():
        leave_out("No Java or no Nu HTML checker: its tests left out. `make browser` installs both.")
    return program


def complaints(java: str, files: list[Path]) -> list[str]:
    """Return what the checker says of the files, hints included, all read in one start of Java."""
    options = ("--format", "json", "--stdout", "--exit-zero-always", "--also-check-svg")
    said = subprocess.run(  # noqa: S603
        [java, "-jar", CHECKER, *options, *files], capture_output=True, text=True, check=True
    )
    return [complaint(one) for one in json.loads(said.stdout)["messages"]]


def complaint(message: dict[str, Any]) -> str:
    kind = message.get("subType", message["type"])
    place = f"{Path(message['url']).name}, line {message.get('lastLine')}"
    return f"{kind} in {place}: {message['message']} {message.get('extract', '')}"


def written(folder: Path, pages: dict[str, str]) -> list[Path]:
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page)
    return sorted(folder.glob("*.html"))


def every_kind_of_page(client: Client) -> dict[str, str]:
    pages = {name: client.get(address).content.decode() for name, address in PAGES.items()}
    pages |= {f"error-{name}": render_to_string(f"{name}.html") for name in ERRORS}
    changed = client.get("/practices/?theme=digitalisation", headers={"HX-Request": "true"}).content.decode()
    assert "<main" not in changed
    around = '<form id="compare" action="/practices/compare/"></form>'  # of the page that it changes
    pages["list-in-place"] = PAGE.format(changed + around)
    pages["form-refused"] = client.post(FORM, {}).content.decode()
    return pages


def records_with_all_parts(client: Client) -> dict[str, str]:
    """Return the pages of records that have every part and relation, which no real one has."""
    graph = make_graph(2)
    Indicator.objects.update(baseline=1, target=9)
    pages = {}
    for model in details():
        answer = client.get(graph[model][0].get_absolute_url())
        pages[f"full-{model._meta.model_name}"] = answer.content.decode()
    assert "progress-picture" in pages["full-actionplan"]
    return pages


def test_the_checker_has_nothing_to_say_about_any_kind_of_page(
    java, client, knowledge_base, tmp_path
) -> None:
    files = written(tmp_path, every_kind_of_page(client) | records_with_all_parts(client))
    assert len(files) == len(PAGES) + len(ERRORS) + 2 + len(details())
    drawings = sorted((ROOT / "static").rglob("*.svg"))
    assert len(drawings) > 1
    assert complaints(java, [*files, *drawings]) == []


def test_faults_and_doubtful_markup_would_be_noticed(java, tmp_path) -> None:
    """The control: errors, warnings and hints, in a page and in a drawing."""
    faults = {
        "sound": "<p>A paragraph.</p>",
        "double": '<p id="a">One</p><p id="a">Two</p>',
        "unclosed": "<div><p>A paragraph.</p>",
        "misplaced": "<figure><p>One</p><figcaption>Between</figcaption><p>Two</p></figure>",
        "doubtful": "<section><p>A section without a heading.</p></section>",
        "needless": "<p>One line<br/>and another</p>",
        "drawn": '<svg viewBox="0 0 9 9"><circle radius="4"/></svg>',
    }
    files = written(tmp_path, {name: PAGE.format(fault) for name, fault in faults.items()})
    drawing = tmp_path / "drawing.svg"
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg"><circle radius="4"/></svg>')
    found = complaints(java, [*files, drawing])
    assert not [fault for fault in found if "sound.html" in fault]
    for place in ("double", "unclosed", "misplaced", "doubtful", "needless", "drawn", "drawing"):
        assert [fault for fault in found if f" in {place}." in fault], place
