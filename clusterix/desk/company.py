"""Who else has a record open, since when, and whether it was saved meanwhile."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import timezone

from .conflicts import revision_told
from .models import Presence, Trail
from .models.trail import trail_of
from .models.version import name_of
from .moments import moment
from .working_copies import as_edited

# A form speaks every 30 seconds; browsers let hidden windows speak once a minute.
SPEAKS = timedelta(seconds=150)
OPENED = timedelta(minutes=15)  # without JavaScript, nothing is heard after the opening
SWEPT = timedelta(days=1)


def page(desk: Any, request: Any, record: Any) -> HttpResponse:
    """Note that the form is still open, or that it was left; answer who else has it open."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    trail = trail_of(record)
    window = request.POST.get("page", "")[:36]
    if "leave" in request.POST:
        Presence.objects.filter(trail=trail, user=request.user, page=window).delete()
        return HttpResponse(status=204)
    if desk.has_change_permission(request, as_edited(record)):
        _note(trail, request.user, SPEAKS, window)
    told = revision_told(request.POST.get("_revision"))
    return render(request, "desk/_company.html", _company(trail, request.user, told))


def opened(request: Any, record: Any) -> None:
    _note(trail_of(record), request.user, OPENED, "")


def left(person: Any, record: Any) -> None:
    Presence.objects.filter(trail=trail_of(record), user=person).delete()


def around(request: HttpRequest, record: Any, revision: int) -> dict[str, Any]:
    """Return the others who have the record open, and who has saved it after the revision."""
    return _company(trail_of(record), request.user, revision)


def _note(trail: Trail, person: Any, counts_for: timedelta, window: str) -> None:
    now = timezone.now()
    Presence.objects.filter(until__lt=now - SWEPT).delete()
    known = Presence.objects.alive().filter(trail=trail, user=person).first()
    since = known.opened_at if known else now
    told = {"opened_at": since, "until": now + counts_for, "page": window}
    Presence.objects.update_or_create(trail=trail, user=person, defaults=told)


def _company(trail: Trail, person: Any, revision: int) -> dict[str, Any]:
    others = Presence.objects.alive().filter(trail=trail).exclude(user=person).select_related("user")
    version = trail.versions.filter(revision__gt=revision).first() if revision >= 0 else None
    return {
        "others": [{"name": name_of(one.user), "since": moment(one.opened_at)} for one in others],
        "saved": version and {"name": version.by_name, "at": moment(version.at)},
        "saved_by_oneself": version is not None and version.by_id == person.pk,
    }
