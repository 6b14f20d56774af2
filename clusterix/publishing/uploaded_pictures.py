"""Pictures as they come in: looked at, turned upright, made smaller and drawn anew.

Nothing of the file that came is kept but its pixels: no place where it was taken, no camera, no comment, no
bytes behind its end. What kind of picture it is, its content says, never its name.
"""

import io
from contextlib import suppress
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

LONGEST_EDGE = 1600  # pixels of what is kept: sharp on a wide screen, some 300 KB
LARGEST_EDGE = 12_000  # pixels of what comes in; larger than any camera's
LARGEST_MEGAPIXELS = 40
QUALITY = 85
# By the content's format: the format and the ending of what is kept, and how it is written. MPO is what some
# cameras make of a JPEG with a preview.
KEPT: dict[str, tuple[str, str, dict[str, Any]]] = {
    "JPEG": ("JPEG", "jpg", {"quality": QUALITY, "progressive": True}),
    "MPO": ("JPEG", "jpg", {"quality": QUALITY, "progressive": True}),
    "PNG": ("PNG", "png", {"optimize": True}),
    "GIF": ("PNG", "png", {"optimize": True}),
    "WEBP": ("WEBP", "webp", {"quality": QUALITY}),
}
READ = ("JPEG", "PNG", "GIF", "WEBP")
DEEP_GREY = ("I", "I;16", "I;16B")  # 65,536 shades

NO_PICTURE = _("This is no picture that can be read. Choose a JPEG, PNG, WebP or GIF file.")
TOO_MANY_PIXELS = _(
    "The picture has too many pixels. It may have %(edge)s along an edge and %(millions)s million in all."
)
MOVES = _("The picture moves. Choose one that stands still: 1 frame is the limit.")


def redrawn(file: File) -> ContentFile:
    """Return the picture as it is kept; ValidationError where it is none, or asks for too much.

    Its size is read from its head, before anything of it is unpacked.
    """
    try:
        picture = _opened(file)
        _keep_within_limits(picture)
        shown = _upright(picture)
        kind, ending, how = KEPT[str(picture.format)]
        written = io.BytesIO()
        shown.save(written, kind, **how)
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large() from None
    except Exception:  # the readers of the formats raise almost anything where a file is broken
        raise ValidationError(NO_PICTURE, code="no_picture") from None
    return ContentFile(written.getvalue(), name=f"{PurePath(file.name or '').stem}.{ending}")


def _opened(file: File) -> Image.Image:
    file.seek(0)
    return Image.open(file, formats=READ)


def _keep_within_limits(picture: Image.Image) -> None:
    width, height = picture.size
    if max(width, height) > LARGEST_EDGE or width * height > LARGEST_MEGAPIXELS * 1_000_000:
        raise _too_large()
    if picture.format != "MPO" and getattr(picture, "n_frames", 1) > 1:
        raise ValidationError(MOVES, code="moves")


def _too_large() -> ValidationError:
    limits = {"edge": f"{LARGEST_EDGE:,}", "millions": LARGEST_MEGAPIXELS}
    return ValidationError(TOO_MANY_PIXELS, code="too_many_pixels", params=limits)


def _upright(picture: Image.Image) -> Image.Image:
    """Return the pixels alone, as they are to be seen, in colours that every browser shows alike."""
    if picture.mode in ("P", "PA", "1"):  # cannot be made smaller smoothly
        picture = _in_common_colours(picture)
    picture.thumbnail((LONGEST_EDGE, LONGEST_EDGE), Image.Resampling.LANCZOS)
    turned = _in_common_colours(ImageOps.exif_transpose(picture))
    turned.info = {}
    return turned


def _in_common_colours(picture: Image.Image) -> Image.Image:
    if picture.mode in DEEP_GREY:
        return picture.convert("F").point(lambda value: value / 256).convert("L")
    if picture.mode in ("1", "L"):
        return picture.convert("L")
    coloured = picture.convert("RGBA") if picture.has_transparency_data else picture
    if coloured.mode not in ("RGB", "RGBA", "CMYK"):
        coloured = coloured.convert("RGB")
    profile = picture.info.get("icc_profile")
    return _from_profile(coloured, profile) if profile else _plain(coloured)


def _plain(picture: Image.Image) -> Image.Image:
    return picture if picture.mode == "RGBA" else picture.convert("RGB")


def _from_profile(picture: Image.Image, profile: bytes) -> Image.Image:
    """Return the colours that the profile means; a profile that cannot be read says nothing of them."""
    with suppress(ImageCms.PyCMSError, OSError):
        meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        common = ImageCms.createProfile("sRGB")
        changed = ImageCms.profileToProfile(picture, meant, common, outputMode=mode)
        return _plain(changed or picture)
    return _plain(picture)
