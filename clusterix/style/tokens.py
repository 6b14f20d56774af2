"""The tokens of `tokens.css` as the page shows them: colours with their contrasts, and sizes."""

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from django.contrib.staticfiles import finders

TOKEN = re.compile(r"^\s*--([\w-]+):\s*(.+?);", re.MULTILINE)
COLOUR = re.compile(r"light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
PAPER = "paper"


@dataclass(frozen=True)
class Colour:
    """A colour token, and how its two values stand out from the paper of their scheme."""

    name: str
    light: str
    dark: str
    light_contrast: float
    dark_contrast: float


def tokens() -> dict[str, str]:
    """Return every token's value by its name, as the file writes it."""
    return dict(TOKEN.findall(Path(str(finders.find("css/tokens.css"))).read_text()))


def colours() -> list[Colour]:
    pairs = {name: found.groups() for name, value in tokens().items() if (found := COLOUR.fullmatch(value))}
    light_paper, dark_paper = pairs[PAPER]
    return [
        Colour(name, light, dark, contrast(light, light_paper), contrast(dark, dark_paper))
        for name, (light, dark) in pairs.items()
    ]


def sizes(beginning: str) -> list[tuple[str, str]]:
    """Return names and values of the tokens whose name begins so, such as "space"."""
    return [(name, value) for name, value in tokens().items() if name.split("-")[0] == beginning]


def others() -> list[tuple[str, str]]:
    """Return the tokens that are neither colour nor size of text or space."""
    shown = {colour.name for colour in colours()} | {
        name for kind in ("text", "space") for name, _ in sizes(kind)
    }
    return [(name, value) for name, value in tokens().items() if name not in shown]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 counts it, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour such as "#1a1f29", from 0 to 1."""
    channels = [int(colour[start:end], 16) / 255 for start, end in pairwise((1, 3, 5, 7))]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
