"""The public records that an address names by their slugs, such as `?practice=…&practice=…`."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext


@dataclass(frozen=True)
class Chosen:
    """Titles by slug in the order of the address; what names nothing public; what was named twice.

    `unread` is how many values beyond the most that are looked up were left alone.
    """

    titles: dict[str, str]
    unknown: list[str]
    repeated: list[str]
    unread: int

    def notices(self, of_unknown: Any) -> list[str]:
        """Return a word about each value that is not taken as it stands; `of_unknown` says it of one."""
        twice = gettext("“%(value)s” was named more than once; it is shown once.")
        return [of_unknown % {"value": slug[:60]} for slug in self.unknown] + [
            twice % {"value": slug[:60]} for slug in self.repeated
        ]


def chosen(data: QueryDict, key: str, records: QuerySet, most: int) -> Chosen:
    """Return which of the public records the address names; in one question, whatever it says."""
    given = Counter(value.replace("\0", "").strip() for value in data.getlist(key))
    del given[""]
    read = list(given)[:most]
    titles = dict(records.filter(slug__in=read).order_by().values_list("slug", "title"))
    return Chosen(
        titles={slug: titles[slug] for slug in read if slug in titles},
        unknown=[slug for slug in read if slug not in titles],
        repeated=[slug for slug in read if slug in titles and given[slug] > 1],
        unread=len(given) - len(read),
    )


def in_order(records: QuerySet, slugs: list[str]) -> list[Any]:
    """Return the records of these slugs, in the order of the slugs."""
    found = {one.slug: one for one in records.filter(slug__in=slugs)}
    return [found[slug] for slug in slugs if slug in found]
