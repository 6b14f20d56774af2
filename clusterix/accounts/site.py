"""The desk behind its door: one way in, at whatever address somebody asks for it."""

from typing import Any

from allauth.account.internal.stagekit import get_pending_stage
from allauth.mfa.stages import AuthenticateStage
from django.contrib.auth.models import User
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from clusterix.desk import audit, rescue
from clusterix.desk.models import AuditEntry
from clusterix.desk.posted import request_without
from clusterix.desk.site import METHODS, Desk

from . import second_factor
from .forms import OwnPasswordForm
from .views import SecondStep, SignIn


class GuardedDesk(Desk):
    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and second_factor.is_enough(request, request.user)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Ask for name and password, then for the second factor; a carried text is shown after both."""
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        carried = rescue.of_sign_in(request)
        if carried and self.has_permission(request):
            return rescue.after_sign_in(request, carried)
        person = second_factor.half_signed_in(request)
        if person and request.method != "POST" and not extra_context:
            return _to_second_factor(request, person)
        context = {**(carried.context() if carried else {}), **(extra_context or {})}
        response = SignIn.as_view(extra_context=context)(request)
        if carried is None or response.status_code != 302:
            return response
        if self.has_permission(request):
            return rescue.after_sign_in(request, carried)
        stage = get_pending_stage(request)
        if stage and stage.key == AuthenticateStage.key:
            return SecondStep.as_view(extra_context=carried.context())(request_without(request))
        return response

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        response = PasswordChangeView.as_view(
            form_class=OwnPasswordForm,
            success_url=reverse("admin:password_change_done"),
            extra_context={**self.each_context(request), **(extra_context or {})},
        )(request)
        if request.method == "POST" and response.status_code == 302:
            audit.record(AuditEntry.Action.PASSWORD, request.user, request.user)
        return response


def _to_second_factor(request: HttpRequest, person: User) -> HttpResponse:
    """Lead to where a second factor is shown, or set up where there is none."""
    page = "mfa_reauthenticate" if second_factor.is_set_up(person) else "mfa_index"
    query = urlencode({"next": request.GET.get("next") or reverse("admin:index")})
    return HttpResponseRedirect(f"{reverse(page)}?{query}")
