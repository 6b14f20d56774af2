"""What the cells of a file say: each kind of cell reads a snapshot's value from it, and writes it back.

A cell that cannot be read raises ValueError with a sentence that says what would be right.
"""

import csv
import datetime
import io
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from import_export.widgets import Widget

LONGEST = 100_000  # characters in one cell
YES, NO = ("yes", "true", "1"), ("no", "false", "0")


@dataclass(frozen=True)
class Unreadable:
    """A cell that holds no value, and why."""

    reason: str


class Words(Widget):
    """A text as it stands in the cell."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        if isinstance(value, Unreadable):
            raise ValueError(value.reason)
        text = written(value)
        if len(text) > LONGEST:
            told = {"length": f"{len(text):,}", "most": f"{LONGEST:,}"}
            raise ValueError(_("%(length)s characters: a cell holds at most %(most)s.") % told)
        if "\0" in text:
            raise ValueError(_("There is a character in it that no text may hold (NUL)."))
        return text

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return "" if value is None else value


class Choice(Words):
    """One of a field's choices, by its short name or as people read it."""

    def __init__(self, field: Any) -> None:
        super().__init__()
        self.otherwise = field.get_default() if field.has_default() else None if field.null else ""
        self.names = {str(key): str(name) for key, name in field.flatchoices if key not in ("", None)}
        self.known = {name.casefold(): key for key, name in self.names.items()}
        self.known |= {key.casefold(): key for key in self.names}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = super().clean(value).strip()
        if not text:
            return self.otherwise
        if text.casefold() not in self.known:
            raise ValueError(
                _("“%(value)s” is none of: %(known)s.") % {"value": text, "known": self._offer()}
            )
        return self.known[text.casefold()]

    def _offer(self) -> str:
        shown = list(self.names)[:12]
        return ", ".join(shown) + (", …" if len(self.names) > len(shown) else "")


class YesNo(Words):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = super().clean(value).strip().casefold()
        if text and text not in YES + NO:
            raise ValueError(_("“%(value)s”: write yes or no.") % {"value": text})
        return text in YES

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return YES[0] if value else NO[0]


class Number(Words):
    """A number, with a point before its decimals."""

    def __init__(self, field: Any) -> None:
        super().__init__()
        self.field = field
        self.otherwise = field.get_default() if field.has_default() else None

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = super().clean(value).strip()
        if not text:
            return self.otherwise
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise ValueError(_("“%(value)s” is no number: write it like 1234.5.") % {"value": text})
        if isinstance(self.field, models.DecimalField):
            return self._with_all_decimals(number)
        if number.adjusted() >= 18 or number != number.to_integral_value():
            raise ValueError(_("“%(value)s” is no whole number.") % {"value": text})
        return int(number)

    def _with_all_decimals(self, number: Decimal) -> str:
        if number.adjusted() >= self.field.max_digits:
            raise ValueError(_("“%(value)s” is too large.") % {"value": number})
        exact = round(number, self.field.decimal_places)
        return str(exact if exact == number else number)


class Day(Words):
    """A day as 2018-05-31, or as a spreadsheet's own date: any other way could mean two days."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        if isinstance(value, datetime.datetime):
            value = value.date()
        text = super().clean(value).strip()
        if not text:
            return None
        try:
            return datetime.date.fromisoformat(text).isoformat()
        except ValueError:
            told = _("“%(value)s” is no day: write it like 2018-05-31, or format the cell as a date.")
            raise ValueError(told % {"value": text}) from None


class Moment(Words):
    """A day and a time as 2018-05-31 10:00, by the portal's clock where no zone is named."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = super().clean(value).strip()
        if not text:
            return None
        try:
            moment = parse_datetime(text)
        except ValueError:
            moment = None
        if moment is None:
            raise ValueError(_("“%(value)s” is no moment: write it like 2018-05-31 10:00.") % {"value": text})
        return (moment if timezone.is_aware(moment) else timezone.make_aware(moment)).isoformat()


