"""An account's way in, at the desk: the invitation, and a second factor that its owner has lost."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterix.accounts import invitations, second_factor
from clusterix.accounts.models import Invitation
from clusterix.desk import side_pages


class WayIn(admin.ModelAdmin):
    """What the desk's page of an account shows and does for those who look after it."""

    @admin.display(description=gettext_lazy("way in"))
    def way_in(self, person: Any) -> str:
        links = [("second-factor", _("Second factor"))]
        if invitations.may_be_invited(person):
            links.insert(0, ("invitation", _("Invitation")))
        return format_html_join(" · ", '<a href="../{}/">{}</a>', links)

    def get_urls(self) -> list[URLPattern]:
        return [
            path(f"<path:object_id>/{name}/", self.admin_site.admin_view(view), name=f"auth_user_{route}")
            for name, route, view in (
                ("invitation", "invitation", self.invitation_view),
                ("second-factor", "second_factor", self.second_factor_view),
            )
        ] + super().get_urls()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if not change and form.is_invitation:
            transaction.on_commit(partial(self._invite, request, form.instance))

    def invitation_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Send an invitation anew, or withdraw it."""
        person = self._looked_after(request, object_id)
        if request.method == "POST" and invitations.may_be_invited(person):
            if "_send" in request.POST and person.email:
                self._invite(request, person)
                return self._back(person)
            if "_withdraw" in request.POST:
                if invitations.withdraw(person, request.user):
                    self.message_user(
                        request, _("The invitation is withdrawn: its link leads nowhere any more.")
                    )
                return self._back(person)
        found = Invitation.objects.filter(person=person).select_related("by").first()
        told = {"invitation": found, "may_be_invited": invitations.may_be_invited(person)}
        return self._page(request, person, _("Invitation"), "accounts/desk_invitation.html", told)

    def end_invitation(self, request: HttpRequest, person: Any) -> None:
        """End the link that went to the address that the person had until now."""
        if invitations.withdraw(self.model.objects.get(pk=person.pk), request.user):
            words = _("The invitation went to the old address, and is withdrawn. Send it anew.")
            self.message_user(request, words, messages.WARNING)

    def second_factor_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take a second factor away that its owner has lost."""
        person = self._looked_after(request, object_id)
        is_own = person == request.user
        if request.method == "POST" and "_take_away" in request.POST and not is_own:
            if second_factor.take_away(person, request.user):
                self.message_user(request, _("The second factor is taken away, and the person signed out."))
            return self._back(person)
        told = {"factors": second_factor.named(person), "is_own": is_own}
        return self._page(request, person, _("Second factor"), "accounts/desk_second_factor.html", told)

    def _looked_after(self, request: HttpRequest, object_id: str) -> Any:
        person = self.get_object(request, unquote(object_id))
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        return person

    def _invite(self, request: HttpRequest, person: Any) -> None:
        if invitations.send(person, request.user):
            words = _("An invitation is on its way to %(email)s.") % {"email": person.email}
            self.message_user(request, words)
        else:
            words = _("The invitation could not be sent. Send it anew from the account’s page “Invitation”.")
            self.message_user(request, words, messages.ERROR)

    def _back(self, person: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:auth_user_change", args=[person.pk]))

    def _page(self, request: HttpRequest, person: Any, title: str, template: str, told: Any) -> HttpResponse:
        context = side_pages.context(self, request, person, title, subtitle=str(person), **told)
        return TemplateResponse(request, template, context)
