"""The history of a record: all its versions, any two side by side, and the way back to one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from clusterix.publishing.records import is_in_trash, whole

from . import conflicts, side_pages
from .differences import differing
from .models import Version
from .models.trail import revision_of, trail_of
from .wording import changes_in_words
from .working_copies import as_edited, in_place
from .writing import Stale, writing


def page(desk: Any, request: HttpRequest, record: Any) -> HttpResponse:
    """Show every change of the record, the latest first, each with what it changed."""
    place = in_place(whole(record))
    context = _context(desk, request, place, _("History"))
    versions = list(trail_of(place).versions.select_related("by"))
    for version, before in zip(versions, [*versions[1:], None], strict=False):
        found = differing(type(place), before.data, version.data) if before else []
        version.changed = [line.name for line in found]  # type: ignore[attr-defined]
    context |= {"versions": versions, "may_revert": _may_revert(desk, request, place)}
    return TemplateResponse(request, "desk/history.html", context)


def _may_revert(desk: Any, request: HttpRequest, place: Any) -> bool:
    return not is_in_trash(place) and desk.has_change_permission(request, as_edited(place))


def compare(desk: Any, request: HttpRequest, record: Any) -> HttpResponse:
    """Show two versions side by side, as `?from=` and `?to=` name them; by default the last change."""
    place = in_place(whole(record))
    versions = trail_of(place).versions
    latest = revision_of(place)
    told = _asked(request, "to", latest)
    start, end = sorted([_asked(request, "from", told - 1), told])
    newer = get_object_or_404(versions, revision=end)
    older = versions.filter(revision__lte=start).first() or newer
    context = _context(desk, request, place, _("Two versions side by side"))
    context |= {
        "older": older,
        "newer": newer,
        "lines": changes_in_words(differing(type(place), older.data, newer.data)),
        "versions": versions.all(),
    }
    return TemplateResponse(request, "desk/compare.html", context)


def _asked(request: HttpRequest, name: str, otherwise: int) -> int:
    told = conflicts.revision_told(request.GET.get(name))
    return otherwise if told < 0 else told


def revert(desk: Any, request: HttpRequest, record: Any) -> HttpResponse:
    """Make a new version with the content of an old one; of what is published, on its working copy."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    place = in_place(whole(record))
    if not desk.has_change_permission(request, as_edited(place)):
        raise PermissionDenied
    wanted = conflicts.revision_told(request.POST.get("to"))
    version = get_object_or_404(trail_of(place).versions, revision=wanted)
    note = _("Back to version %(revision)d.") % {"revision": version.revision}
    revision = conflicts.revision_told(request.POST.get("_revision"))
    try:
        with writing(place, revision, request.user, Version.Action.REVERTED, note):
            conflicts.put_on_working_copy(as_edited(place), version.data)
    except Stale:
        return conflicts.changed_meanwhile(desk, request, [place])
    except ValidationError as fault:
        return desk.back_to(request, record, " ".join(fault.messages), messages.ERROR)
    return desk.back_to(request, record, note)


def _context(desk: Any, request: HttpRequest, place: Any, title: str) -> dict[str, Any]:
    """Return what both pages say; the history of a part is that of its whole."""
    told = {"subtitle": str(place), "revision": revision_of(place)}
    return side_pages.context(desk, request, place, title, **told)
