"""A text with very many tags is made shallow before it is cleaned, and no word of it is lost."""

import itertools
import re

import nh3
import pytest
from hypothesis import given

from clusterix.publishing.nesting import DEEPEST, MOST_TAGS, shallow
from clusterix.publishing.prose import MEANT, TAGS, clean, safe, to_plain
from tests.publishing.test_prose import TEXTS

ALLOWED = TAGS | set(MEANT)


def depth(html: str) -> int:
    """Return how many elements stand in one another at the deepest place of well-formed markup."""
    depths = itertools.accumulate(-1 if tag.startswith("</") else 1 for tag in re.findall(r"</?[a-z]+", html))
    return max(depths, default=0)


DEEP = ("<blockquote>", "<ul>", "<ul><li>", "<div>", "<b>", "<b class=x>", "<i><p>", "</p><ol>", "<ul/ ='>")


@pytest.mark.parametrize("tag", DEEP)
def test_a_text_that_is_nested_too_deep_is_made_shallow_and_keeps_its_words(tag) -> None:
    words = [f"word{number}" for number in range(5_000)]
    written = " ".join(tag + word for word in words)
    assert depth(shallow(written, ALLOWED)) <= DEEPEST, "what the parser reads"
    kept = clean(written)
    assert depth(kept) <= DEEPEST + 1, "with the paragraph around words that have none"
    assert to_plain(kept).split() == words
    assert clean(kept) == kept


def test_a_deep_text_would_reach_the_parser_without_its_guard() -> None:
    """The control: the parser keeps every level."""
    assert depth(nh3.clean("<blockquote>" * 2_000 + "word")) == 2_000


def test_what_stands_behind_too_deep_a_place_keeps_its_markup() -> None:
    deep = "<blockquote>" * 2_000 + "<p>deep</p><p>words</p>" + "</blockquote>" * 2_000
    behind = (
        '<p>one <strong>two</strong> <a href="https://a.org/?a=1&amp;b=2" rel="noopener nofollow">3</a></p>'
    )
    assert clean(deep + behind).endswith(f"</blockquote>{behind}")
    assert to_plain(clean(deep)).split() == ["deep", "words"]


def test_a_long_text_that_is_not_deep_stays_as_it_is() -> None:
    written = "".join(
        f"<p>a &lt; b &amp; {n}<br><em>c</em>&nbsp;d</p><ul><li>e<ul><li>f</li></ul></li><li>g</li></ul>"
        for n in range(500)
    )
    assert clean(written) == written
    assert (
        clean(written.replace("</p>", "").replace("</li>", "").replace("<em>", "<EM CLASS='a>b'>")) == written
    )


@given(TEXTS)
def test_a_text_among_very_many_tags_is_cleaned_like_any_other(text) -> None:
    kept = clean(MANY + text)
    assert clean(kept) == kept
    assert safe(kept) == kept


MANY = "<p>word</p>" * (MOST_TAGS // 2 + 1)
