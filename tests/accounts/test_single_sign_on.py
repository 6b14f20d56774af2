"""Single sign-on lets in whom the portal knows, by an address that the provider has verified, alone."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.test import Client

from clusterix import environment
from clusterix.accounts import adapters
from tests.accounts.door import CODE, give_app, is_inside
from tests.desk.reading import words

pytestmark = pytest.mark.django_db
ISSUER = "https://id.example"
START, BACK = "/accounts/oidc/sso/login/", "/accounts/oidc/sso/login/callback/"
SET = {"OIDC_ISSUER": ISSUER, "OIDC_CLIENT_ID": "portal", "OIDC_CLIENT_SECRET": "s", "OIDC_NAME": "Region"}


class Answer:
    """What the provider answers."""

    status_code = 200
    headers = {"content-type": "application/json"}

    def __init__(self, data: Any) -> None:
        self.data, self.text, self.content = data, json.dumps(data), json.dumps(data).encode()

    def raise_for_status(self) -> None:
        pass

    def json(self) -> Any:
        return self.data


class Provider:
    """A provider that says of everybody what it is told to; nothing goes over the network."""

    def __init__(self) -> None:
        self.person = {"sub": "1", "email": "editor@example.org", "email_verified": True}

    def __enter__(self) -> "Provider":
        return self

    def __exit__(self, *_: Any) -> None:
        pass

    def get(self, address: str, **_: Any) -> Answer:
        if address.endswith("/userinfo"):
            return Answer(self.person)
        pages = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        known = {f"{name}_endpoint": f"{ISSUER}/{page}" for name, page in pages.items()}
        return Answer({"issuer": ISSUER, "jwks_uri": f"{ISSUER}/keys", **known})

    def request(self, method: str, address: str, **_: Any) -> Answer:
        token = jwt.encode({"iss": ISSUER, "aud": "portal", **self.person}, "k" * 32, algorithm="HS256")
        return Answer({"access_token": "a", "token_type": "bearer", "id_token": token})

    def post(self, address: str, **more: Any) -> Answer:
        return self.request("POST", address, **more)


@pytest.fixture
def provider(settings, monkeypatch) -> Provider:
    for name, value in SET.items():
        monkeypatch.setenv(name, value)
    apps = environment.single_sign_on(production=True)
    settings.SINGLE_SIGN_ON = apps
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps, "OAUTH_PKCE_ENABLED": True}}
    made = Provider()
    monkeypatch.setattr(adapters.SingleSignOnAdapter, "get_requests_session", lambda self: made)
    User.objects.filter(username="editor").update(email="Editor@example.org")
    return made


def come_back(client: Client, **given: Any) -> Any:
    """Go to the provider and come back from there."""
    there = client.get(START)
    assert there.url.startswith(f"{ISSUER}/authorize?")
    state = parse_qs(urlsplit(there.url).query)["state"][0]
    return client.get(BACK, {"code": "c", "state": state} | given)


def test_whoever_was_invited_signs_in_and_is_known_again_by_the_providers_name(
    client, editor, provider
) -> None:
    assert "Sign in with Region" in words(client.get("/admin/login/"))
    assert come_back(client).url == "/admin/"
    assert is_inside(client)
    assert SocialAccount.objects.get().user == editor
    provider.person["email"] = "moved@example.org"
    again = Client()
    come_back(again)
    assert is_inside(again)
    assert User.objects.get(pk=editor.pk).has_usable_password()


@pytest.mark.parametrize(
    "said",
    [
        {"email_verified": False},
        {"email_verified": None},
        {"email": "nobody@example.org"},
        {"email": "gone@example.org"},
        {"email": "twice@example.org"},
        {"email": ""},
    ],
)
def test_everybody_else_gets_the_same_refusal_and_no_account(client, editor, provider, said) -> None:
    User.objects.create_user("gone", email="gone@example.org", is_staff=True, is_active=False)
    for name in ("one", "two"):
        User.objects.create_user(name, email="twice@example.org", is_staff=True)
    count = User.objects.count()
    provider.person |= said
    answer = come_back(client)
    assert answer.status_code == 403
    assert "knows no account" in words(answer)
    assert not is_inside(client)
    assert (User.objects.count(), SocialAccount.objects.count()) == (count, 0)


def test_without_a_look_at_verification_anybody_could_claim_an_address(
    client, editor, provider, monkeypatch
) -> None:
    """The control."""
    provider.person["email_verified"] = False
    monkeypatch.setattr(adapters.SingleSignOnAdapter, "_invited", lambda self, login: editor)
    come_back(client)
    assert is_inside(client)


@pytest.mark.parametrize(
    "given", [{"state": "another"}, {"state": ""}, {"error": "server_error", "code": ""}]
)
def test_an_answer_to_another_question_is_refused(client, editor, provider, given) -> None:
    answer = come_back(client, **given)
    assert "Signing in did not work" in words(answer)
    assert answer.status_code < 500
    assert not is_inside(client)


def test_whoever_turns_back_at_the_provider_is_at_the_sign_in_page(client, provider) -> None:
    there = client.get(START)
    state = parse_qs(urlsplit(there.url).query)["state"][0]
    given = {"error": "access_denied", "state": state}
    assert client.get(BACK, given, follow=True).redirect_chain[-1][0] == "/admin/login/"


def test_the_second_factor_is_asked_for_all_the_same(client, editor, provider) -> None:
    give_app(editor)
    assert come_back(client).url == CODE
    assert not is_inside(client)


def test_whose_account_was_made_inactive_is_refused_though_known(client, editor, provider) -> None:
    come_back(client)
    editor.is_active = False
    editor.save()
    assert come_back(Client()).status_code == 403


def test_without_the_setting_there_is_no_single_sign_on(client) -> None:
    assert "/accounts/oidc/" not in words(client.get("/admin/login/"))
    assert client.get(START).status_code == 404
    assert client.get(BACK).status_code == 404


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"OIDC_CLIENT_SECRET": ""}, "OIDC_CLIENT_SECRET must be set too"),
        ({"OIDC_ISSUER": "", "OIDC_CLIENT_ID": ""}, "OIDC_ISSUER and OIDC_CLIENT_ID must be set too"),
        ({"OIDC_ISSUER": "http://id.example"}, "beginning with https://"),
        ({"OIDC_ISSUER": "id.example"}, "beginning with https://"),
        ({"OIDC_ISSUER": "https://id.example/?a=1"}, "must be the provider’s address"),
        ({"OIDC_ISSUER": "https://[id"}, "not an address that can be read"),
    ],
)
def test_half_a_setting_stops_the_start(monkeypatch, given, says) -> None:
    for name, value in (SET | given).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as stop:
        environment.single_sign_on(production=True)
    assert says in str(stop.value)
