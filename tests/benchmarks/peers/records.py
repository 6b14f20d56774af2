"""The practices, read from the portal's database and written as one plain table for the peers."""

import re
import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import snowballstemmer

from ..programs import say
from .measuring import Wrong

STORY = (
    *("problem", "approach", "beneficiaries", "resources"),
    *("evidence", "difficulties", "transferability", "limits"),
)
# What our search looks through, and so what the peers' searches look through.
SEARCHED = ("title", "summary", "organisation", "partner", "tags", *STORY)
FACETS = ("country", "scope", "outcome", "theme")
COLUMNS = ("id", "slug", *SEARCHED, *FACETS, "themes", "start_on")
LEAST, MOST, MIDDLE = 0.02, 0.06, 0.04  # shares of the records that hold a medium word
LETTERS = re.compile("[a-z]{4,}")

READ = f"""
    SELECT practice.id, practice.slug, title, practice.summary, organisation,
        coalesce(partner.short_name || ' ' || partner.name, '') AS partner,
        (SELECT coalesce(group_concat(tag.name, ', '), '') FROM practices_taggedpractice AS tagged
            JOIN taggit_tag AS tag ON tag.id = tagged.tag_id
            WHERE tagged.content_object_id = practice.id) AS tags,
        {", ".join(STORY)}, practice.country, scope, outcome,
        (SELECT name FROM practices_practice_working_groups AS belongs
            JOIN workgroups_workinggroup AS theme ON theme.id = belongs.workinggroup_id
            WHERE belongs.practice_id = practice.id ORDER BY belongs.id LIMIT 1) AS theme,
        (SELECT coalesce(group_concat(short_name, ', '), '') FROM practices_practice_working_groups AS belongs
            JOIN workgroups_workinggroup AS theme ON theme.id = belongs.workinggroup_id
            WHERE belongs.practice_id = practice.id) AS themes,
        start_on
    FROM practices_practice AS practice LEFT JOIN partners_partner AS partner ON partner.id = partner_id
    WHERE practice.status = 'published' ORDER BY told DESC, title
"""  # noqa: S608 - names of columns


@dataclass(frozen=True)
class Word:
    """A word and the number of practices that hold it."""

    text: str
    practices: int


def write(source: Path, target: Path) -> None:
    """Copy the practices into a file with one table, its full-text index and an index for each facet."""
    say("Copying the practices for the peers")
    with closing(sqlite3.connect(source)) as ours, closing(sqlite3.connect(target)) as peers:
        peers.execute(f"CREATE TABLE practices ({_columns()})")
        places = ", ".join("?" * len(COLUMNS))
        peers.executemany(f"INSERT INTO practices VALUES ({places})", ours.execute(READ))  # noqa: S608
        for facet in FACETS:
            peers.execute(f"CREATE INDEX practices_{facet} ON practices ({facet})")
        searched = ", ".join(SEARCHED)
        # The double quotes are what Datasette knows the index by.
        peers.execute(
            "CREATE VIRTUAL TABLE practices_fts USING fts5("
            f'{searched}, content="practices", content_rowid="id")'
        )
        peers.execute("INSERT INTO practices_fts(practices_fts) VALUES ('rebuild')")
        peers.execute("INSERT INTO practices_fts(practices_fts) VALUES ('optimize')")
        peers.commit()
        peers.execute("ANALYZE")
        peers.commit()


def _columns() -> str:
    return ", ".join("id INTEGER PRIMARY KEY" if name == "id" else f"{name} TEXT" for name in COLUMNS)


def medium_words(practices: Path, most: int) -> list[Word]:
    """Return words that 2 to 6 % of the practices hold, those nearest to 4 % first.

    No two words of the records share the stem of one of them: with and without stems, the same is found.
    """
    counts: Counter[str] = Counter()
    with closing(sqlite3.connect(practices)) as file:
        texts = file.execute(f"SELECT {' || char(10) || '.join(SEARCHED)} FROM practices")  # noqa: S608
        total = 0
        for (text,) in texts:
            total += 1
            counts.update(set(re.findall(r"\w+", text.lower())))
    stem = snowballstemmer.stemmer("english").stemWord
    of_stem: defaultdict[str, list[str]] = defaultdict(list)
    for word in counts:
        of_stem[stem(word)].append(word)
    medium = [
        Word(word, count)
        for word, count in counts.items()
        if LEAST * total <= count <= MOST * total
        and LETTERS.fullmatch(word)
        and len(of_stem[stem(word)]) == 1
    ]
    if not medium:
        raise Wrong("no word is in 2 to 6 % of the practices; measure with more of them.")
    return sorted(medium, key=lambda word: (abs(word.practices - MIDDLE * total), word.text))[:most]
