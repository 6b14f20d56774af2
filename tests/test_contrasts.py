"""What is no text but has to be seen stands out 3 to 1 from what it lies on (WCAG 2.2, 1.4.11)."""

import pytest

from clusterix.style.tokens import colours, contrast

LEAST = 3
HUES = ("hue-terracotta", "hue-blue", "hue-violet", "hue-green", "hue-ochre", "hue-teal")
SEEN_ON = [
    ("line-strong", "paper", "borders of fields and chips"),
    ("line-strong", "paper-raised", "borders of chips"),
    ("accent", "paper", "rings of the focus, lines of progress"),
    ("accent", "paper-raised", "rings of the focus in the footer"),
    ("accent", "land", "rings of the focus, and arcs without a theme"),
    ("ink", "paper", "points of maps at sea, marks of the timeline, signs"),
    ("ink", "land", "points of maps"),
    ("ink", "paper-raised", "marks of the timeline in years that are left out"),
    *((hue, ground, "arcs and marks") for hue in HUES for ground in ("paper", "paper-raised", "land")),
]
# Hairlines part what the space parts already, and the coast only draws the land.
ORNAMENT = ("line", "coast")


def pale(name: str, ground: str) -> dict[str, float]:
    """Return the contrast in each scheme in which it is less than it has to be."""
    by_name = {colour.name: colour for colour in colours()}
    above, below = by_name[name], by_name[ground]
    found = {"light": contrast(above.light, below.light), "dark": contrast(above.dark, below.dark)}
    return {scheme: ratio for scheme, ratio in found.items() if ratio < LEAST}


@pytest.mark.parametrize(("name", "ground", "what"), SEEN_ON)
def test_what_has_to_be_seen_stands_out(name, ground, what) -> None:
    assert pale(name, ground) == {}, what


@pytest.mark.parametrize("name", ORNAMENT)
def test_a_colour_that_is_too_pale_would_be_noticed(name) -> None:
    """The control: colours of mere ornament, which no control and no picture may rest on."""
    assert set(pale(name, "paper")) == {"light", "dark"}
