"""Terms of the glossary in the texts of a page: each becomes a link where the page uses it first."""

from collections.abc import Callable, Iterable
from functools import cached_property
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple

from clusterix.browse.catalogue.gathered import gathered
from clusterix.publishing.prose import safe
from clusterix.publishing.seeing import looking

from .models import Term
from .words import Known


class Spelling(NamedTuple):
    """One way to write a term, and the address of the term's page."""

    words: str
    address: str


def spellings() -> list[Spelling]:
    """Return every spelling of every public term, kept until any content changes."""
    return gathered(_read)


@looking(None)  # a preview shows no term that others do not see
def _read() -> list[Spelling]:
    terms = Term.objects.published().order_by("slug")
    return [Spelling(words, term.get_absolute_url()) for term in terms for words in term.all_spellings]


class Linking:
    """The terms that one page may still link: each once, and none that has its page here."""

    def __init__(self, read: Callable[[], Iterable[Spelling]] = spellings, here: str = "") -> None:
        self.read = read
        self.linked = {here}

    @cached_property
    def known(self) -> Known:
        """Return the address of each term by its spellings."""
        return Known(self.read())

    def prose(self, html: str) -> str:
        """Return cleaned prose with links to the terms in it; nothing within a link is touched."""
        return _Writing(self, html).html

    def plain(self, text: str) -> str:
        """Return plain words as HTML with links to the terms in them."""
        return "".join(self._piece(*piece) for piece in self.known.found(text))

    def _piece(self, words: str, address: str) -> str:
        if not address or address in self.linked:
            return _escaped(words)
        self.linked.add(address)
        return f'<a class="term" href="{escape(address)}">{_escaped(words)}</a>'


def _escaped(text: str) -> str:
    """Return the text as the cleaner of prose writes it."""
    return escape(text, quote=False).replace("\xa0", "&nbsp;")


class _Writing(HTMLParser):
    """Prose read once more and written as it is, but for the terms in its texts."""

    def __init__(self, linking: Linking, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.linking, self.pieces, self.links = linking, list[str](), 0
        self.feed(safe(html))
        self.close()
        self.html = "".join(self.pieces)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.links += tag == "a"
        self.pieces.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self.links -= tag == "a"
        self.pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.pieces.append(_escaped(data) if self.links else self.linking.plain(data))
