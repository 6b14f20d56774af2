"""Somebody at the door: types names, passwords and codes."""

import base64
import hashlib
import hmac
import re
import time
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from django.http import HttpResponse
from django.test import Client

from tests.form_reading import Form

LOGIN, CODE = "/admin/login/", "/accounts/2fa/authenticate/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105


def code(secret: str = SECRET, steps: int = 0) -> str:
    """Return what an authenticator app shows, so many half minutes from now (RFC 6238)."""
    counter = (int(time.time()) // 30 + steps).to_bytes(8, "big")
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"


def wrong_code(number: int = 0) -> str:
    """Return six digits that no app shows just now."""
    right = {code(steps=step) for step in range(-2, 4)}
    return next(digits for digits in (f"{one:06}" for one in range(number, 10**6)) if digits not in right)


def give_app(person: Any) -> None:
    """Let the person's app show the codes of SECRET."""
    TOTP.activate(person, SECRET)


def sign_in(client: Client, name: str, password: str = "secret", **more: Any) -> HttpResponse:  # noqa: S107
    return client.post(LOGIN, {"username": name, "password": password, **more})


def type_code(client: Client, digits: str) -> HttpResponse:
    return client.post(CODE, {"code": digits})


def is_inside(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def without_tokens(response: HttpResponse) -> str:
    """Return the page without what differs each time it is made."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def fields(response: HttpResponse, name: str) -> dict[str, Any]:
    return Form(response, name).values
