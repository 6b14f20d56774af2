"""However many try at once and whatever they claim to be, so many attempts are looked at and no more.

WRONG=1000 in the environment sends a thousand to every address; the usual run sends fewer, and a thousand to
the gate behind them.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client, RequestFactory
from django.utils import timezone

from clusterix.accounts import adapters, clients, limits
from clusterix.accounts.models import Attempts
from tests.accounts.door import CODE, LOGIN, SECRET, give_app, is_inside, sign_in, wrong_code
from tests.desk.acting import at_the_desk
from tests.desk.reading import words

WRONG = int(os.environ.get("WRONG", "30"))
AT_THE_GATE = 1_000
MOST = limits.PASSWORD.pair


def at_once(count: int, work: Callable[[int], Any]) -> list[Any]:
    """Let eight threads do it so many times."""

    def one(number: int) -> Any:
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(one, range(count)))


def forged(number: int) -> dict[str, str]:
    return {
        "x-forwarded-for": f"203.0.113.{number % 250}, 198.51.100.{number % 200}",
        "forwarded": f"for={number}",
    }


@pytest.fixture
def looked_at(monkeypatch) -> list[str]:
    """The names whose passwords are looked at."""
    names: list[str] = []
    plain = adapters.authenticate

    def counted(request: Any, **credentials: Any) -> Any:
        names.append(credentials["username"])
        return plain(request, **credentials)

    monkeypatch.setattr(adapters, "authenticate", counted)
    return names


def gate(number: int) -> bool:
    try:
        limits.begin(RequestFactory(headers=forged(number)).post("/"), limits.PASSWORD, "anna")
    except limits.TooMany:
        return False
    return True


@pytest.mark.django_db(transaction=True)
def test_of_a_thousand_at_once_the_gate_lets_ten_through() -> None:
    assert sum(at_once(AT_THE_GATE, gate)) == MOST


@pytest.mark.django_db(transaction=True)
def test_a_gate_that_reads_and_then_counts_would_let_more_through(monkeypatch) -> None:
    """The control: the limit is off."""
    monkeypatch.setattr(type(Attempts.objects.all()), "take", lambda self, key, most, seconds: True)
    monkeypatch.setattr(type(Attempts.objects.all()), "is_full", lambda self, key, most: False)
    assert sum(at_once(50, gate)) == 50


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["editor", "nobody"])
@pytest.mark.parametrize("address", [LOGIN, "/accounts/login/"])
def test_many_wrong_passwords_at_once_with_forged_addresses(editor, looked_at, address, name) -> None:
    def work(number: int) -> int:
        given = {"username": name, "password": f"wrong {number}"}
        return Client(headers=forged(number)).post(address, given).status_code

    answers = at_once(WRONG, work)
    assert len(looked_at) == MOST
    assert sorted(set(answers)) == [200, 429]
    assert answers.count(429) == WRONG - MOST


@pytest.mark.django_db(transaction=True)
def test_without_the_limit_every_one_of_them_would_be_looked_at(editor, looked_at, monkeypatch) -> None:
    """The control."""
    monkeypatch.setattr(limits, "begin", lambda *args: limits.Attempt())
    at_once(WRONG, lambda number: sign_in(Client(headers=forged(number)), "editor", "wrong").status_code)
    assert len(looked_at) == WRONG


def as_half_signed_in(person: Any) -> Callable[[], Client]:
    def made() -> Client:
        client = Client()
        sign_in(client, person.get_username())
        return client

    return made


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", [CODE, "/accounts/2fa/reauthenticate/", "/accounts/2fa/totp/activate/"])
def test_many_wrong_codes_at_once(editor, address, monkeypatch) -> None:
    if "activate" not in address:
        give_app(editor)
    client = Client()
    sign_in(client, "editor")
    if address != CODE:
        client.force_login(editor)
        monkeypatch.setattr(adapters.AccountAdapter, "is_reauthentication_required", lambda self, **_: False)
    client.get(address)
    cookie = client.cookies["sessionid"].value

    def work(number: int) -> int:
        one = Client(headers=forged(number))
        one.cookies["sessionid"] = cookie
        return one.post(address, {"code": wrong_code(number)}).status_code

    answers = at_once(WRONG, work)
    assert answers.count(200) == limits.CODE.pair
    assert answers.count(429) == WRONG - limits.CODE.pair


@pytest.mark.django_db(transaction=True)
def test_many_wrong_passwords_of_somebody_signed_in(editor, looked_at) -> None:
    cookie = at_the_desk(editor).cookies["sessionid"].value

    def work(number: int) -> int:
        one = Client(headers=forged(number))
        one.cookies["sessionid"] = cookie
        return one.post("/accounts/reauthenticate/", {"password": "wrong"}).status_code

    answers = at_once(WRONG, work)
    assert len(looked_at) == answers.count(200) == MOST


@pytest.mark.django_db(transaction=True)
def test_many_made_up_passkeys_and_forgotten_passwords(editor) -> None:
    def passkey(number: int) -> int:
        given = {"credential": '{"id": "x", "response": {"userHandle": "MQ"}}'}
        return Client(headers=forged(number)).post("/accounts/2fa/devices/login/", given).status_code

    def forgotten(number: int) -> int:
        given = {"email": "editor@example.org"}
        return Client(headers=forged(number)).post("/accounts/password/reset/", given).status_code

    count = max(WRONG, limits.PASSKEY.pair + 5)
    assert at_once(count, passkey).count(429) == count - limits.PASSKEY.pair
    assert at_once(WRONG, forgotten).count(302) == limits.RESET.pair


pytestmark = pytest.mark.django_db


def test_who_has_to_wait_is_told_for_how_long_and_gets_in_afterwards(client, editor, clock) -> None:
    for _time in range(MOST):
        sign_in(client, "editor", "wrong")
    refused = sign_in(client, "editor")
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == str(limits.WINDOW + 1)
    assert "Too many attempts. Try again in 16 minutes." in words(refused)
    assert not is_inside(client)
    clock.move_on(timedelta(minutes=16))
    assert sign_in(client, "editor").status_code == 302


def test_known_and_unknown_names_are_limited_alike_whatever_their_spelling(client, editor) -> None:
    for name in ("editor", "nobody"):
        spellings = [name, name.upper(), f" {name} ", name.title()]
        answers = [sign_in(client, spellings[turn % 4], "wrong").status_code for turn in range(MOST + 2)]
        assert answers == [200] * MOST + [429] * 2


def test_who_signs_in_rightly_is_never_limited(client, editor) -> None:
    answers = [sign_in(Client(), "editor").status_code for _time in range(MOST * 3)]
    assert set(answers) == {302}


def test_one_address_tries_so_many_names_only(client, editor) -> None:
    answers = [sign_in(client, f"name{number}", "wrong").status_code for number in range(60)]
    assert answers == [200] * limits.PASSWORD.address + [429] * (60 - limits.PASSWORD.address)
    assert Attempts.objects.count() < 3 * 55, "whoever is refused leaves nothing"


def from_address(number: int) -> Client:
    return Client(REMOTE_ADDR=f"10.0.{number // 200}.{number % 200 + 1}")


def test_guessing_from_many_addresses_ends_but_shuts_nobody_out(editor) -> None:
    home = Client(REMOTE_ADDR="192.0.2.7")
    assert sign_in(home, "editor").status_code == 302, "here they have been before"
    answers = [sign_in(from_address(number), "editor", "wrong").status_code for number in range(130)]
    assert answers.count(200) == limits.PASSWORD.name
    assert sign_in(from_address(200), "editor").status_code == 429
    assert sign_in(Client(REMOTE_ADDR="192.0.2.7"), "editor").status_code == 302


def test_without_the_memory_of_addresses_the_owner_would_be_shut_out(editor, monkeypatch) -> None:
    """The control."""
    monkeypatch.setattr(type(Attempts.objects.all()), "remember", lambda self, key, seconds: None)
    sign_in(Client(REMOTE_ADDR="192.0.2.7"), "editor")
    for number in range(limits.PASSWORD.name):
        sign_in(from_address(number), "editor", "wrong")
    assert sign_in(Client(REMOTE_ADDR="192.0.2.7"), "editor").status_code == 429


def test_what_is_over_is_forgotten(editor) -> None:
    sign_in(Client(), "nobody", "wrong")
    Attempts.objects.update(until=timezone.now() - timedelta(seconds=1))
    sign_in(Client(), "somebody", "wrong")
    assert Attempts.objects.filter(until__lt=timezone.now()).count() == 0


@pytest.mark.parametrize(
    ("proxies", "told", "address"),
    [
        (0, "203.0.113.1", "192.0.2.1"),
        (1, "203.0.113.1", "203.0.113.1"),
        (1, "1.1.1.1, 203.0.113.1", "203.0.113.1"),
        (2, "1.1.1.1, 203.0.113.1, 10.0.0.1", "203.0.113.1"),
        (2, "203.0.113.1", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "nonsense", "192.0.2.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (1, "::ffff:203.0.113.1", "203.0.113.1"),
        (1, "[2001:db8::1]:443", "2001:db8::"),
    ],
)
def test_the_address_is_what_our_own_proxies_say(settings, proxies, told, address) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory(headers={"x-forwarded-for": told}, REMOTE_ADDR="192.0.2.1").get("/")
    assert clients.address_of(request) == address


def test_a_code_is_taken_once(editor) -> None:
    limits.once(editor, SECRET)
    with pytest.raises(Exception, match="used already"):
        limits.once(editor, SECRET)
    limits.once(User(pk=editor.pk + 1), SECRET)
