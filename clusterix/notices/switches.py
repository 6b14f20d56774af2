"""The switch in each mail: a signed link by which its reader wants no more of them, without signing in."""

from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse

from .models import REMEMBERED_FOR, Wish

HOLDS_FOR = REMEMBERED_FOR


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="clusterix.notices.switches")


def address_of_switch(wish: Wish) -> str:
    return reverse("notices:off", args=[_signer().sign(wish.key)])


def wish_at(token: str) -> Wish | None:
    """Return whose link it is; None for one that we did not sign, or too long ago."""
    try:
        key = _signer().unsign(token, max_age=HOLDS_FOR)
    except (BadSignature, ValueError):
        return None
    return Wish.objects.select_related("person").filter(key=key).first()
