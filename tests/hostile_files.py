"""Files that do harm or are not what they say: each with its field and the words that refuse it."""

import io
import struct
import warnings
import zipfile
import zlib
from typing import NamedTuple

from PIL import Image

from clusterix.publishing import uploaded_archives
from tests import uploads
from tests.uploads import TYPES, archive, document, office, picture, written


class Hostile(NamedTuple):
    """`rule` names the guard that refuses it, where that is one of ours."""

    field: str
    name: str
    content: bytes
    words: str
    rule: str = ""


HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PICTURE, DOCUMENT = "images-0-file", "attachments-0-file"
MEGABYTE = 1024 * 1024

NO_PICTURE = "Choose a JPEG, PNG, WebP or GIF file."
PIXELS = "It may have 12,000 along an edge and 40 million in all."
ENDINGS = "Allowed extensions are: "
UNPACKED = "larger than 200 MB or 100 times its size"
PROGRAMS = "holds macros or other programs, which are not taken"
OUTSIDE = "whose names lead out of it"


def png_head(width: int, height: int, more: bytes = b"") -> bytes:
    """Return a PNG that says how large it is and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    text = chunk(b"zTXt", b"Comment\0\0" + more) if more else b""
    return b"\x89PNG\r\n\x1a\n" + head + text + chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")


def gif(width: int, height: int) -> bytes:
    """Return a GIF whose screen is one pixel and whose first frame is much larger."""
    small = bytearray(picture("GIF", (1, 1), "P"))
    frame = small.index(b"\x2c", 13 + 3 * 2)
    small[frame + 5 : frame + 9] = struct.pack("<HH", width, height)
    return bytes(small)


def moving() -> bytes:
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "green")]
    return written(frames[0], "WEBP", save_all=True, append_images=frames[1:])


def with_types(kind: str, **parts: bytes) -> bytes:
    """Return a document that says of one of its parts that it is of this kind."""
    main = f"application/vnd.openxmlformats-officedocument.{uploads.MAIN['docx']}"
    told = f'<Types><Override ContentType="{main}"/><Override ContentType="{kind}"/></Types>'
    return archive({TYPES: told, "main.xml": b"<document/>", **parts})


def twice_the_same() -> bytes:
    file = io.BytesIO(office("docx"))
    with warnings.catch_warnings(), zipfile.ZipFile(file, "a") as made:
        warnings.simplefilter("ignore")
        made.writestr("main.xml", b"<other/>")
    return file.getvalue()


def overlapping() -> bytes:
    """Return a document whose list says that its parts hold more than the whole file."""
    content = bytearray(office("docx", big=b"x" * 100))
    for place in (at for at in range(len(content)) if content.startswith(b"PK\x01\x02", at)):
        content[place + 20 : place + 24] = struct.pack("<I", MEGABYTE)
    return bytes(content)


def locked() -> bytes:
    content = bytearray(office("docx"))
    for place in (at for at in range(len(content)) if content.startswith(b"PK\x01\x02", at)):
        content[place + 8] |= 1
    return bytes(content)


def _pictures() -> dict[str, Hostile]:
    def one(name: str, content: bytes, words: str = NO_PICTURE, rule: str = "") -> Hostile:
        return Hostile(PICTURE, name, content, words, rule)

    many = zlib.compress(b"x" * 80 * MEGABYTE)
    return {
        "HTML named .jpg": one("photo.jpg", HTML),
        "SVG with a script": one("drawing.svg", SVG, ENDINGS + "jpg, jpeg, png, webp, gif.", "ending"),
        "SVG with a script, named .png": one("drawing.png", SVG),
        "a picture of 50,000 pixels each way": one("a.png", png_head(50_000, 50_000), PIXELS, "pixels"),
        "a picture of 50,000 pixels one way": one("a.png", png_head(50_000, 1), PIXELS, "pixels"),
        "a picture of 41 million pixels": one("a.png", png_head(8200, 5000), PIXELS, "pixels"),
        "a GIF larger than its screen": one("a.gif", gif(60_000, 60_000), PIXELS),
        "a PNG with a comment of 80 MB": one("a.png", png_head(1, 1, many)),
        "a picture that is cut off": one("photo.jpg", picture(size=(400, 400))[:900]),
        "a picture that moves": one("photo.webp", moving(), "1 frame is the limit", "pixels"),
        "a PDF named .jpg": one("photo.jpg", uploads.PDF),
        "a TIFF named .jpg": one("photo.jpg", picture("TIFF")),
        "a picture of zero bytes": one("photo.jpg", b"", "The submitted file is empty."),
        "a picture with two endings": one("photo.jpg.html", picture(), ENDINGS, "ending"),
        "a picture of more than 5 MB": one("a.jpg", picture() + b"\0" * 5 * MEGABYTE, "5 MB", "size"),
    }


def _documents() -> dict[str, Hostile]:
    def one(name: str, content: bytes, words: str, rule: str = "content") -> Hostile:
        return Hostile(DOCUMENT, name, content, words, rule)

    no_pdf, two, no_text = "A PDF begins with “%PDF-”", "a PDF and something else", "UTF-8 only"
    no_docx = "The content is no docx file"
    crowd = archive({f"{n}": b"" for n in range(uploaded_archives.MOST_PARTS)} | {TYPES: b""})
    return {
        "HTML named .pdf": one("paper.pdf", HTML, no_pdf),
        "a PDF behind a page of HTML": one("paper.pdf", HTML + uploads.PDF, no_pdf),
        "a PDF that is HTML as well": one("paper.pdf", b"%PDF-1.4\n" + HTML + uploads.PDF, two),
        "a PDF that is an archive as well": one("paper.pdf", uploads.PDF + office("docx"), two),
        "a program": one("paper.exe", b"MZ\x90\0", ENDINGS, "ending"),
        "a program named .docx": one("paper.docx", b"MZ\x90\0" * 9, no_docx),
        "a web page": one("page.html", HTML, ENDINGS, "ending"),
        "a document with two endings": one("paper.pdf.html", uploads.PDF, ENDINGS, "ending"),
        "a document without an ending": one("paper", uploads.PDF, ENDINGS, "ending"),
        "a document of zero bytes": one("paper.pdf", b"", "The submitted file is empty.", ""),
        "a document of more than 20 MB": one("a.txt", b"x" * (20 * MEGABYTE + 1), "20 MB", "size"),
        "HTML named .txt": one("paper.txt", b"\n\n" + HTML, "Web pages are not taken"),
        "SVG named .csv": one("table.csv", SVG, "Web pages are not taken"),
        "text with NUL": one("paper.txt", b"a\0b", no_text),
        "text in another alphabet’s bytes": one("table.csv", "Skåne".encode("latin-1"), no_text),
        "a table named .docx": one("paper.docx", document("xlsx"), no_docx),
        "an open document named .docx": one("paper.docx", document("odt"), no_docx),
        "any archive named .docx": one("paper.docx", archive({"a.txt": "a"}), no_docx),
        "an archive that is cut off": one("paper.docx", document("docx")[:-30], no_docx),
        "a zip bomb": one("table.xlsx", office("xlsx", big=b"\0" * 60 * MEGABYTE), UNPACKED),
        "a zip bomb of parts that overlap": one("paper.docx", overlapping(), UNPACKED),
        "an archive of too many parts": one("paper.docx", crowd, "more than 5,000 parts"),
        "macros": one("paper.docx", office("docx", **{"word/vbaProject.bin": b"x"}), PROGRAMS),
        "macros under another name": one(
            "paper.docx", with_types("application/vnd.ms-office.vbaProject", **{"a.bin": b"x"}), PROGRAMS
        ),
        "macros whose kind is disguised": one("paper.docx", with_types("vba&#80;roject"), no_docx),
        "a document for macros": one("paper.docx", with_types("application/x.macroEnabled.main"), PROGRAMS),
        "an open document’s macros": one("a.ods", office("ods", **{"Basic/M/m.xml": b"x"}), PROGRAMS),
        "a part that leads outside": one("a.docx", office("docx", **{"../../etc/cron": b"x"}), OUTSIDE),
        "a part at the root": one("a.docx", office("docx", **{"/etc/passwd": b"x"}), OUTSIDE),
        "a part on a drive": one("a.docx", office("docx", **{"C:\\a.txt": b"x"}), OUTSIDE),
        "two parts of one name": one("a.docx", twice_the_same(), OUTSIDE),
        "a document under lock": one("a.docx", locked(), "locked with a password"),
    }


HOSTILE = _pictures() | _documents()
