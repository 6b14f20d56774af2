"""Where a record stands, in words: its status and, of what is published, from and until when."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def standing(record: Any) -> str:
    """Return the record's status; of a published one with moments of its own, whether visitors see it."""
    if not record.is_published:
        return record.get_status_display()
    now = timezone.now()
    if record.public_until is not None and record.public_until <= now:
        return _("Published until %(when)s, now over") % {"when": _in_words(record.public_until)}
    if record.public_from is not None and record.public_from > now:
        return _("Published, but only from %(when)s") % {"when": _in_words(record.public_from)}
    if record.public_until is not None:
        return _("Published until %(when)s") % {"when": _in_words(record.public_until)}
    return record.get_status_display()


def _in_words(at: Any) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")
