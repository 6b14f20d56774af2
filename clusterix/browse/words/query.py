"""What a search asks for: words, "phrases" and -exclusions, with what the field says instead of them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from .analysis import Word, words_of

MOST_OTHERS = 20  # ways to say the same, of one wish
LONGEST_QUERY, MOST_WORDS = 200, 10  # every further word costs the database another pass
SHORTEST_BEGINNING = 4  # from so many letters on a word finds longer ones: "clust" does, "sea" does not
PART = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
# Too frequent to tell records apart; looked for only where nothing else is typed, and in phrases.
STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "can",
        "for",
        "from",
        "has",
        "have",
        "how",
        "in",
        "into",
        "is",
        "it",
        "its",
        "not",
        "of",
        "on",
        "or",
        "our",
        "that",
        "the",
        "their",
        "there",
        "these",
        "they",
        "this",
        "to",
        "was",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "will",
        "with",
        "you",
        "your",
    ]
)


@dataclass(frozen=True)
class Term:
    """One word of a search; in a phrase its stem counts, elsewhere also what begins like it."""

    word: Word

    @property
    def is_beginning(self) -> bool:
        return len(self.word.full) >= SHORTEST_BEGINNING


@dataclass(frozen=True)
class Phrase:
    """Words in their order, next to each other."""

    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Together:
    """Words that all have to be there, anywhere."""

    terms: tuple[Term, ...]


Way = Phrase | Together


@dataclass(frozen=True)
class Wish:
    """One thing that a search asks for, and every way in which a record can meet it."""

    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Query:
    wanted: tuple[Wish, ...] = ()
    unwanted: tuple[Wish, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted)

    @property
    def terms(self) -> Iterator[Term]:
        """Yield every term that a record may be found by."""
        for wish in self.wanted:
            for way in wish.ways:
                yield from way.terms


def understood(typed: str) -> tuple[str, str]:
    """Return what counts of the text that was typed, and a sentence for people where some does not."""
    readable = "".join(
        " " if unicodedata.category(letter) in ("Cc", "Cs") else letter for letter in typed[:5000]
    )
    parts = readable.split()
    query, notice = " ".join(parts[:MOST_WORDS]), ""
    if len(query) > LONGEST_QUERY:
        query = query[:LONGEST_QUERY].rstrip()
        notice = gettext("The search was longer than %(limit)s characters; the rest was left out.")
        notice %= {"limit": LONGEST_QUERY}
    elif len(parts) > MOST_WORDS:
        notice = gettext("The search had more than %(limit)s words; the rest was left out.")
        notice %= {"limit": MOST_WORDS}
    if query and not words_of(query):
        return "", gettext("“%(search)s” holds no word to look for.") % {"search": query[:60]}
    return query, notice


def parse(text: str, synonyms: Iterable[Sequence[Phrase]] = ()) -> Query:
    """Read a search. No text is wrong: signs that mean nothing are left out."""
    wanted: list[Way] = []
    unwanted: list[Way] = []
    for part in PART.finditer(text):
        words = words_of(part["phrase"] if part["phrase"] is not None else part["word"])
        if not words:
            continue
        terms = tuple(Term(word) for word in words)
        # "public-private" is two words next to each other, as in a phrase.
        way: Way = Phrase(terms) if part["phrase"] is not None or len(terms) > 1 else Together(terms)
        (unwanted if part["minus"] else wanted).append(way)
    if not wanted:
        wanted, unwanted = unwanted, []
    telling = [way for way in wanted if isinstance(way, Phrase) or not _is_stop_word(way)]
    return Query(
        tuple(_wishes(telling or wanted, list(synonyms))),
        tuple(Wish((way,)) for way in unwanted),
    )


def _is_stop_word(way: Way) -> bool:
    return all(term.word.full in STOP_WORDS for term in way.terms)


def _wishes(ways: list[Way], synonyms: list[Sequence[Phrase]]) -> Iterator[Wish]:
    """Yield what is asked for; the longest run of words with a synonym is one wish, in any of its ways."""
    at = 0
    while at < len(ways):
        for end in range(len(ways), at, -1):
            if others := _others(ways[at:end], synonyms):
                terms = tuple(term for way in ways[at:end] for term in way.terms)
                own = ways[at] if end == at + 1 else Together(terms)
                yield Wish((own, *others))
                at = end
                break
        else:
            yield Wish((ways[at],))
            at += 1


def _others(ways: list[Way], synonyms: list[Sequence[Phrase]]) -> list[Phrase]:
    """Return what means the same as the words typed one after the other; words like "and" do not matter."""
    typed = _telling(term for way in ways for term in way.terms)
    found = {}
    for group in synonyms:
        if any(_telling(phrase.terms) == typed for phrase in group):
            found.update({stems(phrase.terms): phrase for phrase in group if _telling(phrase.terms) != typed})
    return list(found.values())[:MOST_OTHERS]


def _telling(terms: Iterable[Term]) -> tuple[str, ...]:
    return stems(term for term in terms if term.word.full not in STOP_WORDS)


def stems(terms: Iterable[Term]) -> tuple[str, ...]:
    return tuple(term.word.stem for term in terms)


def phrase_of(text: str) -> Phrase:
    return Phrase(tuple(Term(word) for word in words_of(text)))


def in_title(query: Query) -> Query:
    """Return the search without its exclusions, every way loosened to words: what a title has to hold."""
    loose = tuple(Wish(tuple(Together(way.terms) for way in wish.ways)) for wish in query.wanted)
    return replace(query, wanted=loose, unwanted=())
