"""How often may be tried: counted in the database, so that it holds over all processes and a restart.

Three limits guard a secret. The tight one is of the account together with the network address: it stops
whoever guesses, and nobody else. The one of the address stops whoever tries many accounts. The wide one of
the account stops guessing from many addresses; so that nobody can be shut out by it, it does not count where
they have signed in during the last thirty days, and a passkey is never counted under a name. All of them end
by themselves after a quarter of an hour. What is counted is the name as it was typed: whether there is such
an account changes nothing.
"""

import unicodedata
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .clients import address_of
from .models import Attempts

WINDOW = 15 * 60  # seconds
KNOWN_FOR = 30 * 24 * 60 * 60
ONE_CODE = 90  # seconds in which the same code might be taken again


@dataclass(frozen=True)
class Limits:
    """What may be tried in a window: with one name from one address, from one address, with one name."""

    kind: str
    pair: int
    address: int
    name: int


PASSWORD = Limits("password", pair=10, address=50, name=100)
CODE = Limits("code", pair=10, address=50, name=20)  # a code has six digits
RESET = Limits("reset", pair=5, address=20, name=10)
PASSKEY = Limits("passkey", pair=30, address=30, name=10**9)


class TooMany(ValidationError):
    """Somebody has to wait, for so many seconds."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        minutes = -(-seconds // 60)
        words = ngettext(
            "Too many attempts. Try again in %(minutes)d minute.",
            "Too many attempts. Try again in %(minutes)d minutes.",
            minutes,
        )
        super().__init__(words % {"minutes": minutes}, code="too-many")


@dataclass
class Attempt:
    """One attempt that was let through; who succeeds gets it back."""

    keys: list[str] = field(default_factory=list)
    known: str = ""

    def succeeded(self) -> None:
        for key in self.keys:
            Attempts.objects.give_back(key)
        if self.known:
            Attempts.objects.remember(self.known, KNOWN_FOR)


def begin(request: HttpRequest, limits: Limits, name: Any = "") -> Attempt:
    """Count an attempt before anything is looked at; beyond a limit raise TooMany, answered by 429."""
    name, address = plain(name), address_of(request)
    known = key_of("known", name, address)
    by_address = key_of(limits.kind, "address", address)
    steps = [(key_of(limits.kind, "pair", name, address), limits.pair), (by_address, limits.address)]
    if not Attempts.objects.is_full(known, 1):
        steps.append((key_of(limits.kind, "name", name), limits.name))
    attempt = Attempt(known=known)
    if Attempts.objects.is_full(by_address, limits.address):  # or every name would leave a row
        raise _refused(request, by_address)
    for key, most in steps:
        if not Attempts.objects.take(key, most, WINDOW):
            raise _refused(request, key)
        attempt.keys.append(key)
    return attempt


def once(person: Any, code: str) -> None:
    """Let nobody use a code a second time, whichever process they meet."""
    if not Attempts.objects.take(key_of("used", person.pk, code), 1, ONE_CODE):
        raise ValidationError(_("This code was used already. Wait for the next one."), code="used")


def _refused(request: Any, key: str) -> TooMany:
    request.wait = Attempts.objects.seconds_left(key)  # the middleware tells it
    return TooMany(request.wait)


def key_of(*parts: Any) -> str:
    text = "\n".join(str(part) for part in parts)
    return salted_hmac("clusterix.accounts", text, algorithm="sha256").hexdigest()


def plain(name: Any) -> str:
    """Return the name as it is counted, whatever its capitals and spaces."""
    return unicodedata.normalize("NFKC", str(name)).strip().casefold()
