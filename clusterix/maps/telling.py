"""What a map does not draw, and why, in sentences."""

from collections.abc import Mapping
from enum import Enum, auto

from django.utils.translation import ngettext_lazy


class Why(Enum):
    """Why a transfer is not drawn."""

    UNKNOWN = auto()
    ROUGH = auto()  # where a map draws no middles of countries
    OUTSIDE = auto()
    WITHIN = auto()
    BESIDE_MIDDLE = auto()
    NEAR = auto()
    CROWDED = auto()


TOLD = {
    Why.UNKNOWN: ngettext_lazy(
        "%(count)d transfer is not drawn: no single place is known of one end or both.",
        "%(count)d transfers are not drawn: no single place is known of one end or both.",
        "count",
    ),
    Why.ROUGH: ngettext_lazy(
        "%(count)d transfer is not drawn: no single place is known of an end, or the country alone.",
        "%(count)d transfers are not drawn: no single place is known of an end, or the country alone.",
        "count",
    ),
    Why.OUTSIDE: ngettext_lazy(
        "%(count)d transfer is not drawn: one end or both lie outside the map, or in a country of which it "
        "shows a part.",
        "%(count)d transfers are not drawn: one end or both lie outside the map, or in a country of which it "
        "shows a part.",
        "count",
    ),
    Why.WITHIN: ngettext_lazy(
        "%(count)d transfer is not drawn: it stayed within one country, and no closer place is known.",
        "%(count)d transfers are not drawn: they stayed within one country, and no closer place is known.",
        "count",
    ),
    Why.BESIDE_MIDDLE: ngettext_lazy(
        "%(count)d transfer is not drawn: of one end the country alone is known, and its middle lies close "
        "to the other end.",
        "%(count)d transfers are not drawn: of one end the country alone is known, and its middle lies close "
        "to the other end.",
        "count",
    ),
    Why.NEAR: ngettext_lazy(
        "%(count)d transfer is not drawn: both ends lie close together.",
        "%(count)d transfers are not drawn: both ends lie close together.",
        "count",
    ),
    Why.CROWDED: ngettext_lazy(
        "%(count)d transfer is not drawn: the map has no room for more.",
        "%(count)d transfers are not drawn: the map has no room for more.",
        "count",
    ),
}


def undrawn(counts: Mapping[Why, int]) -> list[str]:
    """Return a sentence on each reason for which transfers are not drawn, with how many there are of them."""
    return [words % {"count": counts[why]} for why, words in TOLD.items() if counts[why] > 0]
