"""Sending: a notice is claimed before it goes out, so that two who send at a time send it once.

What a mail server does not take now stays for the next run. A run that dies after a mail has gone out, and
before it has said so, is the one case in which a notice is sent twice.
"""

import logging
import time
from collections.abc import Iterable
from smtplib import SMTPDataError, SMTPNotSupportedError, SMTPRecipientsRefused
from typing import Any

from django.core.mail import get_connection
from django.db.models import F
from django.utils import timezone

from .mails import Naming, mail
from .models import Notice, Wish
from .told import may_be_told

# What is wrong with one mail or its address, and says nothing of the others.
REFUSED = (SMTPRecipientsRefused, SMTPDataError, SMTPNotSupportedError, ValueError)
PATIENCE = 3  # seconds with a mail server within a request: after that, the next run sends the rest

logger = logging.getLogger(__name__)


def send_at_once(people: Iterable[int]) -> int:
    """Send what these people want to know at once, as far as it goes quickly; return the number of mails."""
    wishes = Wish.objects.filter(person__in=people, when=Wish.When.AT_ONCE)
    return _send(wishes, seconds=PATIENCE)


def send_waiting() -> int:
    """Send all that is due; return the number of mails. Raises what keeps the server from taking mails."""
    waiting = Notice.objects.waiting(timezone.now()).values("to")
    wishes = Wish.objects.filter(person__in=waiting).exclude(when=Wish.When.NEVER)
    return _send(wishes)


def _send(wishes: Any, seconds: float | None = None) -> int:
    found = list(wishes.select_related("person").order_by("pk"))
    if not found:
        return 0
    naming, count = Naming(), 0
    end = None if seconds is None else time.monotonic() + seconds
    with get_connection(timeout=seconds) as connection:
        for wish in found:
            if end is not None and time.monotonic() > end:
                break
            count += _send_to(wish, connection, naming)
    return count


def _send_to(wish: Wish, connection: Any, naming: Naming) -> int:
    """Send the person one mail of all that is due; return how many mails have gone out: one or none."""
    claimed = Notice.objects.claim(wish)
    told = [notice for notice in claimed if may_be_told(notice, wish.person)]
    Notice.objects.filter(pk__in=[notice.pk for notice in claimed if notice not in told]).delete()
    if not told:
        return 0
    held = Notice.objects.filter(claim=told[0].claim)
    try:
        connection.send_messages([mail(wish, told, naming)])
    except REFUSED:
        logger.exception("A mail with notices was refused; it is tried again in an hour.")
        held.update(refusals=F("refusals") + 1)
        return 0
    except Exception:
        held.update(claim="", claimed_at=None)
        raise
    held.update(claim="", sent_at=timezone.now(), words="")
    return 1
