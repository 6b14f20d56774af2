"""A brief: recommendations and practices that somebody gathers for a reader. The address holds all of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clusterix.browse.chosen import chosen, in_order
from practices.comparison import NOT_A_PRACTICE
from practices.models import Practice

from .models import Recommendation

RECOMMENDATION, PRACTICE = "recommendation", "practice"
NOT_A_RECOMMENDATION = _("“%(value)s” is not a recommendation here; it was left out.")
# What a brief holds, in this order, and the sentence about what is none of it.
HELD: dict[str, tuple[Any, Any]] = {
    RECOMMENDATION: (Recommendation, NOT_A_RECOMMENDATION),
    PRACTICE: (Practice, NOT_A_PRACTICE),
}
MOST = 20  # records in one brief
MOST_READ = 1000  # of an address, of each kind
MOST_NOTICES = 8
LONGEST = 150  # of a title, and of a reader's name
STEPS = {"earlier": -1, "later": 1}


@dataclass(frozen=True)
class Item:
    """One public record that a brief names, by its kind's key."""

    key: str
    slug: str
    title: str

    @property
    def name(self) -> str:
        return f"{self.key}:{self.slug}"

    @property
    def anchor(self) -> str:
        return f"{self.key}-{self.slug}"


@dataclass(frozen=True)
class Brief:
    """What an address asks for. `left_out` are public records beyond the most that one brief holds."""

    items: list[Item]
    left_out: list[Item]
    title: str
    reader: str
    notices: list[str]

    @property
    def query(self) -> str:
        return self.query_of(self.items)

    @property
    def query_of_the_rest(self) -> str:
        return self.query_of(self.left_out)

    def query_of(self, items: Iterable[Item]) -> str:
        """Return the query string of a brief of these items, with the same title and reader."""
        said = (("title", self.title), ("for", self.reader))
        return urlencode([(item.key, item.slug) for item in items] + [pair for pair in said if pair[1]])

    def slugs(self, key: str) -> list[str]:
        return [item.slug for item in self.items if item.key == key]

    @property
    def places(self) -> list[tuple[Item, bool, bool]]:
        """Return each item, and whether it can go up, and down, among its kind."""
        keys = ["", *(item.key for item in self.items), ""]
        around = zip(keys, self.items, keys[2:], strict=False)
        return [(item, before == item.key, after == item.key) for before, item, after in around]

    @property
    def is_full(self) -> bool:
        return len(self.items) >= MOST


def asked_for(data: QueryDict) -> Brief:
    """Return the brief that an address asks for, with a word about all that is left out of it."""
    items: list[Item] = []
    notices: list[str] = []
    for key, (model, of_unknown) in HELD.items():
        found = chosen(data, key, model.objects.published(), MOST_READ)
        items += [Item(key, slug, title) for slug, title in found.titles.items()]
        notices += found.notices(of_unknown)
        if found.unread:
            sentence = gettext("The address names more than can be read; %(count)s were not looked at.")
            notices.insert(0, sentence % {"count": found.unread})
    items = _rearranged(items, data)
    title, reader = (_line(data.get(name, ""), notices) for name in ("title", "for"))
    if len(notices) > MOST_NOTICES:
        more = gettext("And %(count)s more of the kind.") % {"count": len(notices) - MOST_NOTICES}
        notices = [*notices[:MOST_NOTICES], more]
    return Brief(items[:MOST], items[MOST:], title, reader, notices)


def _line(words: str, notices: list[str]) -> str:
    """Return what somebody typed as one line of plain text, no longer than a line of a brief may be."""
    line = "".join(sign for sign in " ".join(words.split()) if sign.isprintable())
    if len(line) > LONGEST:
        cut = gettext("“%(value)s…” is longer than %(limit)s characters; the end was cut off.")
        notices.insert(0, cut % {"value": line[:40], "limit": LONGEST})
    return line[:LONGEST].strip()


def _rearranged(items: list[Item], data: QueryDict) -> list[Item]:
    """Return the items as a button beside one asks for it: without it, or with it moved by a place."""
    items = [item for item in items if item.name != data.get("without")]
    names = [item.name for item in items]
    for button, step in STEPS.items():
        asked = str(data.get(button))
        if asked in names:
            at = names.index(asked)
            to = at + step
            if 0 <= to < len(items) and items[to].key == items[at].key:
                items[at], items[to] = items[to], items[at]
                break
    return items


def recommendations_of(brief: Brief) -> list[Recommendation]:
    """Return the recommendations with all that a brief says of them, in order."""
    return in_order(Recommendation.objects.published().for_brief(), brief.slugs(RECOMMENDATION))


def practices_of(brief: Brief) -> list[Practice]:
    """Return the practices with all that a brief says of them, in order."""
    found = Practice.objects.published().select_related("partner").prefetch_related("sources")
    return in_order(found, brief.slugs(PRACTICE))
