"""A real browser against a live portal. Without one the tests are left out, and say so; `.ci/run` insists."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone

from tests.browser.chromium import ARGUMENTS, PROGRAM
from tests.browser.required import leave_out

# Playwright keeps an event loop in the test's thread; Django would refuse the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PATIENCE = 30_000  # ms: a busy machine shows late what it shows


@dataclass
class Visit:
    """A browser window on the portal, and what it met there."""

    page: object
    base: str
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def go(self, path: str) -> object:
        return self.page.goto(self.base + path)

    def plant(self, style: str) -> None:
        """Add a fault to the page's style, for a control."""
        self.page.evaluate(
            "style => document.adoptedStyleSheets.push(new CSSStyleSheet()) && "
            "document.adoptedStyleSheets.at(-1).replaceSync(style)",
            style,
        )

    def ask_a_stranger(self) -> None:
        """Let the page ask for something from elsewhere, for a control, until the browser complains."""
        with self.page.expect_event("console"):
            self.page.evaluate(
                "document.body.append(Object.assign(new Image(), {src: 'https://stranger.example/'}))"
            )

    def settle(self) -> None:
        """Wait until the page is drawn with all of its letters, and has heard of all that moved."""
        self.page.evaluate(
            "document.fonts.ready.then(() => new Promise((done) => "
            "requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))))"
        )

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than its window."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    if PROGRAM is None:
        leave_out("No Chromium on this machine: browser tests left out. `make browser` installs one.")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def open_window(chromium, live_server, settings) -> Iterator[object]:
    """Open windows: `open_window(width=360, dark=True, javascript=False)` gives a Visit."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    contexts = []

    def opened(
        width: int = 1280, dark: bool = False, javascript: bool = True, without_policy: bool = False
    ) -> Visit:
        context = chromium.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            bypass_csp=without_policy,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        visit = Visit(context.new_page(), live_server.url)
        visit.page.on("console", lambda line: visit.complaints.append(line.text))
        visit.page.on(
            "request",
            lambda request: (
                request.url.startswith((visit.base, "data:")) or visit.strangers.append(request.url)
            ),
        )
        return visit

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def open_desk(open_window, client, administrator) -> object:
    """Open windows in which an administrator is signed in."""
    client.force_login(administrator)
    session = client.cookies["sessionid"].value

    def opened(width: int = 1280, **given: Any) -> Visit:
        visit = open_window(width, **given)
        visit.page.context.add_cookies([{"name": "sessionid", "value": session, "url": visit.base}])
        return visit

    return opened


@pytest.fixture
def content_of_one_day(db, monkeypatch) -> None:
    """The real content as it stands on one and the same day, so that nothing on a page comes from today."""
    from clusterix.ops.content import content_models, load_content
    from clusterix.publishing.records import Record

    day = datetime(2026, 11, 3, 12, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: day)
    load_content()
    for model in content_models():
        if issubclass(model, Record):
            model._default_manager.update(created_at=day, updated_at=day)
