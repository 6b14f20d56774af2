"""The catalogue of all kinds in this process, never older than the last change when a request begins.

Each request reads the log of changes on from the place where the process has read before: one question to the
database. What has changed is read anew, nothing else; what was found for a search is kept until then. Of what
is scheduled it knows the next moment, which it compares with the clock.
"""

import datetime
import logging
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from itertools import islice
from threading import RLock, local
from typing import Any

from django.utils import timezone
from pyroaring import BitMap

from ..kinds import KINDS, Kind
from ..models import Entry, Synonyms
from ..words import fulltext, ranking, vocabulary
from ..words.fulltext import Matches
from ..words.query import Phrase, Query, parse
from . import changes, schedule
from .changes import Place
from .memory import Shelf

logger = logging.getLogger(__name__)
MOST_KEPT = 200  # searches whose answers are kept


def _one_at_a_time(method: Any) -> Any:
    @wraps(method)
    def guarded(self: "Library", *args: Any, **kwargs: Any) -> Any:
        with self.lock:
            return method(self, *args, **kwargs)

    return guarded


class Library:
    """What this process knows of the catalogue; threads use it one at a time, for milliseconds."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.held = local()
        self.forget()

    def forget(self) -> None:
        self.place = Place()
        self.next_moment: datetime.datetime | None = None  # at which something is scheduled
        self.shelves: dict[str, Shelf] = {}
        self.found: OrderedDict[str, Matches] = OrderedDict()
        self.ranked: OrderedDict[tuple[str, str], list[int]] = OrderedDict()
        self.almost_right: OrderedDict[str, str] = OrderedDict()
        self.synonyms: list[list[Phrase]] | None = None
        self.words: dict[str, str] = {}
        self.words_are_old = True

    @contextmanager
    def as_of_now(self) -> Iterator[Place]:
        """Read the log on once for a whole request, whose further refreshes then ask nothing."""
        before, place = getattr(self.held, "place", None), self.refresh()
        self.held.place = place
        try:
            yield place
        finally:
            self.held.place = before

    @_one_at_a_time
    def refresh(self) -> Place:
        """Read the log on; afterwards everything here is as of now."""
        if getattr(self.held, "place", None) is not None:
            return self.held.place
        self._read_on()
        if self.next_moment and self.next_moment <= timezone.now():
            self._carry_out()
        return self.place

    def _read_on(self) -> None:
        place, lines = changes.since(self.place)
        if lines is None:
            self.forget()
        elif lines:
            self._take_in(lines)
        if lines is None or any(kind == changes.SCHEDULE for _number, _token, kind, _entry in lines):
            self.next_moment = schedule.next_moment()
        self.place = place

    def _carry_out(self) -> None:
        """Write anew what is due. Where that fails, the request is answered and the next one tries again.

        Until then no page is kept, and none that was kept is shown: it may hold what is no longer public.
        """
        try:
            schedule.carry_out()
            self._read_on()
            self.next_moment = schedule.next_moment()
        except Exception:  # whatever it is, of the database or of one record: it must not close the portal
            logger.exception("What is scheduled could not be carried out; the next request tries again.")
            self.place = self.place.left()

    def _take_in(self, lines: list[changes.Line]) -> None:
        self.found.clear()
        self.ranked.clear()
        self.almost_right.clear()
        self.words_are_old = True
        changed: dict[str, set[int]] = {}
        for _number, _token, label, entry in lines:
            if label == Synonyms._meta.label_lower:
                self.synonyms = None
            elif entry is None:
                self.shelves.pop(label, None)
            else:
                changed.setdefault(label, set()).add(entry)
        for label, numbers in changed.items():
            if label in self.shelves:
                self.shelves[label].renew(numbers)

    @_one_at_a_time
    def shelf(self, kind: Kind) -> Shelf:
        if kind.label not in self.shelves:
            self.shelves[kind.label] = Shelf(kind)
        return self.shelves[kind.label]

    def warm_up(self) -> None:
        """Read everything that requests will ask for."""
        self.refresh()
        for kind in KINDS.values():
            shelf = self.shelf(kind)
            shelf.order(next(iter(kind.filterset.sorts)))
        self.parse("")
        self.vocabulary()

    @_one_at_a_time
    def parse(self, text: str) -> Query:
        """Read a search, with the synonyms of the field."""
        if self.synonyms is None:
            self.synonyms = [group.phrases for group in Synonyms.objects.all()]
        return parse(text, self.synonyms)

    @_one_at_a_time
    def matches(self, text: str) -> Matches:
        """Return the entries of all kinds that hold the words."""
        if text not in self.found:
            self.found[text] = fulltext.find(self.parse(text))
            _bound(self.found)
        self.found.move_to_end(text)
        return self.found[text]

    @_one_at_a_time
    def by_relevance(self, kind: Kind, text: str, found: BitMap) -> Sequence[int]:
        """Return the found entries of the kind, best answer first."""
        key = kind.label, text
        if key not in self.ranked:
            matches = self.matches(text).of(self.shelf(kind).all)
            self.ranked[key] = self._ranked(list(matches.walk()), self.parse(text))
            _bound(self.ranked)
        ranked = self.ranked[key]
        return ranked if len(found) == len(ranked) else [number for number in ranked if number in found]

    def _ranked(self, walked: list[int], query: Query) -> list[int]:
        candidates = walked[: ranking.MOST_RANKED]
        words = Entry.objects.filter(pk__in=candidates).values_list("pk", "words")
        return ranking.best_first(words, query) + walked[ranking.MOST_RANKED :]

    def ranked_now(self, walked: list[int], text: str) -> list[int]:
        """Return these entries of any kind, best answer first."""
        return self._ranked(walked, self.parse(text)) if walked else []

    @_one_at_a_time
    def vocabulary(self) -> dict[str, str]:
        """Return every word that occurs in the catalogue, with the form in which it is shown."""
        if self.words_are_old:
            self.words, self.words_are_old = vocabulary.all_words(), False
        return self.words

    @_one_at_a_time
    def going_on(self, typed: str, most: int) -> list[str]:
        """Return words that begin with what was typed, first those that titles and summaries use most."""
        words = vocabulary.going_on(typed, self.vocabulary(), self._uses)
        found = (word for word in words[: 3 * most] if fulltext.is_found(self.parse(f'"{word}"')))
        return list(islice(found, most))

    def _uses(self, stem: str) -> int:
        """Return how many titles, summaries and names hold the word."""
        return sum(len(shelf.stems.get(stem, ())) for shelf in self.shelves.values())

    def occurs(self, word: str) -> bool:
        """Say whether a public text holds the word or a longer one; one that was withdrawn does not count."""
        return bool(self.matches(word).all)

    def mended(self, text: str) -> str:
        """Return the words that were meant by a search without results, empty where none are known."""
        meant = vocabulary.mended(text, self.vocabulary(), self.occurs)
        return meant if meant and self.matches(meant).all else ""

    @_one_at_a_time
    def almost(self, text: str) -> str:
        """Return the words that were probably meant by a search with results, empty where it seems right."""
        if text not in self.almost_right:
            # Only a word that is not known asks for the newest ones.
            meant = vocabulary.almost(text, self.words, self.occurs) if self.words else ""
            if meant or not self.words:
                meant = vocabulary.almost(text, self.vocabulary(), self.occurs)
            self.almost_right[text] = meant if meant and fulltext.is_found(self.parse(meant)) else ""
            _bound(self.almost_right)
        return self.almost_right[text]


def _bound(kept: OrderedDict[Any, Any]) -> None:
    while len(kept) > MOST_KEPT:
        kept.popitem(last=False)


library = Library()
