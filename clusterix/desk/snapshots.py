"""A record as plain data: what versions keep, what is compared, and what is put back.

A snapshot has the record's `fields` by name, its `relations` to other records, each a list of
`{"pk", "text"}`, its `tags`, and its `parts`, each a list of snapshots. A field that points to another record
holds such a pair or None; every other field what JSON holds, or its text. What says nothing of the content is
left out: the status, moments, what the database computes.
"""

from collections.abc import Collection, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from taggit.managers import TaggableManager

Snapshot = dict[str, Any]
Keys = dict[str, dict[int, Any]]
# What says something of the record's life, not of its content.
LIFE = {"status", "copy_of", "created_at", "updated_at", "published_at", "trashed_at"}
SECRET = {"password"}
KINDS = ("fields", "relations", "tags", "parts")


def content_fields(model: Any) -> Iterator[Any]:
    """Yield the columns of the model that hold content."""
    for field in model._meta.concrete_fields:
        if not field.primary_key and not field.generated and field.name not in LIFE | SECRET:
            yield field


def relations(model: Any) -> list[Any]:
    return [field for field in model._meta.many_to_many if not isinstance(field, TaggableManager)]


def tags(model: Any) -> list[Any]:
    return [field for field in model._meta.many_to_many if isinstance(field, TaggableManager)]


def part_relations(model: Any) -> dict[str, Any]:
    """Return the relations to the parts of a record by their names."""
    return {name: model._meta.get_field(name) for name in getattr(model, "parts", ())}


def take(record: Any, leave_out: str = "") -> Snapshot:
    """Return the record as it is now, but for the field that names its owner."""
    model = type(record)
    return {
        "fields": {
            field.name: value_of(record, field) for field in content_fields(model) if field.name != leave_out
        },
        "relations": {
            field.name: sorted((pair_of(other) for other in getattr(record, field.name).all()), key=_key)
            for field in relations(model)
        },
        "tags": {
            field.name: sorted(tag.name for tag in getattr(record, field.name).all()) for field in tags(model)
        },
        "parts": {
            name: [{"pk": part.pk, **take(part, relation.field.name)} for part in getattr(record, name).all()]
            for name, relation in part_relations(model).items()
        },
    }


def value_of(record: Any, field: Any) -> Any:
    """Return what the record's column holds, as a snapshot tells it."""
    if field.is_relation:
        other = getattr(record, field.name) if getattr(record, field.attname) is not None else None
        return pair_of(other) if other is not None else None
    value = field.value_from_object(record)
    plain = value is None or isinstance(value, str | int | bool | list)
    return value if plain else field.value_to_string(record)


def pair_of(record: Any) -> dict[str, Any]:
    return {"pk": record.pk, "text": str(record)}


def _key(pair: dict[str, Any]) -> int:
    return pair["pk"]


def blank(model: Any, leave_out: str = "") -> Snapshot:
    """Return the snapshot of a record of which nothing is told yet."""
    record = model()
    return {
        "fields": {f.name: value_of(record, f) for f in content_fields(model) if f.name != leave_out},
        "relations": {field.name: [] for field in relations(model)},
        "tags": {field.name: [] for field in tags(model)},
        "parts": {name: [] for name in part_relations(model)},
    }


def put_back(record: Any, snapshot: Snapshot) -> dict[str, dict[int, int]]:
    """Make the record what the snapshot says, and return the keys of its parts by relation and old key.

    Parts that stand in the record keep their keys, by which somebody may have a form open.
    Raises ValidationError where something that the snapshot refers to is gone. What the snapshot does not
    know, such as a field that came later, stays as it is, also in parts; what the model has no more is left
    out.
    """
    return _put_back(record, snapshot, keys_of_parts(record) if record.pk else {})


def keys_of_parts(record: Any) -> Keys:
    """Return the keys of the record's parts by relation, in their order, each with those of its own parts."""
    return {
        name: {part.pk: keys_of_parts(part) for part in getattr(record, name).all()}
        for name in part_relations(type(record))
    }


def _put_back(record: Any, snapshot: Snapshot, there: Keys) -> dict[str, dict[int, int]]:
    _set_fields(record, snapshot["fields"])
    record.save()
    for name, pairs in snapshot["relations"].items():
        if name in {field.name for field in relations(type(record))}:
            field = type(record)._meta.get_field(name)
            getattr(record, name).set(_existing(field.related_model, [pair["pk"] for pair in pairs]))
    for name, words in snapshot["tags"].items():
        if name in {field.name for field in tags(type(record))}:
            getattr(record, name).set(words)
    return _put_parts_back(record, snapshot["parts"], there)


def put_parts(record: Any, parts: dict[str, list[Snapshot]]) -> None:
    """Make the record's parts what is told of them by relation; its own columns stay."""
    _put_parts_back(record, parts, keys_of_parts(record))


