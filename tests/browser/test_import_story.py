"""The story of an import in a browser: send a file, read what it would do, mend it, import it, undo it."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from clusterix.imports import running
from practices.models import Practice
from tests.imports.files import as_csv

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("PICTURES", "")  # a folder for pictures of the pages on the way
FIRST = {"slug": "vouchers", "title": "Vouchers for prototypes", "organisation": "A chamber"}
CHANGED = {"slug": "ppi-pool", "title": "The pool of public and private innovation", "partner": "ecoplus"}


def send(page: Any, folder: Path, *rows: dict[str, str]) -> None:
    file = folder / "practices.csv"
    file.write_bytes(as_csv(*rows))
    page.get_by_label("File").set_input_files(file)
    with page.expect_navigation():
        page.get_by_role("button", name="Read the file").click()


def press(page: Any, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def keep(page: Any, name: str) -> None:
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


@pytest.mark.parametrize(("width", "dark"), [(360, True), (1280, False)])
@pytest.mark.parametrize("javascript", [True, False])
def test_a_file_is_read_mended_imported_and_undone(
    open_desk, knowledge_base, tmp_path, width, dark, javascript
) -> None:
    partner = Practice.objects.get(slug="ppi-pool").partner
    visit = open_desk(width, dark=dark, javascript=javascript)
    page = visit.page
    visit.go("/admin/practices/practice/")
    page.get_by_role("link", name="Import from a file").click()
    expect(page.get_by_role("link", name="Template (.xlsx)")).to_be_visible()
    keep(page, f"import-upload-{width}")
    send(page, tmp_path, FIRST | {"start_on": "1.5.2018"})
    expect(page.get_by_text("write it like 2018-05-31")).to_be_visible()
    expect(page.get_by_role("button", name="Import these rows")).to_have_count(0)
    keep(page, f"import-faulty-{width}")
    page.get_by_role("link", name="Read another file").click()
    told = CHANGED | {"partner": partner.slug}
    send(page, tmp_path, FIRST | {"partner": "", "start_on": "2018-05-01"}, told | {"organisation": ""})
    expect(page.get_by_text("New: 1. Changed: 1.")).to_be_visible()
    assert visit.overflow() <= 0
    keep(page, f"import-read-{width}")
    press(page, "Import these rows")
    expect(page.get_by_text("Imported.")).to_be_visible()
    assert Practice.objects.get(slug="vouchers").status == "draft"
    keep(page, f"import-done-{width}")
    press(page, "Undo this import")
    expect(page.get_by_text("Undone.")).to_be_visible()
    assert not Practice.objects.filter(slug="vouchers").exists()
    assert visit.complaints == []
    assert visit.strangers == []


@pytest.mark.parametrize("javascript", [True, False])
def test_a_large_file_is_read_and_written_beside_its_page_which_says_when_it_is_done(
    open_desk, tmp_path, javascript
) -> None:
    rows = [FIRST | {"slug": f"voucher-{number}"} for number in range(running.AT_ONCE + 100)]
    visit = open_desk(javascript=javascript)
    visit.go("/admin/practices/practice/import/")
    send(visit.page, tmp_path, *rows)
    wait_until(visit.page, "New: 400.", javascript)
    press(visit.page, "Import these rows")
    wait_until(visit.page, "Imported.", javascript)
    assert Practice.objects.count() == len(rows)


def wait_until(page: Any, words: str, javascript: bool) -> None:
    """Wait as people do: the page looks again by itself; without JavaScript they press its link."""
    told = page.locator("p", has_text=re.compile(rf"(^|\s){re.escape(words)}"))
    if not javascript:
        while not told.count():
            page.get_by_role("link", name="See how far it is").click()
    expect(told).to_be_visible(timeout=60_000)
