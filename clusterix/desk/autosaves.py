"""What is typed is kept at the server while it is not saved: no version, one for each person and form."""

import json
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from .conflicts import revision_told
from .models import Autosave
from .models.autosave import form_of
from .moments import moment
from .posted import fields_of
from .working_copies import as_edited

LONGEST = 500_000  # characters of JSON; the longest practice has some 20,000
KEPT_FOR = timedelta(days=30)


def page(desk: Any, request: HttpRequest, record: Any = None) -> HttpResponse:
    """Keep the posted form, take up what was kept of it, or drop that, as the pressed button says."""
    address = desk.address_of_form(record)
    if request.method != "POST":  # such as after signing in again
        return HttpResponseRedirect(address)
    if not may_write(desk, request, record):
        raise PermissionDenied
    mine = Autosave.objects.of(request.user, desk.model, record)
    if "_take_up" in request.POST:
        kept = get_object_or_404(mine)
        words = _("This is what was kept at %(when)s. Nothing of it is saved yet: look it over and save.")
        return desk.show_unsaved(request, record, kept.data, words % {"when": moment(kept.saved_at)})
    if "_forget" in request.POST:  # the script's word: the form holds again what it held at first
        mine.delete()
        return HttpResponse(status=204)
    if "_drop" in request.POST:
        mine.delete()
        desk.message_user(request, _("What was kept is dropped."), messages.SUCCESS)
        return HttpResponseRedirect(address)
    return _keep(desk, request, record)


def may_write(desk: Any, request: HttpRequest, record: Any) -> bool:
    if record is None:
        return desk.has_add_permission(request)
    return desk.has_change_permission(request, as_edited(record))


def _keep(desk: Any, request: HttpRequest, record: Any) -> HttpResponse:
    data = fields_of(request)
    if len(json.dumps(data, ensure_ascii=False)) > LONGEST:
        return HttpResponse(_("Too long to be kept: save it."), status=413, content_type="text/plain")
    now = timezone.now()
    Autosave.objects.filter(saved_at__lt=now - KEPT_FOR).delete()
    told = max(revision_told(request.POST.get("_revision")), 0)
    Autosave.objects.update_or_create(
        **form_of(request.user, desk.model, record),
        defaults={"data": data, "revision": told, "saved_at": now},
    )
    return HttpResponse(_("Kept at %(when)s.") % {"when": moment(now)}, content_type="text/plain")


def forget(person: Any, record: Any, is_new: bool = False) -> None:
    """Drop what was kept of a form that is saved now."""
    Autosave.objects.of(person, type(record), None if is_new else record).delete()
