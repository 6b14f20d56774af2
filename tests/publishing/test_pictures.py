"""A title is written whole where it fits, smaller where it must be, and cut where nothing else helps."""

import io

import pytest
from PIL import Image, ImageChops

from clusterix.publishing.pictures import ELLIPSIS, LEFT, RIGHT, SIZES, Writing, draw, set_title

GERMAN = "Weiterbildungsangebote für Clustermanagementorganisationen in Niederösterreich und Oberösterreich"
ROMANIAN = (
    "Îmbunătățirea competitivității întreprinderilor mici și mijlocii prin inovație în regiunea Nord-Est"
)


@pytest.mark.parametrize("title", ["PPI", GERMAN, ROMANIAN, GERMAN[:40] + ROMANIAN])
def test_a_title_is_written_whole_within_its_place(title) -> None:
    writing, lines = set_title(title)
    assert " ".join(lines) == title
    assert all(writing.length(line) <= RIGHT - LEFT for line in lines)


def test_a_short_title_is_large_and_a_long_one_small() -> None:
    sizes = [set_title(title)[0].size for title in ("PPI", ROMANIAN, ROMANIAN + GERMAN)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == SIZES[0] > sizes[-1] >= SIZES[-1]


def test_a_word_wider_than_the_picture_and_a_title_without_end_are_cut() -> None:
    writing, lines = set_title(
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    )
    assert lines[0].endswith(ELLIPSIS)
    assert writing.length(lines[0]) <= RIGHT - LEFT
    writing, lines = set_title("Länger als jedes Bild " * 30)
    assert lines[-1].endswith(ELLIPSIS)
    assert not lines[0].endswith(ELLIPSIS)
    assert all(writing.length(line) <= RIGHT - LEFT for line in lines)


def test_the_letters_of_the_partners_languages_are_all_there() -> None:
    writing = Writing("source-serif-4", 60)
    for letter in "äöüßÄÖÜăâîșțĂÂÎȘȚőűŐŰåæøÅÆØéèêëçëïÿœ":
        shape = [run[0].getmask(run[1]) for run in writing.runs(letter)]
        missing = [run[0].getmask("\u4e2d") for run in writing.runs(letter)]
        assert len(shape) == 1, letter
        assert bytes(shape[0]) != bytes(missing[0]), letter


def test_a_letter_that_no_font_has_is_left_out_rather_than_drawn_as_a_box() -> None:
    assert draw("Kind", "Title 中文 😀") == draw("Kind", "Title  ")
    assert draw("Kind", "") != draw("Kind", "Title")


def test_nothing_is_written_beyond_the_margins() -> None:
    written, empty = (Image.open(io.BytesIO(draw("K" * 100, title, "teal"))) for title in (GERMAN * 3, ""))
    for box in ((1110, 0, 1200, 630), (29, 0, 90, 630)):
        parts = [image.convert("RGB").crop(box) for image in (written, empty)]
        assert ImageChops.difference(*parts).getbbox() is None
