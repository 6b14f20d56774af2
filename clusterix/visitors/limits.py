"""How often visitors may send a form: counted in the database, so that it holds over all processes.

One network address sends so many messages and makes so many attempts an hour; all addresses together send so
many messages a day, so that the desk is not flooded. Whoever is refused is told when to try again, by 429.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusterix.accounts.clients import address_of
from clusterix.accounts.limits import key_of
from clusterix.accounts.models import Attempts

MESSAGES, ATTEMPTS = 5, 30  # of one form from one address within an hour: what is kept, and whatever is sent
ALL_MESSAGES = 200  # of one form from everybody within a day
HOUR, DAY = 60 * 60, 24 * 60 * 60  # seconds


def attempt(request: HttpRequest, form: str) -> None:
    """Count what is sent, whatever it is; raises ValidationError where it is too much."""
    key = key_of("form", form, "attempts", address_of(request))
    if not Attempts.objects.take(key, ATTEMPTS, HOUR):
        raise ValidationError(_of_one_address(_wait(request, key)))


def message(request: HttpRequest, form: str) -> None:
    """Count what is about to be kept; raises ValidationError where it is too much."""
    own, everybody = key_of("form", form, address_of(request)), key_of("form", form)
    if not Attempts.objects.take(own, MESSAGES, HOUR):
        raise ValidationError(_of_one_address(_wait(request, own)))
    if not Attempts.objects.take(everybody, ALL_MESSAGES, DAY):
        Attempts.objects.give_back(own)
        _wait(request, everybody)
        raise ValidationError(
            _("Too many messages arrived today. What you typed is still here: please send it tomorrow.")
        )


def _wait(request: Any, key: str) -> int:
    """Return for how many seconds the key still counts; the middleware tells it, with 429."""
    request.wait = Attempts.objects.seconds_left(key)
    return request.wait


def _of_one_address(seconds: int) -> str:
    minutes = -(-seconds // 60)
    words = ngettext(
        "Too much was sent from your network of late. What you typed is still here: "
        "please send it in %(minutes)d minute.",
        "Too much was sent from your network of late. What you typed is still here: "
        "please send it in %(minutes)d minutes.",
        minutes,
    )
    return words % {"minutes": minutes}
