"""Every response carries the security headers, and no visitor ever gets a cookie."""

from typing import Any

import pytest
from django.templatetags.static import static
from django.test import Client
from django.urls import reverse

from clusterix.pages.views import Home
from practices.models import Attachment, Practice
from tests.addresses import details, lists, plain_pages
from tests.graph import make_graph
from tests.page_reading import body

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PLACES = ["/", "/nothing-here/", "/practices/?theme=wrong", "/admin/login/", "/admin/", "/livez", "/readyz"]


def missing(response: Any) -> list[str]:
    """Return the headers that are absent or weaker than they have to be."""
    body(response)
    policy = response.headers.get("Content-Security-Policy", "")
    weak = [name for name, value in EXPECTED.items() if response.headers.get(name) != value]
    if "default-src 'none'" not in policy or "unsafe" in policy:
        weak.append("Content-Security-Policy")
    if "camera=()" not in response.headers.get("Permissions-Policy", ""):
        weak.append("Permissions-Policy")
    return weak


def cookie_traces(response: Any) -> list[str]:
    body(response)
    varies = "cookie" in response.headers.get("Vary", "").lower()
    return [*response.cookies, *(["Vary"] if varies else [])]


@pytest.mark.parametrize("address", PLACES)
def test_every_kind_of_response_carries_the_security_headers(client, db, address) -> None:
    assert missing(client.get(address)) == []


def test_static_files_carry_the_security_headers(client, db) -> None:
    response = client.get(static("css/base.css"))
    assert response.status_code == 200
    assert missing(response) == []


def test_uploaded_files_carry_the_security_headers(client, db) -> None:
    make_graph()
    response = client.get(Attachment.objects.get().file.url)
    assert response.status_code == 200
    assert missing(response) == []
    assert missing(client.get("/media/nothing.txt")) == []


def test_the_desk_carries_the_security_headers(client, administrator) -> None:
    client.force_login(administrator)
    practice = make_graph()[Practice][0]
    for page in ("", "add/", f"{practice.pk}/change/", f"{practice.pk}/delete/"):
        response = client.get(f"/admin/practices/practice/{page}")
        assert response.status_code == 200
        assert missing(response) == []
        assert b" style=" not in response.content, "the policy would block it"


def test_an_error_of_the_portal_carries_the_security_headers(client, db, monkeypatch) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr(Home, "get_context_data", lambda self: 1 / 0)
    response = client.get("/")
    assert response.status_code == 500
    assert missing(response) == []


@pytest.mark.parametrize(
    ("guard", "headers"),
    [
        ("clusterix.ops.headers.SecurityHeaders", ["Cross-Origin-Resource-Policy", "Permissions-Policy"]),
        ("csp.middleware.CSPMiddleware", ["Content-Security-Policy"]),
        ("django.middleware.clickjacking.XFrameOptionsMiddleware", ["X-Frame-Options"]),
        (
            "django.middleware.security.SecurityMiddleware",
            ["X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy"],
        ),
    ],
)
def test_a_guard_that_is_off_is_noticed(client, db, settings, guard, headers) -> None:
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != guard]
    assert missing(client.get("/")) == headers


def test_a_policy_that_allows_inline_scripts_is_noticed(client, db, settings) -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"] | {"script-src": ["'unsafe-inline'"]}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": directives}
    assert missing(client.get("/")) == ["Content-Security-Policy"]


def test_visitors_get_no_cookie_on_any_public_address(client, db) -> None:
    graph = make_graph()
    pages = [reverse(name, args=[graph[model][0].slug]) for model, name in details().items()]
    pages += [
        *lists(),
        *plain_pages(),
        "/search/?q=practice",
        "/practices/?theme=wrong&page=1",
        "/nothing-here/",
    ]
    pages += [Attachment.objects.get().file.url, static("css/base.css")]
    assert {page: traces for page in pages if (traces := cookie_traces(client.get(page)))} == {}


def test_a_cookie_would_be_noticed(client, db) -> None:
    """The control: signing in needs one."""
    assert cookie_traces(client.get("/admin/login/")) == ["csrftoken", "Vary"]


def test_a_form_of_a_stranger_gets_our_page_of_what_may_not_be_done(db) -> None:
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a", "password": "b"})
    assert answer.status_code == 403
    assert "the form was open for too long" in answer.content.decode()
    assert missing(answer) == []
