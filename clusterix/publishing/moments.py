"""Moments: that of a question to the database, and those that can be meant."""

import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from .periods import plausible


def plausible_moment(moment: datetime.datetime) -> None:
    """Refuse a moment that can only be a slip, such as one of the year 217."""
    plausible(moment.date())


class ThisMoment(models.Expression):
    """The moment at which a question is put to the database, whenever it was worded.

    A page words its question once for all its requests; the program's clock is the one that all else goes by.
    """

    output_field = models.DateTimeField()

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", (self.output_field.get_db_prep_value(timezone.now(), connection),)
