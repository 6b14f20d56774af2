"""The same search in the words of either database: FTS5 of SQLite, tsquery of PostgreSQL.

All words are letters, digits, "&", ":" and "=" of the analyser, so that nothing has to be escaped.
"""

from .query import Phrase, Query, Term, Way, Wish


class Dialect:
    """How a database writes a search."""

    both, either, but_not = " AND ", " OR ", " NOT "
    phrase_start, between, phrase_end = '"', " ", '"'
    sql = ""

    def word(self, word: str, is_beginning: bool = False) -> str:
        raise NotImplementedError

    def search(self, query: Query, marks: tuple[str, ...] = (), is_unfinished: bool = False) -> str:
        """Return the search; with marks, as a search of these fields only.

        Of an unfinished one, every word counts as the beginning of one, however short.
        """
        if is_unfinished:
            return self._all([self._beginnings(wish, marks) for wish in query.wanted])
        text = self._all([self._wish(wish, marks) for wish in query.wanted])
        for wish in query.unwanted if not marks else ():
            text = f"({text}{self.but_not}{self._wish(wish, ())})"
        return text

    def _beginnings(self, wish: Wish, marks: tuple[str, ...]) -> str:
        words = [
            f"{mark}{form}" for term in wish.ways[0].terms for mark in marks for form in term.word.spellings
        ]
        return self._any([self.word(word, is_beginning=True) for word in words])

    def _wish(self, wish: Wish, marks: tuple[str, ...]) -> str:
        return self._any([self._way(way, marks) for way in wish.ways])

    def _way(self, way: Way, marks: tuple[str, ...]) -> str:
        if isinstance(way, Phrase) and len(way.terms) > 1 and not marks:
            inner = self.between.join(self.phrase_word(term.word.stem) for term in way.terms)
            return f"({self.phrase_start}{inner}{self.phrase_end})"
        in_full = isinstance(way, Phrase)
        return self._all([self._term(term, marks, in_full) for term in way.terms])

    def phrase_word(self, word: str) -> str:
        return word

    def _term(self, term: Term, marks: tuple[str, ...], in_full: bool) -> str:
        is_beginning = term.is_beginning and not in_full
        if marks:
            forms = dict.fromkeys((term.word.stem, *term.word.spellings))
            return self._any([self.word(mark + form, is_beginning) for mark in marks for form in forms])
        whole = [self.word(f"={spelling}", is_beginning) for spelling in term.word.spellings]
        return self._any([self.word(term.word.stem), *whole])

    def _all(self, parts: list[str]) -> str:
        return f"({self.both.join(parts)})"

    def _any(self, parts: list[str]) -> str:
        return f"({self.either.join(parts)})"


class Fts5(Dialect):
    sql = "SELECT rowid FROM browse_fulltext WHERE browse_fulltext MATCH %s"

    def word(self, word: str, is_beginning: bool = False) -> str:
        return f'"{word}"{" *" if is_beginning else ""}'


class TsQuery(Dialect):
    both, either, but_not = " & ", " | ", " & !"
    phrase_start, between, phrase_end = "", " <-> ", ""
    sql = "SELECT id FROM browse_entry WHERE vector @@ %s::tsquery"

    def word(self, word: str, is_beginning: bool = False) -> str:
        return f"'{word}'{':*' if is_beginning else ''}"

    def phrase_word(self, word: str) -> str:
        return self.word(word)


DIALECTS: dict[str, Dialect] = {"sqlite": Fts5(), "postgresql": TsQuery()}
