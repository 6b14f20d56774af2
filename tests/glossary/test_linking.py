"""Terms become links where a text uses them first: whatever the terms are, and whatever the text is."""

from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clusterix.glossary.linking import Linking, Spelling
from clusterix.publishing.prose import clean, safe

TERMS = {
    "cluster": "/glossary/cluster/",
    "clusters": "/glossary/cluster/",
    "cluster management organisation": "/glossary/cluster-management-organisation/",
    "R&D": "/glossary/research/",
    "RIS3": "/glossary/smart-specialisation/",
}
HOSTILE = (
    "<script>",
    "</p>",
    '"><img src=x onerror=alert(1)>',
    "&lt;",
    "a",
    "é",
    "e\u0301",
    "o\u0336",
    "\u0336",
    "",
)
PIECES = (
    *("cluster", "Clusters", "cluster management organisation", "R&D", "RIS3", " ", "\xa0", "\n", ". "),
    *("<b>", "</b>", "<em>", "</em>", "<p>", "</p>", "<ul><li>", "</li></ul>", "<br>", "&amp;", "&lt;", "-"),
    *('<a href="https://example.org/cluster">', "</a>", "<code>", "</code>", *HOSTILE),
)
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=25).map("".join)
spelled = st.lists(st.sampled_from([*TERMS, *HOSTILE]) | st.text(max_size=5), max_size=6)


class Read(HTMLParser):
    """What a reader gets of a text: its words, its links, and how deep links stand in one another."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.links, self.inside, self.deepest = "", list[str](), 0, 0
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == [], "each element that begins ends"

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag != "br":
            self.open.append(tag)
        if tag == "a":
            self.inside += 1
            self.deepest = max(self.deepest, self.inside)
            if dict(attrs).get("class") == "term":
                self.links.append(dict(attrs)["href"])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, "no element ends within another"
        self.inside -= tag == "a"

    def handle_data(self, data: str) -> None:
        self.words += data


def linking(terms: dict[str, str] | None = None) -> Linking:
    told = TERMS if terms is None else terms
    return Linking(lambda: [Spelling(words, address) for words, address in told.items()])


def linked(html: str) -> list[str]:
    return Read(linking().prose(clean(html))).links


@given(texts, spelled)
@example("<p>cluster</p>", ["<script>"])
@example("<p>o\u0336cluster\u0336 cluster</p>", ["cluster"])
def test_links_change_no_word_never_nest_and_come_once(text, words) -> None:
    html = clean(text)
    addresses = {word: f"/glossary/{number // 2}/" for number, word in enumerate(words)}
    page = linking(addresses)
    before, after = Read(safe(html)), Read(page.prose(html))
    assert after.words == before.words
    assert after.deepest <= 1
    assert len(after.links) == len(set(after.links))
    assert set(after.links) <= set(addresses.values())
    assert Read(page.prose(html)).links == [], "each is linked once on a page, however many texts it has"


@given(texts, spelled)
def test_plain_words_stay_words(text, words) -> None:
    page = linking({word: f"/glossary/{number}/" for number, word in enumerate(words)})
    assert Read(page.plain(text)).words == text


@given(texts)
def test_without_terms_prose_stays_as_it_is(text) -> None:
    html = clean(text)
    assert linking({}).prose(html) == safe(html)


def test_a_term_is_linked_at_its_first_use_whatever_its_capitals() -> None:
    html = linking().prose("<p>Clusters first, clusters again. A cluster, too.</p>")
    assert html == (
        '<p><a class="term" href="/glossary/cluster/">Clusters</a> first, clusters again. A cluster, too.</p>'
    )


def test_the_longest_term_counts_even_where_it_is_linked_already() -> None:
    html = "<p>A cluster management organisation. Another cluster management organisation. A cluster.</p>"
    page = linking().prose(html)
    assert page.count('class="term"') == 2
    assert page.endswith('A <a class="term" href="/glossary/cluster/">cluster</a>.</p>')


@pytest.mark.parametrize(
    "text",
    [
        "clustering",
        "Subcluster",
        "cross-cluster",
        "cluster-based",
        "cluster\u0336",
        "c\u0336luster",
        "clu\xadster",
        "info@cluster",
        "https://example.org/cluster",
    ],
)
def test_no_part_of_a_word_is_linked(text) -> None:
    assert linked(f"<p>{text}</p>") == []


@pytest.mark.parametrize(
    "text", ["cluster", "(cluster)", "“cluster”", "cluster’s", "CLUSTER", "the cluster."]
)
def test_a_whole_word_is_linked(text) -> None:
    """The control of the test above."""
    assert linked(f"<p>{text}</p>") == ["/glossary/cluster/"]


def test_no_link_stands_within_a_link() -> None:
    html = '<p><a href="https://example.org/">A <em>cluster</em></a>, then a cluster</p>'
    page = linking().prose(clean(html))
    assert Read(page).deepest == 1
    assert page.index('class="term"') > page.index("then")


def test_terms_with_signs_and_spaces_of_any_kind_are_found() -> None:
    assert linked("<p>R&amp;D in a cluster\xa0management\n organisation</p>") == [
        "/glossary/research/",
        "/glossary/cluster-management-organisation/",
    ]


def test_a_term_has_no_link_to_the_page_that_it_is_on() -> None:
    told = [Spelling(words, address) for words, address in TERMS.items()]
    page = Linking(lambda: told, here="/glossary/cluster/")
    assert Read(page.prose("<p>A cluster with RIS3</p>")).links == ["/glossary/smart-specialisation/"]


def test_a_long_text_and_a_long_spelling_take_no_time_together() -> None:
    page = linking({"a " * 150: "/glossary/a/"})
    assert page.plain("a b " * 20_000).count("<a") == 0
