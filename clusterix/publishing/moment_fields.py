"""How a moment is typed: a day and a time, with the zone that the time is of."""

import datetime
from typing import Any

from django.conf import settings
from django.contrib.admin.widgets import AdminSplitDateTime
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext


class Moment(AdminSplitDateTime):
    """A day and a time, each named after the moment that it is a part of."""

    def __init__(self, name: str) -> None:
        super().__init__()
        for part, label in zip(self.widgets, (gettext("date"), gettext("time")), strict=True):
            part.attrs["aria-label"] = f"{name}: {label}"

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        described = {"aria-describedby": f"{attrs['id']}_0_helptext"} if attrs and "id" in attrs else {}
        return super().get_context(name, value, (attrs or {}) | described)


def typed(moment: models.Field) -> dict[str, Any]:
    """Return what the form's field of a moment differs in: its boxes, and the present offset of its zone."""
    times = gettext("Times are those of %(zone)s (%(offset)s).")
    told = times % {"zone": settings.TIME_ZONE, "offset": _offset()}
    return {"widget": Moment(capfirst(str(moment.verbose_name))), "help_text": f"{moment.help_text} {told}"}


def _offset() -> str:
    """Return how far the portal's clock is from UTC today: "UTC+1"."""
    offset = timezone.localtime().utcoffset() or datetime.timedelta()
    hours, minutes = divmod(abs(offset) // datetime.timedelta(minutes=1), 60)
    sign = "-" if offset < datetime.timedelta() else "+"
    return f"UTC{sign}{hours}{f':{minutes:02}' if minutes else ''}"
