"""The trash at the desk: what is in it, the way back, and the way out for good."""

from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from clusterix.publishing import rights
from clusterix.publishing.records import Record
from clusterix.publishing.trash import everything

from . import conflicts, trash
from .addresses import address_of
from .going import going, keepers
from .models import Version
from .models.trail import revision_in_list, revision_of
from .writing import Stale

PER_PAGE = 50


def page(site: Any, request: HttpRequest) -> HttpResponse:
    """Show what the person sees of the trash, the latest first."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    desks = {model: desk for model, desk in site._registry.items() if _is_seen(model, desk, request)}
    shown = Paginator(_rows(list(desks), request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **site.each_context(request),
        "title": _("Trash"),
        "lines": _lines(list(shown), desks, request),
        "page": shown,
        "days": trash.KEPT_FOR.days,
    }
    return TemplateResponse(request, "desk/trash.html", context)


def _is_seen(model: Any, desk: Any, request: HttpRequest) -> bool:
    return issubclass(model, Record) and desk.has_view_permission(request)


def in_trash(model: Any, person: Any) -> QuerySet:
    return rights.edited_by(everything(model), person).filter(trashed_at__isnull=False, copy_of__isnull=True)


def _rows(models: list[Any], person: Any) -> QuerySet:
    """Return what names each record, when it went there and after which version, of all kinds in one."""
    selections = [
        in_trash(model, person)
        .order_by()
        .annotate(
            label=Value(model._meta.label),
            who=Subquery(_deletions(model).values("by_name")[:1]),
            revision=revision_in_list(model),
        )
        .values("label", "pk", "trashed_at", "who", "revision")
        for model in models
    ]
    if not selections:
        return Version.objects.none()
    first, *others = selections
    return first.union(*others, all=True).order_by("-trashed_at", "label", "pk")


def _deletions(model: Any) -> QuerySet:
    kind = ContentType.objects.get_for_model(model)
    of_row = Version.objects.filter(trail__content_type=kind, trail__object_id=OuterRef("pk"))
    return of_row.filter(action=Version.Action.DELETED).order_by("-revision")


def _lines(rows: list[dict[str, Any]], desks: Any, request: HttpRequest) -> list[dict[str, Any]]:
    """Return the rows with their records, which one question for each kind reads."""
    read: dict[tuple[str, int], Any] = {}
    for model, desk in desks.items():
        label = model._meta.label
        if keys := [row["pk"] for row in rows if row["label"] == label]:
            joins = desk.get_list_select_related(request)
            records = everything(model).select_related(*joins).filter(pk__in=keys)
            read |= {(label, record.pk): (record, desk) for record in records}
    found = []
    for row in rows:
        record, desk = read[row["label"], row["pk"]]
        told = {"kind": record._meta.verbose_name, "record": record, "days_left": trash.days_left(record)}
        found.append({**row, **told, **_ways(desk, request, record)})
    return found


def _ways(desk: Any, request: HttpRequest, record: Any) -> dict[str, str]:
    """Return where the person may go from here with the record."""
    pages = ["history"]
    if desk.has_delete_permission(request, record):
        pages += ["restore", *(["purge"] if rights.manages(request.user) else [])]
    return {page: address_of(record, page) for page in pages}


def restore(desk: Any, request: HttpRequest, record: Any) -> HttpResponse:
    """Bring the record back; whoever may delete it may."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    _check(desk, request, record)
    revision = conflicts.revision_told(request.POST.get("_revision"))
    try:
        trash.restore(record, revision, request.user)
    except Stale:
        return conflicts.changed_meanwhile(desk, request, [record])
    except ValidationError as fault:
        desk.message_user(request, " ".join(fault.messages), messages.ERROR)
        return HttpResponseRedirect(reverse("admin:trash"))
    return desk.back_to(request, record, _("“%(name)s” is back, as it was.") % {"name": record})


def purge(desk: Any, request: HttpRequest, record: Any) -> HttpResponse:
    """Ask whether the record is to be deleted for good, and do it."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    _check(desk, request, record)
    if not rights.manages(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return _asked(desk, request, record)
    try:
        trash.purge(record, conflicts.revision_told(request.POST.get("_revision")), request.user)
    except Stale:
        return conflicts.changed_meanwhile(desk, request, [record])
    except trash.Cited:
        return _asked(desk, request, record)
    desk.message_user(request, _("“%(name)s” is deleted for good.") % {"name": record}, messages.SUCCESS)
    return HttpResponseRedirect(reverse("admin:trash"))


def _asked(desk: Any, request: HttpRequest, record: Any) -> HttpResponse:
    kept_by = keepers(record, request.user, with_trash=True)
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Delete for good"),
        "record": record,
        "revision": revision_of(record),
        "keepers": kept_by,
        "going": [] if kept_by else going([record]),
    }
    return TemplateResponse(request, "desk/purge.html", context)


def _check(desk: Any, request: HttpRequest, record: Any) -> None:
    if record.trashed_at is None:
        raise Http404(_("This record is not in the trash."))
    if not desk.has_delete_permission(request, record):
        raise PermissionDenied


VIEWS = {
    "restore": ("<path:object_id>/restore/", restore),
    "purge": ("<path:object_id>/purge/", purge),
}
