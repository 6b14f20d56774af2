"""A record is checked together with its parts, whichever way the desk writes it."""

from typing import Any

from django.forms.models import BaseInlineFormSet

from clusterix.publishing.records import Record

from .snapshots import part_relations


def check_together(record: Any, before: Any = None) -> None:
    """Check what is stored of the record and its parts, and the way from what it was before."""
    if isinstance(record, Record):
        parts = {name: list(getattr(record, name).all()) for name in part_relations(type(record))}
        record.clean_with(parts, before)


class PartsTogether(BaseInlineFormSet):
    """The rows of one kind of part at the desk: the record is checked with them before anything is saved."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        written = [form for form in self.forms if form.instance.pk or form.has_changed()]
        kept = [form.instance for form in written if not form.cleaned_data.get("DELETE")]
        before = type(self.instance)._base_manager.filter(pk=self.instance.pk).first()
        self.instance.clean_with({self.fk.remote_field.get_accessor_name(): kept}, before)
