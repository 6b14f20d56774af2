"""When something was: dates that say how exactly they are known."""

import calendar
import datetime
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

EARLIEST, LATEST = datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)
# The order of a list by when things happened, those without a date at its end.
LATEST_FIRST = F("start_on").desc(nulls_last=True)


class Precision(models.TextChoices):
    DAY = "day", _("to the day")
    MONTH = "month", _("to the month")
    YEAR = "year", _("to the year")


def plausible(date: datetime.date) -> None:
    """Refuse a date that can only be a slip, such as one of the year 217."""
    if not EARLIEST <= date <= LATEST:
        raise ValidationError(_("Give a date between 1900 and 2100."), code="implausible")


def first_day(date: datetime.date, precision: str) -> datetime.date:
    """Return the first day of the day, month or year that the date stands for."""
    if precision == Precision.YEAR:
        return date.replace(month=1, day=1)
    if precision == Precision.MONTH:
        return date.replace(day=1)
    return date


def last_day(date: datetime.date, precision: str) -> datetime.date:
    """Return the last day of the day, month or year that the date stands for."""
    if precision == Precision.YEAR:
        return date.replace(month=12, day=31)
    if precision == Precision.MONTH:
        return date.replace(day=calendar.monthrange(date.year, date.month)[1])
    return date


def in_words(date: datetime.date, precision: str) -> str:
    """Return the date as exactly as it is known, and no more: "27 February 2018", "May 2017", "2012"."""
    if precision == Precision.YEAR:
        return str(date.year)
    if precision == Precision.MONTH:
        return date_format(date, "F Y")
    return date_format(date, "j F Y")


def span_in_words(start: datetime.date, end: datetime.date) -> str:
    """Return two exact days without saying month or year twice: "27 February to 1 March 2018"."""
    if start.year != end.year:
        begin = date_format(start, "j F Y")
    elif start.month != end.month:
        begin = date_format(start, "j F")
    else:
        return f"{start.day}–{date_format(end, 'j F Y')}"
    return gettext("%(start)s to %(end)s") % {"start": begin, "end": date_format(end, "j F Y")}


def active_in(year: int) -> Q:
    """Select what was active in the year. Of a lone start or end, only that itself is certain."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    both_known = Q(start_on__lte=last, end_on__gte=first)
    only_start_known = Q(end_on__isnull=True, start_on__range=(first, last))
    only_end_known = Q(start_on__isnull=True, end_on__range=(first, last))
    return both_known | only_start_known | only_end_known


def going_on_in(year: int) -> Q:
    """Select what was active in the year, what began before it and still goes on included."""
    return active_in(year) | Q(is_ongoing=True, start_on__lte=datetime.date(year, 12, 31))


def years_between(start: datetime.date | None, end: datetime.date | None, is_ongoing: bool = False) -> range:
    """Return the years that `active_in` finds something in, those of `going_on_in` where it still goes on."""
    first, last = start or end, end or start
    if first is None or last is None:
        return range(0)
    if is_ongoing and start:
        last = max(last, timezone.localdate())
    return range(first.year, last.year + 1)


class Period(models.Model):
    """A start and an end, each known to the day, the month or the year, or not at all."""

    start_on = models.DateField(
        _("start"),
        null=True,
        blank=True,
        db_index=True,
        validators=[plausible],
        help_text=_("Where only the month or year is known, give any day of it and say so beside."),
    )
    start_precision = models.CharField(
        _("start is known"), max_length=5, choices=Precision, default=Precision.DAY
    )
    end_on = models.DateField(_("end"), null=True, blank=True, validators=[plausible])
    end_precision = models.CharField(
        _("end is known"), max_length=5, choices=Precision, default=Precision.DAY
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(start_on__isnull=True) | Q(end_on__isnull=True) | Q(end_on__gte=F("start_on")),
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_message=_("The end cannot be before the start."),
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.settle_dates()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.settle_dates()

    def settle_dates(self) -> Self:
        """Move a start to the first and an end to the last day of the month or year it stands for."""
        if isinstance(self.start_on, datetime.date):
            self.start_on = first_day(self.start_on, self.start_precision)
        if isinstance(self.end_on, datetime.date):
            self.end_on = last_day(self.end_on, self.end_precision)
        return self

    @property
    def period(self) -> str:
        """Return the period in words, empty where nothing is known."""
        start, end = self.start_on, self.end_on
        if start and end:
            return self._both(start, end)
        if start:
            return in_words(start, self.start_precision)
        if end:
            return gettext("until %(end)s") % {"end": in_words(end, self.end_precision)}
        return ""

    def _both(self, start: datetime.date, end: datetime.date) -> str:
        words = in_words(start, self.start_precision), in_words(end, self.end_precision)
        if words[0] == words[1]:
            return words[0]
        if {self.start_precision, self.end_precision} == {Precision.DAY}:
            return span_in_words(start, end)
        if {self.start_precision, self.end_precision} == {Precision.YEAR}:
            return f"{start.year}–{end.year}"
        if self.end_precision == Precision.YEAR and start.year == end.year:
            return gettext("%(start)s to later that year") % {"start": words[0]}
        return gettext("%(start)s to %(end)s") % {"start": words[0], "end": words[1]}


class OpenPeriod(Period):
    """A period that may still go on."""

    is_ongoing = models.BooleanField(_("goes on"), default=False)

    class Meta(Period.Meta):
        abstract = True
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=Q(is_ongoing=False) | Q(end_on__isnull=True),
                name="%(app_label)s_%(class)s_ongoing_has_no_end",
                violation_error_message=_("What still goes on has no end date."),
            ),
        ]

    @property
    def period(self) -> str:
        if self.start_on and not self.end_on and not self.is_ongoing:
            return gettext("began %(start)s") % {"start": in_words(self.start_on, self.start_precision)}
        if not self.is_ongoing:
            return super().period
        if not self.start_on:
            return gettext("ongoing, start not known")
        return gettext("since %(start)s") % {"start": in_words(self.start_on, self.start_precision)}
