"""Pictures of pages as people see them, kept at a quarter of their size, and how far two of them differ."""

import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops

from clusterix.environment import ROOT
from tests.browser.addresses import PAGES
from tests.browser.keeping import DIFFERING, KEPT, RENEWING

FOLDER = KEPT / "pictures"
WIDTHS = (360, 768, 1280)
SCHEMES = ("light", "dark")
LONGEST = 4_000  # pixels of a page from its top: the rest repeats what stands above
LONGEST_OF = {"style": 60_000}  # of which no part repeats another: it is kept whole
REDUCED = 4  # times smaller: a letter's edges melt into its colour, and all pictures together weigh 3 MB
TILE = 4  # pixels of a kept picture, 16 of the page
STEP = 12  # of 255, between the shades that a kept picture has
OTHER = 14  # of 255: from this mean difference on, a tile is another one
MOST_TILES = 2  # that may be others all the same
MOST_HEIGHT = 4  # pixels of the page


@dataclass
class Difference:
    """How far a picture differs from the one that was kept."""

    height: int  # pixels of the page
    tiles: int
    share: float  # of all tiles
    shown: Image.Image

    def __bool__(self) -> bool:
        return abs(self.height) > MOST_HEIGHT or self.tiles > MOST_TILES

    def __str__(self) -> str:
        height = f", its height by {self.height:+d} px" if self.height else ""
        return f"{self.share:.1%} of its tiles ({self.tiles}) changed{height}"


def names() -> set[str]:
    """Return the names of all pictures that are kept."""
    return {name_of(page, width, scheme) for page in PAGES for width in WIDTHS for scheme in SCHEMES}


def name_of(page: str, width: int, scheme: str) -> str:
    return f"{page}-{width}-{scheme}.webp"


def open_drawn(visit: Any, address: str) -> None:
    """Open the page in the portal's own letters, even those that the page would leave out as too late."""
    visit.go(address)
    letters = (ROOT / "static/css/fonts.css").read_text()
    visit.plant(re.sub(r"font-display: \w+", "font-display: block", letters.replace('"../', '"/static/')))
    visit.settle()
    lost = visit.page.evaluate(
        "[...document.fonts].filter(one => one.status === 'error').map(one => one.family)"
    )
    assert not lost, f"{address} is drawn without {', '.join(sorted(set(lost)))}"


def picture(visit: Any, scheme: str, longest: int = LONGEST) -> Image.Image:
    """Return the page as it stands, from its top, in its own size."""
    page = visit.page
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    visit.settle()
    width, height = page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
    shot = page.screenshot(
        full_page=True,
        clip={"x": 0, "y": 0, "width": width, "height": min(height, longest)},
        animations="disabled",
        caret="hide",
    )
    return Image.open(io.BytesIO(shot)).convert("RGB")


def compare(kept: Image.Image, now: Image.Image) -> Difference:
    """Return how far two reduced pictures differ, tile by tile, over what both show."""
    box = (0, 0, min(kept.width, now.width), min(kept.height, now.height))
    red, green, blue = ImageChops.difference(kept.crop(box), now.crop(box)).split()
    shown = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    tiles = shown.reduce(TILE)
    changed = sum(tiles.histogram()[OTHER:])
    share = changed / (tiles.width * tiles.height)
    return Difference((now.height - kept.height) * REDUCED, changed, share, shown)


def compare_with_kept(visit: Any, page: str, width: int, scheme: str) -> list[str]:
    """Return a sentence on how the page differs from its kept picture, if it does; keeps it when renewing."""
    file = FOLDER / name_of(page, width, scheme)
    whole = picture(visit, scheme, LONGEST_OF.get(page, LONGEST))
    now, before = whole.reduce(REDUCED), opened(file) if file.exists() else None
    found = compare(before, now) if before else None
    if found is not None and not found:
        return []
    if RENEWING:
        keep(now, file)
        return []
    if before is None or found is None:
        return [f"{page} at {width} px, {scheme}: no picture is kept; `make keep` keeps one."]
    place = leave(file.stem, {"kept": before, "now": whole, "difference": found.shown})
    return [f"{page} at {width} px, {scheme}: {found}; see {place}-kept.png, …-now.png and …-difference.png"]


def opened(file: Path) -> Image.Image:
    with Image.open(file) as picture:
        return picture.convert("RGB")


def keep(reduced: Image.Image, file: Path) -> None:
    """Write a picture in few shades, none of them off by more than half a step, and without other losses."""
    file.parent.mkdir(parents=True, exist_ok=True)
    shades = reduced.point(lambda value: min(255, round(value / STEP) * STEP))
    shades.save(file, "WEBP", lossless=True, quality=80, method=6)


def leave(name: str, pictures: dict[str, Image.Image]) -> Path:
    """Write pictures for people to look at, and return what their names start with."""
    DIFFERING.mkdir(parents=True, exist_ok=True)
    for kind, one in pictures.items():
        one.save(DIFFERING / f"{name}-{kind}.png")
    return DIFFERING / name
