"""What goes into the audit log: who did what, never a password, never where from."""

from typing import Any

from django.db.models import F, Model
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from clusterix.publishing.records import key_in_place, whole

from .models import AuditEntry
from .turns import turn_of

NAME, WHAT = 150, 500  # characters that are kept
TRIED = 40  # of a name that somebody tried to sign in with
AN_HOUR = 200  # entries of one kind for what anybody may cause: beyond it they are only counted


def record(action: str, person: Any = None, what: Any = "", **detail: Any) -> AuditEntry:
    """Write an entry; without a person it was done at the command line."""
    name = person.get_username() if person else _("command line")
    return AuditEntry.objects.create(
        who=person, name=name[:NAME], action=action, what=_plain(what, WHAT), detail=detail
    )


def named(record: Any) -> str:
    """Return the record in words, such as “good practice “Vouchers””."""
    return f"{record._meta.verbose_name} “{whole(record)}”"


def key_of(record: Model) -> dict[str, Any]:
    """Return what names the record in place for good, once its title has changed."""
    return {"record": f"{record._meta.label_lower}/{key_in_place(record)}"}


def change(before: Any, after: Any) -> dict[str, Any]:
    """Return what was changed as the details of an entry hold it."""
    return {"before": before, "after": after}


def failed(tried: str) -> None:
    """Tell that somebody tried to sign in with this name."""
    _counted(AuditEntry.Action.SIGN_IN_FAILED, None, _plain(tried, TRIED), "")


def refused(request: HttpRequest) -> None:
    """Tell that a person was refused something: a step, or a page."""
    what = turn_of(request).refused or f"{request.method} {request.path}"
    person: Any = request.user
    _counted(AuditEntry.Action.REFUSED, person, person.get_username(), _plain(what, WHAT))


def _counted(action: str, person: Any, name: str, what: str) -> None:
    """Write what anybody may cause without end: the same within an hour is one entry, which counts."""
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    of_this_hour = AuditEntry.objects.filter(action=action, at__gte=hour)
    same = of_this_hour.filter(name=name, what=what).first()
    if same is None and of_this_hour.count() >= AN_HOUR:
        what, name = _("more in this hour"), name if person else _("further names")
        same = of_this_hour.filter(name=name, what=what).first()
    if same is None:
        AuditEntry.objects.create(who=person, name=name, action=action, what=what)
    else:
        AuditEntry._base_manager.filter(pk=same.pk).update(times=F("times") + 1)


def _plain(text: Any, length: int) -> str:
    """Return the text in one line that fits, without what a database would not take."""
    line = " ".join(str(text).replace("\x00", "").split())
    return line if len(line) <= length else f"{line[: length - 1]}…"
