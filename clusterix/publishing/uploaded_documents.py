"""Documents as they come in: each is what its name says, and nothing else as well."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from . import uploaded_archives

HEAD = 1024  # bytes in which browsers look for what a file is
MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<iframe", b"<svg", b"<?xml", b"<?php")
ARCHIVE_END = b"PK\x05\x06"
ARCHIVE_END_WITHIN = 22 + 65_535  # bytes: an archive's end with its longest remark

EMPTY = _("The file is empty. Choose one of more than 0 bytes.")
NO_PDF = _("The content is no PDF, though the name ends so. A PDF begins with “%PDF-”.")
TWO_KINDS = _("The file is a PDF and something else at once. Choose one that is only a PDF.")
NO_TEXT = _("The content is no plain text. Text and CSV files are taken in UTF-8 only: save it anew so.")
IS_MARKUP = _("The content is a web page, though the name does not say so. Web pages are not taken.")


def look_at(file: File) -> None:
    """Raise ValidationError, with a sentence that says what is taken, where the document is not as named."""
    if not file.size:
        raise ValidationError(EMPTY, code="empty")
    ending = PurePath(file.name or "").suffix.lower().removeprefix(".")
    if ending == "pdf":
        _look_at_pdf(file)
    elif ending in uploaded_archives.OFFICE:
        uploaded_archives.look_at(file, ending)
    else:
        _look_at_text(file)
    file.seek(0)


def _look_at_pdf(file: File) -> None:
    file.seek(0)
    head = file.read(HEAD)
    if not head.startswith(b"%PDF-"):
        raise ValidationError(NO_PDF, code="no_pdf")
    file.seek(max(0, file.size - ARCHIVE_END_WITHIN))
    if _has_markup(head) or ARCHIVE_END in file.read():
        raise ValidationError(TWO_KINDS, code="two_kinds")


def _look_at_text(file: File) -> None:
    file.seek(0)
    content = file.read()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise ValidationError(NO_TEXT, code="no_text")
    if _has_markup(content[:HEAD]):
        raise ValidationError(IS_MARKUP, code="markup")


def _has_markup(head: bytes) -> bool:
    lower = head.lower()
    return any(mark in lower for mark in MARKUP)
