"""Steps with many records at once, each for itself: what cannot be done with one does not stop the others."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from . import audit, conflicts, workflow
from .workflow import Move
from .working_copies import as_edited
from .writing import Stale


def _step(desk: Any, request: HttpRequest, records: Any, move: Move) -> HttpResponse | None:
    done, stale = 0, []
    for record in records:
        revision = conflicts.revision_told(request.POST.get(f"_revision-{record.pk}"))
        try:
            desk.move(request, as_edited(record), move, revision)
            done += 1
        except Stale:
            stale.append(record)
        except PermissionDenied:
            audit.refused(request)
            words = _("This step is not possible, or not yours to take.")
            desk.message_user(request, f"“{record}”: {words}", messages.ERROR)
        except ValidationError as fault:
            desk.message_user(request, f"“{record}”: {' '.join(fault.messages)}", messages.ERROR)
    if done:
        words = ngettext("Done with %(count)d record.", "Done with %(count)d records.", done)
        desk.message_user(request, words % {"count": done}, messages.SUCCESS)
    return conflicts.changed_meanwhile(desk, request, stale) if stale else None


@admin.action(description=gettext_lazy("Submit for review"))
def submit(desk: Any, request: HttpRequest, records: Any) -> HttpResponse | None:
    return _step(desk, request, records, workflow.SUBMIT)


@admin.action(description=gettext_lazy("Publish"), permissions=["publish"])
def publish(desk: Any, request: HttpRequest, records: Any) -> HttpResponse | None:
    return _step(desk, request, records, workflow.PUBLISH)


@admin.action(description=gettext_lazy("Archive"), permissions=["publish"])
def archive(desk: Any, request: HttpRequest, records: Any) -> HttpResponse | None:
    return _step(desk, request, records, workflow.ARCHIVE)


ACTIONS = (submit, publish, archive)
