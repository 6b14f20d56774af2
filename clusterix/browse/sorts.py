"""What lists can be sorted by, told once for the database and for the catalogue in memory."""

import datetime
import unicodedata
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .values import values_at

AFTER_ALL = 9e15  # the key of what has no value: the end of the list, whichever way it is sorted
Key = list[Any]


@dataclass(frozen=True)
class Sort:
    """An order by fields; "-" before one means from its greatest value down. Ties go by age, newest first.

    Texts are sorted as people do, whatever their capitals and accents.
    """

    label: Any
    fields: tuple[str, ...]
    database_order: tuple[Any, ...] = ()  # where the fields are not all columns

    def key(self, record: models.Model) -> Key:
        """Return what the record is sorted by, as numbers and texts that a database can keep."""
        return [self._value(record, field) for field in self.fields]

    def _value(self, record: models.Model, field: str) -> Any:
        name = field.removeprefix("-")
        value = next(values_at(record, name), None)
        if isinstance(value, datetime.datetime):
            value = value.timestamp()
        elif isinstance(value, datetime.date):
            value = value.toordinal()
        elif value is None and self._is_moment(record, name):
            return AFTER_ALL
        elif not isinstance(value, int | float):
            return sortable(str(value or ""))
        return -value if field.startswith("-") else value

    def _is_moment(self, record: models.Model, name: str) -> bool:
        return any(
            field.name == name and isinstance(field, models.DateField) for field in record._meta.fields
        )

    @cached_property
    def order(self) -> tuple[Any, ...]:
        """Return the same order for the database."""
        return (*(self.database_order or (_in_database(field) for field in self.fields)), "-pk")


def _in_database(field: str) -> Any:
    if field.startswith("-"):
        return F(field.removeprefix("-")).desc(nulls_last=True)
    return F(field).asc(nulls_last=True)


def sortable(text: str) -> str:
    """Return the text without capitals and accents: "Örestad" stands beside "Orestad"."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(APART))
    return "".join(letter for letter in apart if letter.isalnum() or letter == " ").strip()


APART = str.maketrans({"æ": "ae", "ø": "o", "œ": "oe", "đ": "d", "ł": "l", "-": " ", "–": " ", "/": " "})
NEWEST = Sort(_("recently added"), ("-published_at",))
