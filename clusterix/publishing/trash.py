"""What a record in the trash is hidden from, and what it keeps meanwhile."""

from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def out_of_trash(model: Any, path: str = "") -> Q:
    """Return what leaves out the records in the trash, and those that went there with what they belong to."""
    found = Q(**{f"{path}trashed_at__isnull": True})
    for name in belongs_to(model):
        found &= Q(**{f"{path}{name}__trashed_at__isnull": True})
    return found


def there(model: Any, path: str = "") -> Q:
    """Return what leaves out of all records those in the trash, and the working copies of those."""
    return out_of_trash(model, path) & out_of_trash(model, f"{path}copy_of__")


@cache
def belongs_to(model: Any) -> tuple[str, ...]:
    """Return the relations to other records without which a record of the model is nothing."""
    return tuple(
        field.name
        for field in model._meta.fields
        if field.name != "copy_of" and field.is_relation and hasattr(field.related_model, "trashed_at")
        if field.remote_field.on_delete is models.CASCADE
    )


def everything(model: Any) -> Any:
    """Return all records of the model, working copies and those in the trash too."""
    return type(model._default_manager.all())(model)


def leave_to_trash(rule: models.UniqueConstraint, record: Any) -> None:
    """Leave what is in the trash its address, so that it can come back."""
    same = {name: getattr(record, type(record)._meta.get_field(name).attname) for name in rule.fields}
    trashed = everything(type(record)).filter(trashed_at__isnull=False, copy_of__isnull=True, **same)
    if trashed.exclude(pk=record.pk).exists():
        message = _("A record in the trash has this already. Choose another, or restore that one.")
        raise ValidationError({rule.fields[0]: message}, code="trashed")
