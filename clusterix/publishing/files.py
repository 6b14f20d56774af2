"""Uploaded files: where they are kept and what is accepted."""

import secrets
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 40
PICTURE_MEGABYTES = 5
DOCUMENT_MEGABYTES = 20
PICTURE_TYPES = ("jpg", "jpeg", "png", "webp", "gif")
DOCUMENT_TYPES = ("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "txt")

validate_picture_type = FileExtensionValidator(PICTURE_TYPES)
validate_document_type = FileExtensionValidator(DOCUMENT_TYPES)


def upload_path(record: models.Model, filename: str) -> str:
    """Return `<app>/<model>/<random>/<file>`: the owner can be found from it, and nobody can guess it.

    The name is cut down to what every file system takes: "Ünïcode paper.PDF" to "unicode-paper.pdf".
    """
    owner, path = record._meta, PurePath(filename)
    name = slugify(path.stem)[:LONGEST_NAME] or "file"
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
