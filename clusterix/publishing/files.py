"""Uploaded files: where they are kept and what is accepted."""

import re
import secrets
from pathlib import PurePath
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.core.signing import BadSignature, TimestampSigner
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from .seeing import seen_now

LENT = "lent"  # what names the ticket in an address
LENT_FOR = 60 * 60  # seconds: pictures far down a page are fetched when somebody reads on
LONGEST_NAME = 40
PICTURE_MEGABYTES = 5
DOCUMENT_MEGABYTES = 20
PICTURE_TYPES = ("jpg", "jpeg", "png", "webp", "gif")
DOCUMENT_TYPES = ("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "txt")
SHOWN = ("jpg", "png", "webp")  # what pictures are drawn anew as; all else is handed out to be kept
OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
# What files are served as, by their ending alone, whatever the machine’s own table says.
SERVED_AS = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",  # this and GIF were kept as they came once
    "gif": "image/gif",
    "png": "image/png",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "odt": f"{OPEN_DOCUMENT}.text",
    "ods": f"{OPEN_DOCUMENT}.spreadsheet",
    "odp": f"{OPEN_DOCUMENT}.presentation",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
# Names that Windows keeps for devices, to whoever unpacks a backup there.
RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")

validate_picture_type = FileExtensionValidator(PICTURE_TYPES)
validate_document_type = FileExtensionValidator(DOCUMENT_TYPES)


class Uploads(FileSystemStorage):
    """Uploaded files. A preview that is shared lends those of its record to its reader, for a while."""

    def url(self, name: str | None) -> str:
        address, seen = super().url(name), seen_now()
        if seen is None or not seen.is_shared or name not in seen.files:
            return address
        return f"{address}?{urlencode({LENT: _signer().sign(name).rpartition(f'{name}:')[2]})}"


def is_lent(name: str, ticket: str) -> bool:
    """Say whether the ticket was given for this file, and not too long ago."""
    try:
        _signer().unsign(f"{name}:{ticket}", max_age=LENT_FOR)
    except BadSignature:
        return False
    return True


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="clusterix.publishing.files.lent")


def upload_path(record: models.Model, filename: str) -> str:
    """Return `<app>/<model>/<random>/<file>`: the owner can be found from it, and nobody can guess it.

    The name is cut down to what every file system takes: "Ünïcode paper.PDF" to "unicode-paper.pdf".
    """
    owner, path = record._meta, PurePath(filename)
    name = slugify(path.stem)[:LONGEST_NAME] or "file"
    name = "file" if RESERVED.fullmatch(name) else name
    ending = slugify(path.suffix)
    return f"{owner.app_label}/{owner.model_name}/{secrets.token_hex(8)}/{name}.{ending}"


def validate_picture_size(file: File) -> None:
    _validate_size(file, PICTURE_MEGABYTES)


def validate_document_size(file: File) -> None:
    _validate_size(file, DOCUMENT_MEGABYTES)


def _validate_size(file: File, megabytes: int) -> None:
    if file.size > megabytes * 1024 * 1024:
        message = _("The file is larger than %(limit)s MB. Choose a smaller one.")
        raise ValidationError(message, code="too_large", params={"limit": megabytes})
