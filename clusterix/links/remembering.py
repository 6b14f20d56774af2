"""The list of links as the records have them: what they name is noted, what none names is forgotten."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q

from clusterix.desk.working_copies import in_place, working_copy_of
from clusterix.publishing.batches import batches
from clusterix.publishing.records import Record

from .gathering import kinds, living, named_by
from .models import LinkCheck, LinkUse, digest_of

AT_ONCE = 200  # rows; each batch is a transaction of its own, so that nobody waits long
LONGEST_KEPT = 2100  # characters: longer ones are not asked, and told from each other by their digest
Use = tuple[str, int, str, bool]  # digest, key of the record in its place, path, is_copy


def note_all() -> None:
    """Bring the list up to date with all records."""
    for model in kinds():
        is_record = issubclass(model, Record)
        rows = living(model)
        _note_rows(model, rows.filter(copy_of__isnull=True) if is_record else rows, is_copy=False)
        if is_record:
            _note_rows(model, rows.filter(copy_of__isnull=False), is_copy=True)
    LinkUse.objects.exclude(content_type__in=_kinds_of(kinds())).delete()
    LinkCheck.objects.filter(uses=None).delete()


def note(record: Any) -> list[int]:
    """Bring the list up to date with one record and its working copy; return the keys of their links."""
    place = in_place(record)
    copy = working_copy_of(place)
    model = type(place)
    within = Q(object_id=place.pk)
    _note_rows(model, living(model).filter(pk=place.pk), is_copy=False, within=within)
    if issubclass(model, Record):
        copies = living(model).filter(pk=copy.pk) if copy else model._base_manager.none()
        _note_rows(model, copies, is_copy=True, within=within)
    return list(_uses(model).filter(object_id=place.pk).values_list("link", flat=True).distinct())


def _note_rows(model: Any, rows: Any, is_copy: bool, within: Q | None = None) -> None:
    places = "copy_of_id" if is_copy else "pk"
    for batch in batches(list(rows.values_list("pk", places)), AT_ONCE):
        place_of = dict(batch)
        wanted: dict[Use, str] = {
            (digest_of(address), place_of[key], path, is_copy): address
            for key, named in named_by(model, list(place_of)).items()
            for address, path in named
        }
        _write(model, wanted, Q(object_id__in=list(place_of.values()), is_copy=is_copy))
    gone = _uses(model).filter(within or Q(), is_copy=is_copy)
    gone.exclude(object_id__in=rows.values(places)).delete()


def _write(model: Any, wanted: dict[Use, str], of_rows: Q) -> None:
    with transaction.atomic():
        keys = _keys_of(wanted)
        has = {
            (use.link_id, use.object_id, use.path, use.is_copy): use.pk
            for use in _uses(model).filter(of_rows)
        }
        named = {(keys[digest], place, path, is_copy) for digest, place, path, is_copy in wanted}
        LinkUse.objects.filter(pk__in=[key for use, key in has.items() if use not in named]).delete()
        kind = ContentType.objects.get_for_model(model)
        LinkUse.objects.bulk_create(
            [
                LinkUse(link_id=link, content_type=kind, object_id=place, path=path, is_copy=is_copy)
                for link, place, path, is_copy in named - has.keys()
            ],
            ignore_conflicts=True,
        )


def _keys_of(wanted: dict[Use, str]) -> dict[str, int]:
    """Return the keys of the links by their digests; the new ones begin here.

    The rows are locked, so that nobody who forgets links takes one away that is being named.
    """
    addresses = {digest: address for (digest, *_rest), address in wanted.items()}
    checks = LinkCheck.objects.filter(digest__in=addresses)
    known = set(checks.values_list("digest", flat=True))
    new = [
        LinkCheck(address=address[:LONGEST_KEPT], digest=digest)
        for digest, address in addresses.items()
        if digest not in known
    ]
    LinkCheck.objects.bulk_create(new, ignore_conflicts=True)
    locked = checks.order_by("pk").select_for_update()
    return dict(locked.values_list("digest", "pk"))


def _uses(model: Any) -> Any:
    return LinkUse.objects.filter(content_type=ContentType.objects.get_for_model(model))


def _kinds_of(models: Iterable[Any]) -> list[ContentType]:
    return list(ContentType.objects.get_for_models(*models).values())
