"""Previews: the public page of a record, as it would be if what is edited of it were published now.

The record and what is edited of it become one in memory alone: nothing is written for a preview.
"""

from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from .records import Status
from .seeing import Seen, looking, own_relations
from .sharing import PAGES
from .trash import everything

HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}


def preview(
    request: HttpRequest, place: Any, edited: Any, until: Any = None, is_shared: bool = False
) -> HttpResponse:
    """Answer the page on which visitors would see what is edited of the record, marked and kept by nobody.

    Where publishing alone would not make it public, because what it belongs to is not, the page says so.
    """
    seen = seen_as(place, edited, is_shared)
    marks = {"edited": edited, "is_copy": edited.pk != place.pk, "until": until}
    with looking(seen):
        if seen.on_page.is_public:
            shown = _on_its_page(seen) if place.shown_on else seen.on_page
            response = PAGES[type(shown)].preview(request, shown, marks)
        else:
            response = render(request, "publishing/still_hidden.html", {"preview": marks})
    return kept_by_nobody(response)


def kept_by_nobody(response: HttpResponse) -> HttpResponse:
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


def public_address(record: Any) -> str:
    """Return where visitors see the public record: on its own page, or on that of what it belongs to."""
    if not record.shown_on:
        return record.get_absolute_url()
    anchor = f"#{record.slug}" if hasattr(record, "slug") else ""
    return getattr(record, record.shown_on).get_absolute_url() + anchor


def _on_its_page(seen: Seen) -> Any:
    """Return the record on whose page this one is shown, with this one in it."""
    shown_on = getattr(seen.on_page, seen.place.shown_on)
    relation = seen.place._meta.get_field(seen.place.shown_on).remote_field.get_accessor_name()
    records = type(shown_on)._default_manager.published().for_page().prefetch_related("sources")
    record = records.get(pk=shown_on.pk)
    put_in(record, seen.on_cards)
    fetched = vars(record).get(f"public_{relation}")
    if fetched is not None and seen.on_cards not in fetched:  # it comes from another one's page
        fetched.append(seen.on_cards)
    return record


def seen_as(place: Any, edited: Any, is_shared: bool = False) -> Seen:
    """Return the record as it would be if what is edited of it, or itself, were published now."""
    first = Seen(place, edited, place, place)
    with looking(first):
        records = everything(type(place))
        return Seen(
            place, edited, _one(first, records.for_page()), _one(first, records.for_cards()), is_shared
        )


def _one(seen: Seen, records: QuerySet) -> Any:
    model = type(seen.place)
    whole = records.prefetch_related(*_own_lists(model))
    record = whole.get(pk=seen.edited.pk)
    if seen.edited.pk != seen.place.pk:
        _take_over(record, whole.get(pk=seen.place.pk))
    record.status, record.updated_at = Status.PUBLISHED, timezone.now()
    record.public_from = record.public_until = None  # a preview does not wait for its moment
    record.published_at = record.published_at or record.updated_at
    put_in(record, record)
    return record


def _own_lists(model: Any) -> list[str]:
    """Return the relations of its own that are lists: they are fetched before the record changes its key."""
    forward = {field.name for field in model._meta.fields}
    return sorted(own_relations(model) - forward)


def _take_over(copy: Any, place: Any) -> None:
    """Give the copy the key of the record in its place, and what other records say of that."""
    own = own_relations(type(copy))
    for lists, taken in ((vars(copy), _public_lists(place)), (_lists(copy), _lists(place))):
        lists.update({name: held for name, held in taken.items() if name.removeprefix("public_") not in own})
    copy.pk, copy.copy_of = place.pk, None


def _public_lists(record: Any) -> dict[str, Any]:
    """Return the public related records that were fetched with the record, by `public_<relation>`."""
    return {name: held for name, held in vars(record).items() if name.startswith("public_")}


def _lists(record: Any) -> dict[str, Any]:
    """Return all other related records that were fetched with the record, by their relation."""
    return vars(record).setdefault("_prefetched_objects_cache", {})


def put_in(record: Any, shown: Any, known: set[int] | None = None) -> None:
    """Put the shown record wherever the other speaks of it, in all that was fetched with that one."""
    known = set() if known is None else known
    if id(record) in known:
        return
    known.add(id(record))
    related = record._state.fields_cache
    for name, other in related.items():
        if _is_same(other, shown):
            related[name] = shown
        elif isinstance(other, Model):
            put_in(other, shown, known)
    fetched = [getattr(held, "_result_cache", None) for held in _lists(record).values()]
    for held in (*fetched, *_public_lists(record).values()):
        if held is not None:
            held[:] = [shown if _is_same(other, shown) else other for other in held]
            for other in held:
                put_in(other, shown, known)


def _is_same(other: Any, shown: Any) -> bool:
    return type(other) is type(shown) and other.pk == shown.pk
