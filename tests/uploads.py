"""Pictures and documents to upload, as cameras and office programs write them."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from PIL import Image

TYPES = "[Content_Types].xml"
MAIN = {
    "docx": "wordprocessingml.document.main+xml",
    "xlsx": "spreadsheetml.sheet.main+xml",
    "pptx": "presentationml.presentation.main+xml",
}
OPEN = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
PDF = b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
ORIENTATION, GPS, CAMERA = 0x0112, 0x8825, 0x0110


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **how: Any) -> bytes:
    """Return a picture whose left half is red and whose right half is blue."""
    drawn = Image.new("RGB", size, "red")
    drawn.paste("blue", (size[0] // 2, 0, *size))
    return written(drawn.convert(mode), kind, **how)


def written(drawn: Image.Image, kind: str, **how: Any) -> bytes:
    file = io.BytesIO()
    drawn.save(file, kind, **how)
    return file.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """Return what a telephone writes: the camera, how it was held, and where."""
    told = Image.Exif()
    told[CAMERA], told[ORIENTATION] = "Telling camera", orientation
    told[GPS] = {1: "N", 2: (48.0, 12.0, 30.0), 3: "E", 4: (16.0, 22.0, 0.0)}
    return told


def archive(parts: Mapping[str, bytes | str], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packed) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def office(ending: str, **more: bytes) -> bytes:
    """Return an office file with these parts more; a name's `__` stands for a slash."""
    if ending in OPEN:
        parts: dict[str, Any] = {"mimetype": f"application/vnd.oasis.opendocument.{OPEN[ending]}"}
        parts |= {"content.xml": "<office:document-content/>"}
    else:
        kind = f"application/vnd.openxmlformats-officedocument.{MAIN[ending]}"
        parts = {TYPES: f'<Types><Override PartName="/main.xml" ContentType="{kind}"/></Types>'}
        parts |= {"main.xml": "<document/>"}
    return archive(parts | {name.replace("__", "/"): content for name, content in more.items()})


def document(ending: str) -> bytes:
    """Return a small document of the kind."""
    if ending == "pdf":
        return PDF
    if ending in ("csv", "txt"):
        return "Name;Country\nSkåne;SE\n".encode()
    return office(ending)


def content_of(file: Any) -> bytes:
    with file.open("rb") as opened:
        return opened.read()
