"""The picture that goes with a shared link to a record: its kind and its title in its theme's hue."""

import io
import unicodedata
from functools import lru_cache

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630  # pixels: what the networks ask for
PAPER, INK, SOFT, LINE, ACCENT = "#fcfaf6", "#1a1f29", "#525864", "#dbd7cf", "#1f5596"
# The themes' hues on paper, as in static/css/tokens.css.
HUES = {
    "terracotta": "#8c482f",
    "blue": "#345f95",
    "violet": "#764980",
    "green": "#2c6d3e",
    "ochre": "#765809",
    "teal": "#006e74",
}
LEFT, TOP, RIGHT = 96, 84, 1104
TITLE_TOP, TITLE_BOTTOM = 168, 480
SIZES = range(80, 43, -4)  # of a title: as large as it fits, never smaller
LEADING = 1.18
ELLIPSIS = "…"
# The letters of each font file, as in static/css/fonts.css.
LATIN = (*range(0x20, 0x7F), *range(0xA0, 0x100), 0x131, 0x152, 0x153, *range(0x2010, 0x2027), 0x20AC, 0x2122)
EXTENDED = (*range(0x100, 0x131), *range(0x132, 0x152), *range(0x154, 0x180), *range(0x218, 0x21C), 0x1E9E)
FILES = {"latin": frozenset(map(chr, LATIN)), "latin-ext": frozenset(map(chr, EXTENDED))}


@lru_cache(maxsize=64)
def font(cut: str, file: str, size: int) -> ImageFont.FreeTypeFont:
    """Return a self-hosted font; Pillow's FreeType reads woff2 as it is."""
    return ImageFont.truetype(settings.FONTS / f"{cut}-{file}-600-normal.woff2", size)


class Writing:
    """Text of one cut and size, each letter from the file that has it; a letter that none has is left out."""

    def __init__(self, cut: str, size: int) -> None:
        self.cut, self.size = cut, size

    def runs(self, text: str) -> list[tuple[ImageFont.FreeTypeFont, str]]:
        found: list[tuple[str, str]] = []
        for letter in unicodedata.normalize("NFC", text):
            file = next((name for name, letters in FILES.items() if letter in letters), "")
            if file and found and found[-1][0] == file:
                found[-1] = (file, found[-1][1] + letter)
            elif file:
                found.append((file, letter))
        return [(font(self.cut, file, self.size), letters) for file, letters in found]

    def length(self, text: str) -> float:
        return sum(letters.getlength(run) for letters, run in self.runs(text))

    def draw(self, canvas: ImageDraw.ImageDraw, place: tuple[float, float], text: str, colour: str) -> None:
        """Write the text on the base line that begins at the place."""
        x, y = place
        for letters, run in self.runs(text):
            canvas.text((x, y), run, fill=colour, font=letters, anchor="ls")
            x += letters.getlength(run)

    def wrapped(self, text: str, width: float) -> list[str]:
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.length(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def cut_to(self, line: str, width: float) -> str:
        """Return the line with an ellipsis where it is too long."""
        if self.length(line) <= width:
            return line
        line = line.removesuffix(ELLIPSIS)
        while line and self.length(line + ELLIPSIS) > width:
            line = line[:-1].rstrip()
        return line + ELLIPSIS


def set_title(title: str) -> tuple[Writing, list[str]]:
    """Return the title in lines that fit their place: as large as can be, at the smallest size cut."""
    width = RIGHT - LEFT
    for size in SIZES:
        writing = Writing("source-serif-4", size)
        lines = writing.wrapped(title, width)
        most = int((TITLE_BOTTOM - TITLE_TOP) / (size * LEADING))
        if len(lines) <= most and all(writing.length(line) <= width for line in lines):
            return writing, balanced(writing, title, len(lines))
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]}{ELLIPSIS}"]
    return writing, [writing.cut_to(line, width) for line in lines]


def balanced(writing: Writing, title: str, count: int) -> list[str]:
    """Return the title in as many lines of about one length, so that no word stands alone at the end."""
    widths = range((RIGHT - LEFT) // 2, RIGHT - LEFT, 36)
    for width in widths:
        lines = writing.wrapped(title, width)
        if len(lines) == count and all(writing.length(line) <= width for line in lines):
            return lines
    return writing.wrapped(title, RIGHT - LEFT)


def draw(kind: str, title: str, hue: str = "") -> bytes:
    """Return a PNG of the kind and the title; the hue is a theme's colour, or empty."""
    colour = HUES.get(hue, ACCENT)
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    canvas = ImageDraw.Draw(image)
    canvas.rectangle((0, 0, 28, HEIGHT), fill=colour)
    small = Writing("source-sans-3", 34)
    small.draw(canvas, (LEFT, TOP + 34), small.cut_to(kind, RIGHT - LEFT), colour)
    writing, lines = set_title(title)
    for number, line in enumerate(lines):
        baseline = TITLE_TOP + writing.size * (0.95 + number * LEADING)
        writing.draw(canvas, (LEFT, baseline), line, INK)
    canvas.line((LEFT, 508, RIGHT, 508), fill=LINE, width=2)
    name = Writing("source-serif-4", 44)
    name.draw(canvas, (LEFT, 570), "Clusterix", INK)
    _mark(image, colour)
    file = io.BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _mark(image: Image.Image, colour: str) -> None:
    """Draw the three joined points of the portal's icon, four times as large, so that edges are smooth."""
    stamp = Image.new("L", (288, 288))
    pen = ImageDraw.Draw(stamp)
    points = {(81, 189): 36, (198, 207): 27, (171, 81): 45}
    pen.line([(81, 189), (171, 81), (198, 207)], fill=255, width=14, joint="curve")
    for (x, y), radius in points.items():
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    image.paste(colour, (RIGHT - 72, 516), stamp.resize((72, 72), Image.Resampling.LANCZOS))
