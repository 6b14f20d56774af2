"""Prose: long texts with paragraphs, lists, quotes, stressed words and links, kept as HTML of these tags.

No headings: the same text stands in pages, cards and tables, below headings of any level.
"""

import re
from html import unescape
from typing import Any

import nh3

from .nesting import shallow

BLOCKS = ("p", "ul", "ol", "li", "blockquote")
TAGS = {*BLOCKS, "strong", "em", "a", "br"}
# What other programs write for the same.
MEANT = {"b": "strong", "i": "em", "div": "p", **{f"h{level}": "p" for level in range(1, 7)}}
MOST_TURNS = 20
REL = "noopener nofollow"
LINKS: dict[str, Any] = {
    "attributes": {"a": {"href"}, "*": set()},
    "url_schemes": {"http", "https", "mailto"},
    "url_relative": "deny",
    "link_rel": REL,
}
safe = nh3.Cleaner(tags=TAGS, **LINKS).clean
_generous = nh3.Cleaner(tags=TAGS | set(MEANT), **LINKS).clean

OTHER_NAMES = re.compile(rf"(?<=<)(/?)({'|'.join(MEANT)})(?=>)")
BLOCK = rf"(?:{'|'.join(BLOCKS)})"
BEGINS_BLOCK = re.compile(rf"<{BLOCK}>")
SPACE = re.compile(r"[ \t\r\n\f]+")  # what a browser takes for one space
AROUND_BLOCKS = re.compile(rf" *(</?(?:{BLOCK}|br)>) *")
LEADS_NOWHERE = re.compile(rf'<a rel="{REL}">(.*?)</a>')
EMPTY = re.compile(r"<(p|ul|ol|li|blockquote|strong|em|a)(?: [^>]*)?>(?:\s|&nbsp;|<br>)*</\1>")
ONE_PARAGRAPH = re.compile(rf"<li><p>((?:(?!</?{BLOCK}>).)*)</p>(?=</li>|<ul>|<ol>)")
BLANK_LINES = re.compile(r"\n\s*\n")


class Cleaned(str):
    """A text that `clean` has returned, and need not clean once more on its way into the database."""

    __slots__ = ()


def clean(html: str) -> str:
    """Return the allowed part of a text, in its one way of writing; nothing where it holds no words.

    A text without a paragraph is taken as people type it: a blank line begins a new one.
    """
    return html if isinstance(html, Cleaned) else Cleaned(_clean(html))


def _clean(html: str) -> str:
    html = _generous(shallow(html.replace("\0", ""), TAGS | set(MEANT)))
    html = OTHER_NAMES.sub(lambda found: found[1] + MEANT[found[2]], html)
    for _turn in range(MOST_TURNS):  # what is taken away may leave something empty around it
        before, html = html, _tidy(safe(shallow(_in_blocks(html), TAGS)))
        if html == before:
            break
    return safe(html)


def _in_blocks(html: str) -> str:
    return html if BEGINS_BLOCK.search(html) else _paragraphs(html)


def _tidy(html: str) -> str:
    html = LEADS_NOWHERE.sub(r"\1", html)
    html = AROUND_BLOCKS.sub(r"\1", SPACE.sub(" ", html).strip())
    return ONE_PARAGRAPH.sub(r"<li>\1", EMPTY.sub("", html))


def from_plain(text: str) -> str:
    """Return plain words as prose: a blank line begins a paragraph, a line break stays one."""
    text = text.replace("\0", "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _paragraphs(text.replace("\xa0", "&nbsp;"))


def _paragraphs(text: str) -> str:
    """Put what blank lines part into paragraphs."""
    parts = BLANK_LINES.split(text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = (part.strip().split("\n") for part in parts)
    told = ("<br>".join(SPACE.sub(" ", line).strip(" ") for line in part) for part in lines)
    return EMPTY.sub("", "".join(f"<p>{part}</p>" for part in told))


ENDS = re.compile(r"</?(?:p|ul|ol|blockquote)>")
NEW_LINE = re.compile(r"<br>|<li>")
TAG = re.compile(r"<[^>]*>")


def to_plain(html: str) -> str:
    """Return the words of cleaned prose: a blank line between paragraphs, each item of a list on a line."""
    text = TAG.sub("", NEW_LINE.sub("\n", ENDS.sub("\n\n", html)))
    return unescape(re.sub(r"\n{3,}", "\n\n", text).strip("\n"))