def _put_parts_back(record: Any, parts: dict[str, list[Snapshot]], there: Keys) -> dict[str, dict[int, int]]:
    return {
        name: _put_list_back(record, relation, parts[name], there.get(name, {}))
        for name, relation in part_relations(type(record)).items()
        if name in parts
    }


def _set_fields(record: Any, values: dict[str, Any]) -> None:
    fill(record, values)
    for field in content_fields(type(record)):
        value = values.get(field.name)
        if field.is_relation and value and not _is_there(field.related_model, value["pk"]):
            message = _("“%(name)s” does not exist any more, or is in the trash.")
            raise ValidationError(message, code="gone", params={"name": value["text"]})


def _is_there(model: Any, key: int) -> bool:
    return model._default_manager.filter(pk=key).exists()


def fill(record: Any, values: dict[str, Any]) -> None:
    """Put a snapshot's values into the record's columns; those that it does not know stay."""
    for field in content_fields(type(record)):
        if field.name in values:
            value = values[field.name]
            if field.is_relation:
                setattr(record, field.attname, value["pk"] if value else None)
            else:
                setattr(record, field.attname, field.to_python(value))


def _existing(model: Any, pks: list[int]) -> list[int]:
    """Return those that still exist: a relation to what is gone cannot be put back."""
    return list(model._default_manager.filter(pk__in=pks).order_by().values_list("pk", flat=True))


def _put_list_back(
    record: Any, relation: Any, parts: list[Snapshot], there: dict[int, Keys]
) -> dict[int, int]:
    """Write all parts anew, for what must be unique among them may have changed places; keep their keys."""
    model, owner = relation.related_model, relation.field.name
    if _lacks_something(model, owner, parts):
        parts = _completed(record, relation, parts)
    for part in getattr(record, relation.name).all():
        part.delete()
    keys = {}
    for snapshot, key in zip(parts, _keys_kept(model, parts, there), strict=True):
        part = model(pk=key, **{owner: record})
        _put_back(part, snapshot, there.get(key, {}) if key else {})
        keys[snapshot["pk"]] = part.pk
    return keys


def _lacks_something(model: Any, owner: str, parts: list[Snapshot]) -> bool:
    """Say whether one of the parts was told before the model had all that it has now."""
    all_of_it = blank(model, owner)
    return any(all_of_it[kind].keys() - part[kind].keys() for part in parts for kind in KINDS)


def _completed(record: Any, relation: Any, parts: list[Snapshot]) -> list[Snapshot]:
    """Return the parts, each with what it does not know from the part that stands for it now.

    That is the one of its key, or else of its name (the parts of a working copy have keys of their own), or
    else the next that no other part is.
    """
    owner, standing = relation.field.name, getattr(record, relation.name).all()
    now = {part.pk: take(part, owner) for part in standing}
    by_name = {str(part): part.pk for part in standing}
    claimed = [
        part["pk"] if part["pk"] in now else by_name.get(_name(record, relation, part)) for part in parts
    ]
    free = iter([key for key in now if key not in claimed])
    stood = [now.get(key or next(free, 0)) for key in claimed]
    return [
        part | {kind: before[kind] | part[kind] for kind in KINDS} if before else part
        for part, before in zip(parts, stood, strict=True)
    ]


def _name(record: Any, relation: Any, snapshot: Snapshot) -> str:
    part = relation.related_model(**{relation.field.name: record})
    fill(part, snapshot["fields"])
    return str(part)


def _keys_kept(model: Any, parts: list[Snapshot], there: Collection[int]) -> list[int | None]:
    """Return for each part the key that it had, or one of those that stood there, or None for a new one.

    Where none of the keys stood there, the parts are those of another record, and matched by their order.
    """
    wanted = [part["pk"] for part in parts]
    is_own = not set(there).isdisjoint(wanted)
    taken = set(model._base_manager.filter(pk__in=wanted).values_list("pk", flat=True))
    free = iter([key for key in there if key not in wanted])
    keys = [key if is_own and key not in taken else next(free, None) for key in wanted]
    return _in_order(parts, keys, model._meta.ordering) if "pk" in model._meta.ordering else keys


def _in_order(parts: list[Snapshot], keys: list[int | None], ordering: Collection[str]) -> list[int | None]:
    """Give up the keys by which parts that nothing else puts in order would change places."""
    kept: list[int | None] = []
    last: dict[str, int | None] = {}  # None: from here on, only new keys come after
    for part, key in zip(parts, keys, strict=True):
        place = str([part["fields"].get(name) for name in ordering])
        before = last.get(place, 0)
        last[place] = key if key is not None and before is not None and key > before else None
        kept.append(last[place])
    return kept


def same(one: Snapshot, other: Snapshot) -> bool:
    """Say whether both hold the same content: names of related records and keys of parts are none."""
    return bare(one) == bare(other)


def bare(value: Any) -> Any:
    """Return the content of a snapshot or a part of it, without what may change by itself."""
    if isinstance(value, list):
        return [bare(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"pk", "text"}:
        return value["pk"]
    return {name: bare(item) for name, item in value.items() if name != "pk"}
