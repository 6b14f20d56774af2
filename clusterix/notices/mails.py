"""The words of a mail: which kind of record, which step, by whom, when, and what is passed on.

Never what a draft says.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusterix.desk.addresses import address_of

from .models import Notice, Wish
from .switches import address_of_switch

LONGEST_SUBJECT, LONGEST_NAME = 150, 100  # characters


@dataclass
class Naming:
    """What records are called in mails: by their titles if these are public, else by their kind."""

    known: dict[int, str] = field(default_factory=dict)  # by the key of the trail

    def of(self, notice: Notice) -> str:
        if notice.trail_id not in self.known:
            self.known[notice.trail_id] = _name(notice.trail.record)
        return self.known[notice.trail_id]


def _name(record: Any) -> str:
    """Return “good practice “Vouchers””; of what visitors do not see “good practice of ecoplus”.

    What has no page of its own has no title of its own either: it is named after records that may be hidden.
    """
    kind = str(record._meta.verbose_name)
    if not record.shown_on and _is_public(record):
        return _("%(kind)s “%(title)s”") % {"kind": kind, "title": in_one_line(record, LONGEST_NAME)}
    owner = _owner(record)
    if owner is None or not _is_public(owner):
        return kind
    return _("%(kind)s of %(owner)s") % {"kind": kind, "owner": in_one_line(owner, LONGEST_NAME)}


def _owner(record: Any) -> Any:
    """Return the organisation that the record is counted under at the desk, if it has one."""
    found = record if record.owner else None
    for step in record.owner.split("__"):
        found = found and getattr(found, step)
    return found


def _is_public(record: Any) -> bool:
    """Say whether visitors see the record, which for some kinds hangs on others too."""
    return type(record)._default_manager.published().filter(pk=record.pk).exists()


def in_one_line(text: Any, length: int) -> str:
    """Return the text without what would begin a new line or a new header, cut where it is too long."""
    plain = "".join(letter if letter.isprintable() else " " for letter in str(text))
    line = " ".join(plain.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"


def step_in_words(notice: Notice) -> str:
    if notice.is_copy and notice.step == Notice.Step.SUBMITTED:
        return _("Changes handed in for review")
    if notice.is_copy and notice.step == Notice.Step.RETURNED:
        return _("Changes returned with a comment")
    if notice.is_copy:
        return _("Changes published")
    return str(notice.get_step_display())


def mail(wish: Wish, notices: Sequence[Notice], naming: Naming) -> EmailMessage:
    """Return one mail to the person about all these notices."""
    lines = [_line(notice, naming) for notice in notices]
    switch = settings.SITE_URL + address_of_switch(wish)
    context = {
        "name": in_one_line(wish.person.get_short_name() or wish.person.get_username(), LONGEST_NAME),
        "lines": lines,
        "is_daily": wish.when == Wish.When.DAILY,
        "settings": settings.SITE_URL + reverse("notices:wish"),
        "switch": switch,
    }
    return EmailMessage(
        _subject(lines),
        render_to_string("notices/mail.txt", context),
        to=[wish.person.email],
        reply_to=[settings.MANAGERS_EMAIL] if settings.MANAGERS_EMAIL else None,
        headers={
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{switch}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )


def _line(notice: Notice, naming: Naming) -> dict[str, str]:
    return {
        "step": step_in_words(notice),
        "record": naming.of(notice),
        "who": in_one_line(notice.by_name, LONGEST_NAME),
        "when": date_format(timezone.localtime(notice.at), "j F Y, H:i"),
        "words": notice.words,
        "address": settings.SITE_URL + address_of(notice.trail.record),
    }


def _subject(lines: list[dict[str, str]]) -> str:
    if len(lines) == 1:
        words = _("%(step)s: %(record)s") % lines[0]
    else:
        words = ngettext("%(count)d notice", "%(count)d notices", len(lines)) % {"count": len(lines)}
    return in_one_line(f"Clusterix: {words}", LONGEST_SUBJECT)
