"""Addresses of records: the words that a record's own address may not use."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _

# A working copy has the address of its record.
ADDRESS_ONCE = models.UniqueConstraint(
    fields=("slug",),
    condition=models.Q(copy_of__isnull=True),
    name="%(app_label)s_%(class)s_address_once",
    violation_error_code="unique",
    violation_error_message=_("Another record has this address already."),
)


@deconstructible
class NotReserved:
    """Refuse a slug that would hide one of the portal's own pages, such as `/practices/compare/`."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def __call__(self, slug: str) -> None:
        if slug in self.words:
            message = _("“%(slug)s” is the address of a page of the portal. Choose another word.")
            raise ValidationError(message, code="reserved", params={"slug": slug})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NotReserved) and self.words == other.words

    def __hash__(self) -> int:
        return hash(self.words)
