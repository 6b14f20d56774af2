"""Pictures are kept as nothing but their pixels: upright, of a fair size, in the format of their content."""

import io
from typing import Any

import pytest
from django.core.files.base import ContentFile
from PIL import Image, ImageCms, PngImagePlugin

from clusterix.publishing import uploaded_pictures
from practices.models import Image as Picture
from tests.making import make_partner, make_practice
from tests.uploads import CAMERA, content_of, exif, picture, written

pytestmark = pytest.mark.django_db

SECRET = b"Telling"


def kept(content: bytes, name: str = "photo.jpg") -> Any:
    """Return the picture as a record keeps it, opened, with its name and its bytes."""
    file = Picture.objects.create(practice=make_practice(), file=ContentFile(content, name=name)).file
    shown = Image.open(io.BytesIO(content_of(file)))
    shown.load()
    shown.stored_as, shown.stored = file.name.rpartition("/")[2], content_of(file)
    return shown


def is_red(shown: Any, place: tuple[int, int]) -> bool:
    red, _green, blue = shown.convert("RGB").getpixel(place)
    return red > 200 and blue < 60


def test_the_place_the_camera_and_every_remark_are_left_out() -> None:
    remarks = PngImagePlugin.PngInfo()
    remarks.add_text("Comment", "Telling comment")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    told = {
        "JPEG": {
            "exif": exif(),
            "comment": "Telling comment",
            "xmp": b"<x>Telling</x>",
            "icc_profile": profile,
        },
        "PNG": {"exif": exif(), "pnginfo": remarks, "icc_profile": profile, "dpi": (72, 72)},
        "WEBP": {"exif": exif(), "xmp": b"<x>Telling</x>", "icc_profile": profile},
    }
    for kind, how in told.items():
        content = picture(kind, **how) + b"Telling bytes behind the end"
        assert SECRET in content, "the control"
        assert Image.open(io.BytesIO(content)).getexif()[CAMERA] == "Telling camera", "the control"
        shown = kept(content)
        assert SECRET not in shown.stored
        assert not shown.getexif()
        assert not shown.getexif().get_ifd(0x8825)
        assert not {"comment", "xmp", "exif", "icc_profile", "Comment"} & set(shown.info), kind


def test_without_drawing_it_anew_a_picture_would_tell_where_it_was_taken(monkeypatch) -> None:
    """The control."""
    monkeypatch.setattr(uploaded_pictures, "redrawn", lambda file: file)
    assert kept(picture(exif=exif())).getexif().get_ifd(0x8825)[1] == "N"


@pytest.mark.parametrize(
    ("orientation", "size", "red"),
    [
        (1, (40, 20), (2, 10)),
        (2, (40, 20), (37, 10)),
        (3, (40, 20), (37, 10)),
        (4, (40, 20), (2, 10)),
        (5, (20, 40), (10, 2)),
        (6, (20, 40), (10, 2)),
        (7, (20, 40), (10, 37)),
        (8, (20, 40), (10, 37)),
    ],
)
def test_a_picture_is_turned_upright(orientation, size, red) -> None:
    shown = kept(picture(exif=exif(orientation)))
    assert shown.size == size
    assert is_red(shown, red)
    assert not is_red(shown, (size[0] - 1 - red[0], size[1] - 1 - red[1]))


@pytest.mark.parametrize(
    ("came", "stays"),
    [((3200, 1600), (1600, 800)), ((800, 2000), (640, 1600)), ((1600, 9), (1600, 9)), ((7, 5), (7, 5))],
)
def test_a_large_picture_is_made_smaller_and_a_small_one_stays(came, stays) -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        assert kept(picture(kind, came)).size == stays


@pytest.mark.parametrize(
    ("kind", "name", "ending"),
    [
        ("JPEG", "photo.png", "jpg"),
        ("PNG", "photo.jpeg", "png"),
        ("GIF", "a.gif", "png"),
        ("WEBP", "a.jpg", "webp"),
        ("MPO", "photo.JPEG", "jpg"),
    ],
)
def test_the_content_decides_what_a_picture_is_kept_as(kind, name, ending) -> None:
    how = {"save_all": True, "append_images": [Image.new("RGB", (4, 2))]} if kind == "MPO" else {}
    shown = kept(picture(kind, **how), name)
    assert shown.stored_as == f"{name.split('.')[0]}.{ending}"
    assert shown.format == {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}[ending]
    assert is_red(shown, (2, 10))


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", mode) for mode in ("1", "L", "LA", "P", "RGB", "RGBA")]
    + [("JPEG", "L"), ("JPEG", "CMYK"), ("GIF", "P"), ("WEBP", "RGBA")],
)
def test_pictures_of_every_depth_of_colour_are_taken(kind, mode) -> None:
    shown = kept(picture(kind, mode=mode))
    assert shown.mode in ("L", "RGB", "RGBA")
    assert (mode in ("1", "L", "LA")) or is_red(shown, (2, 10))


def test_what_is_see_through_stays_so() -> None:
    glass = Image.new("RGBA", (9, 9), (255, 0, 0, 0))
    for kind in ("PNG", "WEBP"):
        assert kept(written(glass, kind)).convert("RGBA").getpixel((4, 4))[3] == 0
    palette = Image.new("P", (9, 9), 0)
    assert kept(written(palette, "PNG", transparency=0)).convert("RGBA").getpixel((4, 4))[3] == 0


def test_a_grey_picture_of_65_536_shades_keeps_its_shades() -> None:
    grey = Image.new("I;16", (9, 9), 128 * 256)
    assert abs(kept(written(grey, "PNG")).getpixel((4, 4)) - 128) <= 1


def test_colours_are_kept_as_their_profile_means_them_and_a_broken_profile_is_left_out() -> None:
    wide = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    for profile in (wide, b"no profile" * 20):
        shown = kept(picture("PNG", icc_profile=profile))
        assert shown.size == (40, 20)
        assert "icc_profile" not in shown.info
    assert is_red(shown, (2, 10))


def test_a_picture_that_is_stored_is_never_drawn_again(monkeypatch) -> None:
    partner = make_partner(logo=ContentFile(picture(), name="logo.jpg"))
    before = content_of(partner.logo)
    monkeypatch.setattr(uploaded_pictures, "redrawn", None)
    partner.full_clean()
    partner.save()
    assert content_of(type(partner).objects.get(pk=partner.pk).logo) == before


def test_a_picture_is_looked_at_once_however_often_its_record_is_checked(monkeypatch) -> None:
    drawn, redraw = [], uploaded_pictures.redrawn
    monkeypatch.setattr(uploaded_pictures, "redrawn", lambda file: drawn.append(file) or redraw(file))
    partner = make_partner()
    partner.logo = ContentFile(picture(), name="logo.jpg")
    partner.full_clean()
    partner.full_clean()
    partner.save()
    assert len(drawn) == 1
