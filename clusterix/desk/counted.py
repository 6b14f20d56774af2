"""The admin of what keeps no versions, such as what is about people: no stale write either."""

from typing import Any, ClassVar

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse

from . import audit, conflicts, writing
from .guarded import Guarded
from .models import AuditEntry
from .turns import turn_of


class Counted(Guarded):
    """Every write names the revision it read; what was before is kept nowhere, so it can be forgotten."""

    side_pages: dict[str, Any] = {}
    is_kept = False
    change_form_template: ClassVar[Any] = "desk/without_history.html"

    def stale(self, request: HttpRequest, record: Any) -> HttpResponse:
        return conflicts.changed_meanwhile(self, request, [record])

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        raise Http404

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.save()

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        writing.count_on(obj, 0)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        writing.count_on(obj, read(request))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with transaction.atomic():
            writing.count_on(obj, read(request)).delete()
            self.log_deleted(request, obj)
            obj.delete()

    def log_deleted(self, request: HttpRequest, obj: Any) -> None:
        """Tell the audit log which one it was, not what stood in it."""
        name = f"{obj._meta.verbose_name} {obj.pk}"
        audit.record(AuditEntry.Action.DELETED, request.user, name, **audit.key_of(obj))


def read(request: HttpRequest) -> int:
    """Return the revision that the request has read; -1, which nothing has, where it names none."""
    told = turn_of(request).revision
    return -1 if told is None else told
