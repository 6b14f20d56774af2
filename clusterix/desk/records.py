"""The admin of what is drafted, reviewed and published."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterix.publishing import rights
from clusterix.publishing.records import Record, Status

from . import audit, bulk, conflicts, previews, remarks, trash, trash_page, workflow
from .addresses import address_of, route_of
from .forms import RecordForm
from .going import going, keepers
from .guarded import Guarded
from .models import AuditEntry
from .models.trail import revision_of
from .standing import standing
from .turns import turn_of
from .waiting import WaitingFilter
from .workflow import MOVES, Move
from .working_copies import make_working_copy, working_copy_of
from .writing import Stale

# The moves that go with saving the form: their buttons stand beside "Save".
WITH_SAVING = (workflow.SUBMIT, workflow.PUBLISH, workflow.RETURN)


class Living(Guarded):
    """Records that are drafted, handed in, published and archived; each step is a button."""

    form = RecordForm
    change_form_template = "desk/record_form.html"
    actions = bulk.ACTIONS

    of_trash = (*Guarded.of_trash, trash_page.restore, trash_page.purge)

    # Working copies.

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save a draft as it is; what is published stays, and becomes a working copy with these changes."""
        if change:
            turn = turn_of(request)
            turn.begin(obj)
            if obj.status == Status.PUBLISHED:
                turn.keys = become_working_copy(obj)
            obj.save()
        else:
            super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        for formset in formsets:
            keys = (turn_of(request).keys or {}).get(formset.prefix, {})
            for part in formset.forms:
                part.instance.pk = keys.get(part.instance.pk, part.instance.pk)
                setattr(part.instance, formset.fk.attname, form.instance.pk)
        super().save_related(request, form, formsets, change)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        turn = turn_of(request)
        if turn.keys is not None and turn.changes_nothing(obj):
            obj.delete()
        super().log_change(request, obj, message)

    # Steps.

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        move = _asked(request, WITH_SAVING)
        if move is not None:
            return self._after_saving(request, obj, move)
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return self._after_plain_saving(request, obj, _("“%(name)s” is saved as a draft."))

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        move = _asked(request, WITH_SAVING)
        if move is not None:
            return self._after_saving(request, obj, move)
        return self._after_plain_saving(request, obj, _("“%(name)s” is saved."))

    def _after_plain_saving(self, request: HttpRequest, obj: Any, words: str) -> HttpResponse:
        if "_continue" in request.POST:
            return self.back_to(request, obj, words % {"name": obj})
        self.message_user(request, words % {"name": obj}, messages.SUCCESS)
        return self.response_post_save_change(request, obj)

    def _after_saving(self, request: HttpRequest, obj: Any, move: Move) -> HttpResponse:
        if obj.pk is None:  # the working copy that this turn had begun: it held no change
            message = _("Nothing is changed in “%(name)s”, so there is nothing to take this step with.")
            return self.back_to(request, obj, message % {"name": obj}, messages.WARNING)
        try:
            self.move(request, obj, move, revision_of(obj))
        except ValidationError as fault:
            words = " ".join(fault.messages)
            message = _("“%(name)s” is saved, but this step was not taken. %(why)s")
            return self.back_to(request, obj, message % {"name": obj, "why": words}, messages.ERROR)
        return self.back_to(request, obj, move.done % {"name": obj})

    def move(self, request: HttpRequest, record: Any, move: Move, revision: int) -> Any:
        """Make the move; what is not possible or not theirs is refused. The audit log is told of both."""
        words = f"{move.label}: {audit.named(record)}"
        comment = request.POST.get("_comment", "")
        try:
            with transaction.atomic():
                place = workflow.make(move, record, revision, request.user, comment)
                audit.record(AuditEntry.Action.STEP, request.user, words, **audit.key_of(place))
        except PermissionDenied:
            turn_of(request).refused = words
            raise
        except IntegrityError:  # such as by an address that another record has taken at this very moment
            workflow.check(workflow.fresh(record))
            raise ValidationError(_("Somebody has saved what does not go with this. Try again.")) from None
        return place

    def move_view(self, request: HttpRequest, record: Any) -> HttpResponse:
        """Take a step that needs no saving."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        move = _asked(request, MOVES.values())
        if move is None:
            raise PermissionDenied
        edited = working_copy_of(record) or record
        try:
            place = self.move(request, edited, move, conflicts.revision_told(request.POST.get("_revision")))
        except Stale:
            return conflicts.changed_meanwhile(self, request, [record])
        except ValidationError as fault:
            return self.back_to(request, record, " ".join(fault.messages), messages.ERROR)
        return self.back_to(request, place, move.done % {"name": place})

    side_pages: dict[str, Any] = {
        **Guarded.side_pages,
        **previews.VIEWS,
        **trash_page.VIEWS,
        "move": ("<path:object_id>/move/", move_view),
        "remark": ("<path:object_id>/remark/", remarks.add),
    }

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        record = context["original"]
        if record is None:
            context |= {"moves_with_saving": self._moves_of_drafts(request)}
        else:
            context |= self._where_it_stands(request, record)
        return super().render_change_form(request, context, *args, **kwargs)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return rights.manages(request.user)

    def _moves_of_drafts(self, request: HttpRequest) -> list[Move]:
        """Return the moves that the person may make with what saving the form would begin."""
        return [workflow.SUBMIT, *([workflow.PUBLISH] if self.has_publish_permission(request) else [])]

    def _where_it_stands(self, request: HttpRequest, record: Record) -> dict[str, Any]:
        """Return what the form's head says of the record, and the steps from here."""
        may_write = self.has_change_permission(request, record)
        moves = workflow.possible(record, request.user)
        if may_write and record.status == Status.PUBLISHED:  # what would be saved is a working copy
            moves += self._moves_of_drafts(request)
        return {
            "record": record,
            "standing": standing(record),
            "is_copy": bool(record.copy_of_id),  # type: ignore[attr-defined]
            "may_write": may_write,
            "missing": workflow.missing(record),
            "returned": workflow.returned(record),
            "moves_with_saving": [move for move in moves if may_write and move in WITH_SAVING],
            "other_moves": [move for move in moves if not (may_write and move in WITH_SAVING)],
            "address": address_of(record),
            "move_address": address_of(record, "move"),
            "preview_address": address_of(record, "preview"),
            "share_address": address_of(record, "share"),
            "remarks": remarks.thread(record),
            "remark_address": address_of(record, "remark"),
        }

    # Deleting.

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Ask for nothing that deleting for good asks for: all rows stay."""
        kept_by = [line for one in objs for line in keepers(one, request.user)]
        return ([], {}, set(), kept_by) if kept_by else (going(objs), {}, set(), [])

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        context = {"days": trash.KEPT_FOR.days, **(extra_context or {})}
        try:
            return super().delete_view(request, object_id, context)
        except trash.Cited:  # by somebody who was saving at this very moment: now the page names them
            return super().delete_view(request, object_id, context)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        trash.put(obj, turn_of(request).revision or 0, request.user)

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        words = _("“%(name)s” is in the trash. It can be restored for %(days)d days.")
        told = {"name": obj_display, "days": trash.KEPT_FOR.days}
        self.message_user(request, words % told, messages.SUCCESS)
        return HttpResponseRedirect(reverse(f"admin:{route_of(self.model, 'changelist')}"))

    # Lists.

    def get_list_filter(self, request: HttpRequest) -> Any:
        return (*super().get_list_filter(request), WaitingFilter)

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def state(self, record: Any) -> str:
        copy = self._copies(record)
        shown = standing(record)
        return f"{shown} · {_('changes: %(status)s') % {'status': copy}}" if copy else shown

    def _copies(self, record: Any) -> str:
        copy = getattr(record, "working_copy", None)
        return copy.get_status_display().lower() if copy else ""

    def get_list_select_related(self, request: HttpRequest) -> Any:
        named: Any = super().get_list_select_related(request)
        return (*(named or ()), "working_copy")


def _asked(request: HttpRequest, moves: Any) -> Move | None:
    """Return the move whose button was pressed."""
    return next((move for move in moves if f"_{move.name}" in request.POST), None)


def become_working_copy(record: Any) -> dict[str, dict[int, int]]:
    """Turn the changed record, not saved yet, into a working copy of what is stored.

    Returns the keys of its parts by relation and by the key of the original's part.
    """
    stored = type(record)._base_manager.get(pk=record.pk)
    copy, keys = make_working_copy(stored)
    record.pk, record.copy_of, record.status = copy.pk, stored, copy.status
    return keys
