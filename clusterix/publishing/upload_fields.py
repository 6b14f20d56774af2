"""Fields for pictures and documents: whichever way a file comes in, its content is looked at first.

A form, a check of the whole record and the saving itself all ask the same question. What is stored already is
never looked at again, so that versions and working copies keep their files byte for byte.
"""

from typing import Any

from django import forms
from django.core.files.base import File
from django.db import models
from django.db.models.fields.files import FieldFile, ImageFieldFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from . import uploaded_documents, uploaded_pictures
from .files import (
    DOCUMENT_MEGABYTES,
    DOCUMENT_TYPES,
    PICTURE_MEGABYTES,
    PICTURE_TYPES,
    validate_document_size,
    validate_document_type,
    validate_picture_size,
    validate_picture_type,
)


class Accepted(File):
    """A file whose content has been looked at."""


class LookedAt:
    """A file of a record that is stored only after its content has been looked at."""

    field: Any

    def save(self, name: str, content: File, save: bool = True) -> None:
        accepted = self.field.accepted(content, name)
        super().save(accepted.name, accepted, save)  # type: ignore[misc]

    save.alters_data = True  # type: ignore[attr-defined]


class LookedAtPicture(LookedAt, ImageFieldFile):
    """A picture that is stored as it was drawn anew."""


class LookedAtDocument(LookedAt, FieldFile):
    """A document that is stored as it came, when it is what its name says."""


class UploadField(models.FileField):
    """A file from somebody outside; `taken` are the endings that its name may have, below `megabytes`."""

    taken: tuple[str, ...] = ()
    megabytes = 0

    def look_at(self, file: File) -> File:
        """Return what is to be kept of the file; ValidationError where it is not taken."""
        raise NotImplementedError

    def accepted(self, file: File, name: str | None) -> Accepted:
        if isinstance(file, Accepted):
            return file
        kept = self.look_at(File(file, name=name))
        return Accepted(kept, name=kept.name)

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        if value and not value._committed:
            value = self.accepted(value.file, value.name)
        return super().clean(value, model_instance)

    def formfield(self, **kwargs: Any) -> Any:
        limits = format_lazy(_("{endings}; at most {limit} MB."), endings=self._endings, limit=self.megabytes)
        given = {"form_class": forms.FileField, "help_text": limits, **kwargs}
        field: Any = super().formfield(**given, max_length=None)  # of names: they are cut down
        field.widget.attrs["accept"] = ",".join(f".{ending}" for ending in self.taken)
        return field

    @property
    def _endings(self) -> str:
        return ", ".join(ending.upper() for ending in self.taken)


class PictureField(UploadField, models.ImageField):
    """A picture: JPEG, PNG, WebP or GIF, kept upright, of a fair size, and as nothing but pixels."""

    attr_class = LookedAtPicture
    taken, megabytes = PICTURE_TYPES, PICTURE_MEGABYTES

    def look_at(self, file: File) -> File:
        validate_picture_type(file)
        validate_picture_size(file)
        return uploaded_pictures.redrawn(file)


class DocumentField(UploadField):
    """A document of one of the usual kinds, kept as it came."""

    attr_class = LookedAtDocument
    taken, megabytes = DOCUMENT_TYPES, DOCUMENT_MEGABYTES

    def look_at(self, file: File) -> File:
        validate_document_type(file)
        validate_document_size(file)
        uploaded_documents.look_at(file)
        return file
