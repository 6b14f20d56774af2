"""Tickets: a form says by a signed number when it was opened, and is good for one message.

A ticket stands in place of Django's cookie against forged requests, so that visitors keep getting no cookie:
their forms ask for no rights that a forged request could borrow.
"""

import secrets
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.translation import gettext_lazy as _

LEAST_SECONDS = 3  # nobody reads and fills in a form faster
MOST_SECONDS = 60 * 60 * 24


class Worn(ValidationError):
    """The ticket does not hold; with a new one the form does."""


@dataclass(frozen=True)
class Tickets:
    """The tickets of the forms of one name, which no other form takes."""

    name: str

    @property
    def _signer(self) -> TimestampSigner:
        return TimestampSigner(salt=self.name)

    def new(self) -> str:
        return self._signer.sign(secrets.token_hex(16))

    def number(self, ticket: str) -> str:
        """Return the number of a ticket that holds; raises ValidationError with a sentence."""
        try:
            number = self._signer.unsign(ticket, max_age=MOST_SECONDS)
        except SignatureExpired:
            raise Worn(_("The form was open for more than a day. Please send it once more.")) from None
        except BadSignature:
            words = _("The form did not arrive whole. Please wait a moment and send it once more.")
            raise Worn(words) from None
        if self._is_too_young(ticket):
            raise ValidationError(
                _("That was faster than most people type. Please wait a moment and send it once more.")
            )
        return number

    def _is_too_young(self, ticket: str) -> bool:
        try:
            self._signer.unsign(ticket, max_age=LEAST_SECONDS)
        except SignatureExpired:
            return False
        return True
