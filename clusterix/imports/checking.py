"""The rows of a file, checked as the desk's forms check them: what each would make or change."""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource
from import_export.results import RowResult
from tablib import Dataset

from clusterix.desk import snapshots
from clusterix.desk.forms import may_wait
from clusterix.desk.snapshots import Snapshot
from clusterix.publishing import rights
from clusterix.publishing.records import is_in_trash

from .columns import SLUG, columns_of
from .existing import Existing, existing
from .models import Line
from .named import Known
from .reading import FileFault, Table


class Records(Resource):
    """The records of one kind as rows of a file. It reads and checks them for a person, and writes nothing.

    What import-export calls an instance is a record's snapshot.
    """

    class Meta:
        import_id_fields = (SLUG,)
        instance_loader_class = BaseInstanceLoader  # records are looked up for the whole file at once
        skip_diff = True

    def __init__(self, model: Any, person: Any, order: Sequence[str] = ()) -> None:
        super().__init__()
        self.model, self.person, self.known = model, person, Known(person)
        self.fields = columns_of(model, person, self.known, order)
        self.lines: list[Line] = []
        self.existing: dict[str, Existing] = {}
        self.first_rows: dict[str, int] = {}
        self.blank = snapshots.blank(model)
        meta = model._meta
        self.may_add = person.has_perm(f"{meta.app_label}.add_{meta.model_name}")
        self.may_change = person.has_perm(f"{meta.app_label}.change_{meta.model_name}")
        self.manages = rights.manages(person)
        self.mine = {
            name: set(rights.owners(model, name, person).values_list("pk", flat=True))
            for name in rights.owning_fields(model)
        }

    def lines_of(self, table: Table, each: Callable[[int], None]) -> list[Line]:
        """Return a line for each row, and tell `each` how many are done."""
        self._look_up(table)
        self.numbers, self.each = table.numbers, each
        data = Dataset(*table.rows, headers=table.columns)
        self.import_data(data, use_transactions=False, raise_errors=False)
        return self.lines

    def check_columns(self, columns: list[str]) -> None:
        """Refuse a file without addresses, or with a column that there is not; raises FileFault."""
        if SLUG not in columns:
            raise FileFault(_("There is no column “slug”: by it the rows find their records."))
        for name in columns:
            if name not in self.fields:
                told = {"name": name[:60], "known": ", ".join(self.fields)}
                raise FileFault(_("There is no column “%(name)s”. There are: %(known)s.") % told)

    def _look_up(self, table: Table) -> None:
        place = table.columns.index(SLUG)
        slugs = {str(row[place]).strip() for row in table.rows if row[place] is not None}
        self.existing = existing(self.model, {slug for slug in slugs if "\0" not in slug}, self.person)

    def import_row(self, row: Any, instance_loader: Any, **kwargs: Any) -> RowResult:
        number = self.numbers[kwargs["row_number"] - 1]
        self.line = Line(number=number, slug=str(row[SLUG] or "").replace("\0", "")[:110])
        result = super().import_row(row, instance_loader, **kwargs)
        for error in result.errors:
            raise error.error  # not a fault of the file
        if result.validation_error:
            self.line.kind = Line.Kind.FAULTY
            self.line.faults = list(_faults(result.validation_error))
        self.lines.append(self.line)
        self.each(len(self.lines))
        return result

    def get_or_init_instance(self, instance_loader: Any, row: Any) -> tuple[Snapshot, bool]:
        try:
            slug = self.fields[SLUG].widget.clean(row[SLUG]) if row[SLUG] is not None else ""
        except ValueError as unreadable:
            raise ValidationError({SLUG: str(unreadable)}) from None
        self.found = self.existing.get(slug)
        if fault := self._refusal(slug):
            raise ValidationError({SLUG: fault})
        self.line.before = self.found.snapshot if self.found else None
        return deepcopy(self.line.before or self.blank), self.found is None

    def _refusal(self, slug: str) -> str:
        if not slug:
            return _("Give the record’s address, such as “vouchers-for-prototypes”.")
        if self.first_rows.setdefault(slug, self.line.number) != self.line.number:
            return _("Row %(row)d has this address already.") % {"row": self.first_rows[slug]}
        if self.found is None:
            return "" if self.may_add else _("There is no such record, and you may not add one.")
        if not (self.found.is_own and self.may_change):
            return _("This record is not yours to change.")
        if is_in_trash(self.found.record):
            return _("A record in the trash has this address. Restore that one first, or choose another.")
        if not rights.stands_open(self.found.edited, self.person):
            told = {"state": self.found.edited.get_status_display().lower()}
            return _("This record cannot be changed now: it is %(state)s.") % told
        return ""

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        return False  # what a row says is known only once it is checked

    def validate_instance(
        self, instance: Any, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        """Check the snapshot as a draft, by the rules of its fields and of the record as a whole."""
        faults = {
            attribute.rpartition("__")[2]: fault
            for attribute, fault in (import_validation_errors or {}).items()
        }
        record = self._record(instance)
        for name, fault in self._unnamed(instance):
            faults.setdefault(name, [fault])
        gaps = {
            f.name
            for f in record._meta.fields
            if not f.blank and may_wait(record, f.name) and not getattr(record, f.attname)
        }
        # What a cell names, or chooses, its column has checked.
        read = {field.name for field in record._meta.fields if field.is_relation or field.choices}
        try:
            record.clean_fields(exclude=set(faults) | gaps | read)
            if not faults:
                record.clean()
                record.clean_with(self._parts(instance), self._before())
        except ValidationError as fault:
            faults = fault.update_error_dict(faults)
        if faults:
            raise ValidationError(faults)
        for field in snapshots.content_fields(self.model):
            if not field.is_relation:
                instance["fields"][field.name] = snapshots.value_of(record, field)

    def _record(self, snapshot: Snapshot) -> Any:
        record = self.model()
        snapshots.fill(record, snapshot["fields"])
        for field in snapshots.content_fields(self.model):
            value = snapshot["fields"][field.name]
            if field.is_relation and value:
                setattr(record, field.name, self.known.of(field.related_model).at(value["pk"]))
        return record

    def _parts(self, snapshot: Snapshot) -> dict[str, list[Any]]:
        """Return the parts that the snapshot tells, as their own rules leave them."""
        parts: dict[str, list[Any]] = {}
        for name, relation in snapshots.part_relations(self.model).items():
            parts[name] = []
            for told in snapshot["parts"][name]:
                part = relation.related_model()
                snapshots.fill(part, told["fields"])
                part.clean()
                told["fields"] |= {
                    f.name: snapshots.value_of(part, f)
                    for f in snapshots.content_fields(type(part))
                    if f.name in told["fields"] and not f.is_relation
                }
                parts[name].append(part)
        return parts

    def _before(self) -> Any:
        """Return the record as it is, without its relations; None where the row makes a new one."""
        if self.line.before is None:
            return None
        before = self.model()
        snapshots.fill(before, self.line.before["fields"])
        return before

    def _unnamed(self, snapshot: Snapshot) -> Iterator[tuple[str, Any]]:
        """Yield the fields that have to name a record, or one of the person's own, and do not."""
        for field in snapshots.content_fields(self.model):
            if field.is_relation and not field.null and not snapshot["fields"][field.name]:
                yield field.name, ValidationError(_("Name one."))
        if self.mine and not self.manages and not any(self._is_mine(name, snapshot) for name in self.mine):
            labels = " / ".join(str(self.model._meta.get_field(name).verbose_name) for name in self.mine)
            yield (
                next(iter(self.mine)),
                ValidationError(_("Name one of your own here: %(fields)s.") % {"fields": labels}),
            )

    def _is_mine(self, name: str, snapshot: Snapshot) -> bool:
        named = snapshot["relations"].get(name) or [snapshot["fields"].get(name)]
        return any(pair and pair["pk"] in self.mine[name] for pair in named)

    def save_instance(self, instance: Any, is_create: bool, row: Any, **kwargs: Any) -> None:
        """Keep what the row would make; nothing is written yet."""
        line, found = self.line, self.found
        line.after = instance
        line.kind = Line.Kind.NEW if is_create else Line.Kind.CHANGED
        if found is not None:
            line.object_id, line.revision = found.record.pk, found.revision
            line.makes_copy = found.edited.is_published
            if snapshots.same(found.snapshot, instance):
                line.kind, line.before, line.after = Line.Kind.SAME, None, None

    def save_m2m(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """Nothing is left to write: a snapshot holds its relations."""


def _faults(error: ValidationError) -> Iterator[list[str]]:
    for name, messages in error.message_dict.items():
        for message in messages:
            yield ["" if name == NON_FIELD_ERRORS else name, str(message)]
