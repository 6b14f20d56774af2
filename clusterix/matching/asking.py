"""What the address of the page asks for: whose needs, with whom, on which theme, in which dimension."""

from collections.abc import Container
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partners.models import SwotEntry

from .known import Known, Said

MOST_NOTICES = 5
MOST_SHOWN = 60  # characters of a wrong value
UNKNOWN = {
    "partner": _("“%(value)s” is not a partner here; it was left out."),
    "with": _("“%(value)s” is not a partner here; it was left out."),
    "theme": _("“%(value)s” is not a working group here; it was left out."),
    "dimension": _("“%(value)s” is not a dimension here; it was left out."),
}


@dataclass(frozen=True)
class Asked:
    """What is chosen, each by its word in the address, and a word about what was left out."""

    partner: str = ""
    other: str = ""
    theme: str = ""
    dimension: str = ""
    notices: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.query)

    @property
    def query(self) -> str:
        told = {"partner": self.partner, "with": self.other, "theme": self.theme, "dimension": self.dimension}
        return urlencode({name: value for name, value in told.items() if value})

    def is_about(self, said: Said) -> bool:
        """Say whether a strength or need is on the theme and in the dimension that are chosen."""
        return (not self.theme or self.theme in said.themes) and self.dimension in ("", said.dimension)


def asked_for(data: QueryDict, known: Known) -> Asked:
    notices: list[str] = []
    allowed: dict[str, Container[str]] = {
        "partner": known.partners,
        "with": known.partners,
        "theme": known.themes,
        "dimension": SwotEntry.Dimension.values,
    }
    chosen = {name: _first(data, name, values, notices) for name, values in allowed.items()}
    other = chosen.pop("with")
    if other and not chosen["partner"]:
        chosen["partner"], other = other, ""
        notices.append(gettext("Two partners are needed to compare them; this shows the one that was named."))
    elif other and other == chosen["partner"]:
        other = ""
        notices.append(gettext("A region cannot learn from itself. Choose two different partners."))
    return Asked(**chosen, other=other, notices=tuple(notices[:MOST_NOTICES]))


def _first(data: QueryDict, name: str, allowed: Container[str], notices: list[str]) -> str:
    """Return the first value of the key that there is; write a word about each that is left out."""
    values = [value for value in (one.strip() for one in data.getlist(name)) if value]
    known = list(dict.fromkeys(value for value in values if value in allowed))
    wrong = [value.replace("\0", "")[:MOST_SHOWN] for value in dict.fromkeys(values) if value not in allowed]
    notices += [str(UNKNOWN[name]) % {"value": value} for value in wrong]
    if len(known) > 1:
        told: dict[str, Any] = {"value": known[0]}
        notices.append(gettext("Only one can be chosen at a time: “%(value)s” was taken.") % told)
    return known[0] if known else ""
