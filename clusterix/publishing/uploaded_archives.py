"""Office files as they come in: archives, of which the list of parts is read and nothing is unpacked.

Only the two small parts that say what the archive is are read, within limits.
"""

import re
import zipfile
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

MOST_PARTS = 5_000
UNPACKED_MEGABYTES = 200
LARGEST_RATIO = 100  # unpacked to packed; text in tables comes to some 20
RATIO_FROM_MEGABYTES = 10  # smaller ones do no harm, and short repeated text packs well
LONGEST_NOTE = 200_000  # bytes of the part that says what the archive is
PART = b"PK\x01\x02"  # stands before each part in the archive's list
TYPES, MIMETYPE = "[Content_Types].xml", "mimetype"
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
# By ending: where the archive says what it is, and with which words.
OFFICE = {
    "docx": (TYPES, b"wordprocessingml.document.main+xml"),
    "xlsx": (TYPES, b"spreadsheetml.sheet.main+xml"),
    "pptx": (TYPES, b"presentationml.presentation.main+xml"),
    "odt": (MIMETYPE, OPEN_DOCUMENT + b"text"),
    "ods": (MIMETYPE, OPEN_DOCUMENT + b"spreadsheet"),
    "odp": (MIMETYPE, OPEN_DOCUMENT + b"presentation"),
}
# Programs in a part of whatever name: its type tells.
PROGRAM_TYPES = (b"macroenabled", b"vbaproject", b"ms-excel.macrosheet", b"ms-office.activex")
PROGRAM_PARTS = re.compile(r"(^|/)(vbaproject\.bin|macrosheets/.*|activex/.*)$|^(basic|scripts)/.+", re.I)
OUTSIDE = re.compile(r"^[/\\]|^[a-z]:|(^|[/\\])\.\.([/\\]|$)", re.I)

NOT_AS_NAMED = _("The content is no %(ending)s file, though the name ends so. Save it anew as %(ending)s.")
HAS_PROGRAMS = _("The document holds macros or other programs, which are not taken. Save it without them.")
LEADS_OUTSIDE = _("The document has parts whose names lead out of it. Save it anew with an office program.")
UNPACKS_TOO_LARGE = _(
    "Unpacked, the document would be larger than %(megabytes)s MB or %(ratio)s times its size. "
    "Make it smaller."
)
TOO_MANY_PARTS = _("The document has more than %(limit)s parts. Make it smaller.")
LOCKED = _("The document is locked with a password. Save it without one.")


def look_at(file: File, ending: str) -> None:
    """Raise ValidationError where the archive is not what its ending says, or does harm when it is opened."""
    file.seek(0)
    content = file.read()
    if not content.startswith(b"PK\x03\x04"):
        raise _not_as_named(ending)
    if content.count(PART) > MOST_PARTS:  # counted before a list of them is made
        raise ValidationError(TOO_MANY_PARTS, code="too_many_parts", params={"limit": f"{MOST_PARTS:,}"})
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            _look_at_parts(parts, len(content))
            _look_at_note(archive, ending)
    except ValidationError:
        raise
    except Exception:  # what reads archives raises almost anything where one is broken
        raise _not_as_named(ending) from None


def _look_at_parts(parts: Iterable[zipfile.ZipInfo], size: int) -> None:
    names = [part.orig_filename for part in parts]
    unpacked, packed = (sum(getattr(part, name) for part in parts) for name in ("file_size", "compress_size"))
    is_blown_up = unpacked > max(size * LARGEST_RATIO, RATIO_FROM_MEGABYTES * 1024 * 1024)
    if any(part.flag_bits & 1 for part in parts):
        raise ValidationError(LOCKED, code="locked")
    if any(OUTSIDE.search(name) or "\0" in name for name in names) or len(set(names)) < len(names):
        raise ValidationError(LEADS_OUTSIDE, code="leads_outside")
    if unpacked > UNPACKED_MEGABYTES * 1024 * 1024 or is_blown_up or packed > size:  # parts may overlap
        limits = {"megabytes": UNPACKED_MEGABYTES, "ratio": LARGEST_RATIO}
        raise ValidationError(UNPACKS_TOO_LARGE, code="unpacks_too_large", params=limits)
    if any(PROGRAM_PARTS.search(name) for name in names):
        raise ValidationError(HAS_PROGRAMS, code="programs")


def _look_at_note(archive: zipfile.ZipFile, ending: str) -> None:
    """Ask the part that says what the archive is; it never needs what could disguise its words."""
    part, words = OFFICE[ending]
    with archive.open(part) as opened:
        note = opened.read(LONGEST_NOTE + 1)
    if any(word in note.lower() for word in PROGRAM_TYPES):
        raise ValidationError(HAS_PROGRAMS, code="programs")
    is_named = note.strip() == words if part == MIMETYPE else words in note
    if not is_named or len(note) > LONGEST_NOTE or b"&" in note or b"<!" in note:
        raise _not_as_named(ending)


def _not_as_named(ending: str) -> ValidationError:
    return ValidationError(NOT_AS_NAMED, code="not_as_named", params={"ending": ending})
