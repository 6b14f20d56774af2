"""The pages at the door, beyond what allauth brings."""

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView, IndexView
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from clusterix.desk import rescue

from . import invitations
from .forms import FirstPasswordForm, SignInForm
from .models import Invitation


class SignIn(LoginView):
    """Name and password, at every address that asks for them. It may carry the text of a form of the desk."""

    template_name = "admin/login.html"
    form_class = SignInForm

    def get_form_class(self) -> type[SignInForm]:
        return SignInForm

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> HttpResponseRedirect | None:
        """Begin again where a password or a text is sent; a page that is only asked for goes on."""
        if request.method != "POST" and not self.extra_context:
            return super()._redirect_to_pending_stage(request, stage)
        clear_login(request)
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.POST.get("next") or self.request.GET.get("next")
        context = {
            **admin.site.each_context(self.request),
            "title": _("Log in"),
            "app_path": reverse("admin:login"),
            "next": asked or reverse("admin:index"),
            "single_sign_on": settings.SINGLE_SIGN_ON,
        }
        return {**super().get_context_data(**kwargs), **context, **(self.extra_context or {})}


class SecondFactors(IndexView):
    """What second factors somebody has, and whether the desk asks for one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "is_demanded": settings.SECOND_FACTOR_REQUIRED}


class SecondStep(AuthenticateView):
    """The second factor after the password. A text that comes along is shown again once it is right."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        carried = rescue.of_sign_in(request)
        self.extra_context = carried.context() if carried else None
        response = super().post(request, *args, **kwargs)
        if carried and response.status_code == 302 and admin.site.has_permission(request):
            return rescue.after_sign_in(request, carried)
        return response


@never_cache
@sensitive_post_parameters()
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Let somebody who was invited choose a password; every link that does not hold answers alike."""
    found = Invitation.objects.at(token)
    if found is None:
        return _ended(request)
    form = FirstPasswordForm(found.person, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "person": found.person}
        return TemplateResponse(request, "accounts/invitation.html", context)
    person = invitations.accept(found, form.cleaned_data["new_password1"])
    if person is None:
        return _ended(request)
    record_authentication(request, person, method="password")
    return perform_login(request, Login(user=person))


def cancelled(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:login"))


def _ended(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "accounts/invitation_ended.html", status=404)
