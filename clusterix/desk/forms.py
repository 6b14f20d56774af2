"""The forms of the desk: a draft may have gaps, and nobody names what is not theirs to name."""

from typing import Any

from django import forms
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from clusterix.publishing import rights
from clusterix.publishing.records import Record

# What a draft cannot do without: it would have no name in any list, and no address.
NAMES = {"title", "name", "short_name", "slug", "statement"}


def offer(form: forms.ModelForm, person: Any) -> None:
    """Offer in every field that names other records what the person may refer to, and what it names now."""
    for name, field in form.fields.items():
        if not isinstance(field, forms.ModelChoiceField) or field.queryset is None:
            continue
        model = field.queryset.model
        if rights.manages(person) or not issubclass(model, Record):
            continue
        named = _named(form.instance, name)
        may_name = rights.offered(model, person).order_by().values("pk")
        field.queryset = field.queryset.filter(models.Q(pk__in=may_name) | models.Q(pk__in=named))


def _named(record: models.Model, name: str) -> list[int]:
    """Return the keys of what the record's relation names now."""
    if record.pk is None:
        return []
    field = record._meta.get_field(name)
    if field.many_to_many:
        return list(getattr(record, name).order_by().values_list("pk", flat=True))
    return [key for key in [getattr(record, field.attname)] if key is not None]  # type: ignore[union-attr]


def may_wait(record: Any, name: str) -> bool:
    """Say whether a draft may do without what this field needs before a review."""
    field = record._meta.get_field(name)
    return isinstance(field, models.CharField | models.TextField) and name not in NAMES


class DeskForm(forms.ModelForm):
    """The form of any record at the desk, made for the person who has it open."""

    person: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, self.person)


class PartForm(forms.ModelForm):
    """The form of a part of a record: what it needs for a review may wait, and says so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.instance.needed:
            if name in self.fields:
                self.fields[name].label = _needed(self.fields[name].label)


def _needed(label: Any) -> Any:
    return format_lazy(_("{name} (needed for review)"), name=label)


class RecordForm(DeskForm):
    """The form of a record that is handed in for review: until then it may have gaps."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needed = self.instance.needed
        for name, field in self.fields.items():
            if name in needed or (field.required and may_wait(self.instance, name)):
                field.required = False
                if not self._is_always_chosen(name):
                    field.label = _needed(field.label)
        self._suggest_own()

    def _is_always_chosen(self, name: str) -> bool:
        """Say whether one of the field's choices stands in it from the first, and it offers no empty one."""
        field: Any = self.instance._meta.get_field(name)
        return bool(field.choices) and field.has_default()

    def _suggest_own(self) -> None:
        """Name the person's only partner or group in a new record, so that they need not look for it."""
        fields = [name for name in rights.owning_fields(type(self.instance)) if name in self.fields]
        if self.instance.pk or rights.manages(self.person) or not fields:
            return
        mine = list(rights.owners(type(self.instance), fields[0], self.person)[:2])
        if len(mine) == 1:
            is_many = self.instance._meta.get_field(fields[0]).many_to_many
            self.initial.setdefault(fields[0], mine if is_many else mine[0].pk)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        names = [name for name in rights.owning_fields(type(self.instance)) if name in self.fields]
        if names and not rights.manages(self.person) and not any(self._is_own(name) for name in names):
            labels = " / ".join(str(self.instance._meta.get_field(name).verbose_name) for name in names)
            self.add_error(names[0], _("Name one of your own here: %(fields)s.") % {"fields": labels})
        return cleaned

    def _is_own(self, name: str) -> bool:
        named = self.cleaned_data.get(name)
        chosen = named if isinstance(named, models.QuerySet) else [named] if named else []
        mine = rights.owners(type(self.instance), name, self.person)
        return mine.filter(pk__in=[record.pk for record in chosen]).exists()
