"""Which links somebody reads of at the desk: those of the records that they edit."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest

from clusterix.desk.addresses import address_of
from clusterix.publishing import rights

from .gathering import kinds, label_of, living
from .models import LinkCheck, LinkUse

SHOWN = 5  # records of each link; of more, the number is told


@dataclass(frozen=True)
class Naming:
    """A record that names a link, and in which field."""

    record: Any
    address: str
    field: str


def uses_seen(request: HttpRequest) -> QuerySet:
    """Return the uses of links in what the person edits. A source’s are for those who may change sources."""
    found = Q(pk__in=[])
    for model, desk in kinds().items():
        is_closed = rights.is_shared(model) and not desk.has_change_permission(request)
        if desk.has_view_permission(request) and not is_closed:
            kind = ContentType.objects.get_for_model(model)
            rows = rights.edited_by(living(model), request.user)
            found |= Q(content_type=kind, object_id__in=rows.values("pk"))
    return LinkUse.objects.filter(found)


def checks_seen(request: HttpRequest) -> Any:
    return LinkCheck.objects.filter(Exists(uses_seen(request).filter(link=OuterRef("pk"))))


def tell_who_names(checks: Iterable[Any], request: HttpRequest) -> None:
    """Note at each link the first records that name it, and how many more there are."""
    checks = {check.pk: check for check in checks}
    numbered = (
        uses_seen(request)
        .filter(link__in=checks)
        .annotate(
            number=Window(RowNumber(), partition_by=F("link"), order_by=F("pk").asc()),
            count=Window(Count("pk"), partition_by=F("link")),
        )
    )
    uses = list(numbered.filter(number__lte=SHOWN).order_by("pk"))
    records = _records(uses, request)
    for check in checks.values():
        check.named_in, check.more = [], 0
    for use in uses:
        check, record = checks[use.link_id], records.get((use.content_type_id, use.object_id))
        check.more = max(0, use.count - SHOWN)
        if record is not None:
            check.named_in.append(Naming(record, address_of(record), label_of(type(record), use.path)))


def _records(uses: list[Any], request: HttpRequest) -> dict[tuple[int, int], Any]:
    found: dict[tuple[int, int], Any] = {}
    for model, desk in kinds().items():
        kind = ContentType.objects.get_for_model(model)
        keys = {use.object_id for use in uses if use.content_type_id == kind.pk}
        if keys:
            rows = model._base_manager.select_related(*desk.get_list_select_related(request) or ())
            found |= {(kind.pk, row.pk): row for row in rows.filter(pk__in=keys)}
    return found