class One(Words):
    """Another record, by its address (its slug)."""

    def __init__(self, find: Callable[[str, list[int]], dict[str, Any]], slug_of: Callable[[int], str]):
        super().__init__()
        self.find, self.slug_of = find, slug_of

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        slug, before = super().clean(value).strip(), kwargs.get("before")
        return self.find(slug, [before["pk"]] if before else []) if slug else None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return self.slug_of(value["pk"]) if value else ""


class Several(One):
    """Several other records, with semicolons between them."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        before = [pair["pk"] for pair in kwargs.get("before") or []]
        slugs = [slug.strip() for slug in parted(Words.clean(self, value))]
        found = {pair["pk"]: pair for pair in (self.find(slug, before) for slug in slugs if slug)}
        return [found[key] for key in sorted(found)]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return joined([self.slug_of(pair["pk"]) for pair in value])


class Tags(Words):
    """Words that a record is tagged with, with semicolons between them, in the spelling that exists."""

    def __init__(self, known: dict[str, str], longest: int) -> None:
        super().__init__()
        self.known, self.longest = known, longest

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        tags = {tag.strip() for tag in parted(super().clean(value)) if tag.strip()}
        for tag in sorted(tags):
            if len(tag) > self.longest:
                told = {"tag": tag[:40], "limit": self.longest}
                raise ValueError(_("A tag has at most %(limit)s characters: “%(tag)s…”.") % told)
        return sorted({self.known.setdefault(tag.casefold(), tag) for tag in tags})

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return joined(value)


class Parts(Words):
    """Parts of a record, one on each line, their fields in order with semicolons between them."""

    def __init__(self, model: Any, widgets: dict[str, Widget]) -> None:
        super().__init__()
        self.model, self.widgets = model, widgets

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        lines = [line for line in super().clean(value).splitlines() if line.strip()]
        before = {str(bare_fields(part)): part["pk"] for part in kwargs.get("before") or []}
        parts = [self._read(line) for line in lines]
        return [{"pk": before.pop(str(bare_fields(part)), None), **part} for part in parts]

    def _read(self, line: str) -> dict[str, Any]:
        cells = parted(line)
        if len(cells) > len(self.widgets):
            told = {"line": line[:60], "fields": "; ".join(self.widgets)}
            raise ValueError(_("“%(line)s” has more than these fields: %(fields)s.") % told)
        cells += [""] * (len(self.widgets) - len(cells))
        values = {
            name: widget.clean(cell.strip())
            for (name, widget), cell in zip(self.widgets.items(), cells, strict=True)
        }
        return {"fields": checked(self.model, values), "relations": {}, "tags": {}, "parts": {}}

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "\n".join(
            joined(
                [widget.render(part["fields"][name]) for name, widget in self.widgets.items()], all_of=True
            )
            for part in value
        )


def bare_fields(part: dict[str, Any]) -> dict[str, Any]:
    return {name: value["pk"] if isinstance(value, dict) else value for name, value in part["fields"].items()}


def checked(model: Any, values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a part as its fields clean them."""
    for name, value in values.items():
        field = model._meta.get_field(name)
        if not field.is_relation:
            try:
                told = field.clean(field.to_python(value), None)
            except ValidationError as fault:
                raise ValueError(f"{field.verbose_name}: {' '.join(fault.messages)}") from None
            values[name] = told if isinstance(told, str | int | bool | None) else str(told)
        elif value is None and not field.null:
            raise ValueError(_("%(field)s: name one.") % {"field": field.verbose_name})
    return values


def written(value: Any) -> str:
    """Return what people read in a cell of a spreadsheet; a number without decimals of its own as whole."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES[0] if value else NO[0]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def parted(text: str) -> list[str]:
    """Return what stands between the semicolons; one that is meant stands in quotation marks."""
    return next(csv.reader([" ".join(text.split("\n"))], delimiter=";", skipinitialspace=True), [])


def joined(values: list[Any], all_of: bool = False) -> str:
    """Write the values with semicolons between them; empty ones at the end are left out."""
    told = [str(value) for value in values]
    while told and not told[-1] and all_of:
        told.pop()
    if not told:
        return ""
    line = io.StringIO()
    csv.writer(line, delimiter=";", lineterminator="").writerow(told)
    return line.getvalue()
