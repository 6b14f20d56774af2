"""Accounts at the desk: an administrator looks after those who have no right that they lack themselves."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from clusterix.desk import audit, conflicts
from clusterix.desk.counted import Counted
from clusterix.desk.guarded import REVISION
from clusterix.desk.models import AuditEntry
from clusterix.desk.models.trail import revision_of
from clusterix.desk.turns import turn_of
from clusterix.desk.writing import Stale
from clusterix.publishing import rights
from partners.models import Editor
from workgroups.models import Lead

from . import accounts
from .account_forms import AccountForm, NewAccountForm, NewPasswordForm
from .account_way_in import WayIn

PERSON: Any = (None, {"fields": ("username", ("first_name", "last_name"), "email")})
OFFERED = _("Offered are the roles that give no more rights than your own.")
INVITING = _("Leave both fields empty, and the person is invited by e-mail to choose a password.")
ROLES: Any = (_("What they may do"), {"fields": ("groups",), "description": OFFERED})


class Given(admin.TabularInline):
    """Whose records somebody edits: for those to say who edit all of them."""

    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj) and rights.manages(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and self._may(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self._may(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self._may(request, obj)

    def _may(self, request: HttpRequest, person: Any) -> bool:
        is_theirs = person is None or accounts.may_manage(request.user, person)
        return rights.manages(request.user) and is_theirs


class Editorships(Given):
    model = Editor
    verbose_name = _("partner whose records they edit")
    verbose_name_plural = _("partners whose records they edit")


class GroupsLed(Given):
    model = Lead
    verbose_name = _("working group that they lead")
    verbose_name_plural = _("working groups that they lead")


class Accounts(WayIn, Counted, UserAdmin):
    """Who has an account, and which roles. It keeps no versions: the audit log says what was changed."""

    form: Any = AccountForm
    add_form = NewAccountForm
    add_form_template = None
    change_form_template = None  # with the way to what the audit log knows of them
    change_password_form = NewPasswordForm
    inlines = (Editorships, GroupsLed)
    add_fieldsets = (
        PERSON,
        (_("Password"), {"fields": ("password1", "password2"), "description": INVITING}),
        ROLES,
    )
    list_display = ("username", "first_name", "last_name", "email", "roles", "is_active", "last_login")
    list_filter = ("groups", "is_active")
    filter_horizontal = ()
    readonly_fields = ("password_link", "way_in", "last_login", "date_joined")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return self.add_fieldsets
        person: Any = request.user
        above = ("is_superuser",) if person.is_superuser else ()
        state = {"fields": ("is_active", *above, "password_link", "way_in", ("last_login", "date_joined"))}
        return (PERSON, ROLES, (_("Account"), state))

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            kwargs |= {"widget": CheckboxSelectMultiple, "label": _("Roles"), "help_text": ""}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @admin.display(description=_("roles"))
    def roles(self, person: User) -> str:
        return ", ".join(group.name for group in person.groups.all())

    @admin.display(description=_("password"))
    def password_link(self, person: User) -> str:
        return format_html('<a href="../password/">{}</a>', _("Set a new password"))

    # Who may look after whom.

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or accounts.may_manage(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj) and obj != request.user
        return allowed and (obj is None or accounts.may_manage(request.user, obj))

    # Writing.

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if "groups" in form.cleaned_data:  # whoever has a role comes to the desk
            obj.is_staff = obj.is_superuser or form.cleaned_data["groups"].exists()
        if change and "email" in form.changed_data:
            self.end_invitation(request, obj)
        obj.save()

    def construct_change_message(self, request: Any, form: Any, formsets: Any, add: bool = False) -> Any:
        """Return what was changed, for the audit log: None where it was the password."""
        if isinstance(form, NewPasswordForm):
            return None
        after = accounts.described(form.instance)
        changed: dict[str, Any] = {
            name: audit.change(form.before.get(name), value)
            for name, value in after.items()
            if form.before.get(name) != value
        }
        others = [name for name in ("first_name", "last_name", "email") if name in form.changed_data]
        return changed | ({"also": others} if others else {})

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        super().log_addition(request, obj, message)
        audit.record(AuditEntry.Action.ACCOUNT_ADDED, request.user, obj, **message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        super().log_change(request, obj, message)
        if message is None:
            audit.record(AuditEntry.Action.PASSWORD, request.user, obj)
        elif message:
            audit.record(AuditEntry.Action.ACCOUNT_CHANGED, request.user, obj, **message)

    def log_deleted(self, request: HttpRequest, obj: Any) -> None:
        audit.record(AuditEntry.Action.ACCOUNT_DELETED, request.user, obj, **accounts.described(obj))

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show what the audit log knows of the account: there are no versions of it."""
        person = self.get_object(request, object_id)
        if not self.has_view_permission(request, person):
            raise PermissionDenied
        query = urlencode({"q": person.get_username()})
        return HttpResponseRedirect(f"{reverse('admin:desk_auditentry_changelist')}?{query}")

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> Any:
        turn = turn_of(request)
        person = self.get_object(request, unquote(id))
        turn.revision = conflicts.revision_told(request.POST.get(REVISION))
        try:
            with transaction.atomic():
                response = super().user_change_password(request, id, form_url)
        except Stale:
            return self.stale(request, person)
        if isinstance(response, TemplateResponse) and response.context_data is not None:
            told = turn.revision if request.method == "POST" else revision_of(person)
            response.context_data["revision"] = told
        return response


# Roles are part of the program (`accounts.ROLES`), so that nobody edits them at the desk.
admin.site.unregister([User, Group])
admin.site.register(User, Accounts)
