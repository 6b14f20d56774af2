"""The addresses at the door: those of allauth that the portal has a use for, and our own.

There is no address at which somebody could sign up.
"""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount.providers.openid_connect import views as single_sign_on
from django.urls import URLPattern, include, path, re_path
from django.views.decorators.http import require_http_methods

from clusterix.desk.site import METHODS

from . import views


def at(route: str, view: Any, name: str) -> URLPattern:
    """Return the pattern of a page that is read and sent, and knows no other method."""
    return re_path(route, require_http_methods(METHODS)(view), name=name)


own = ([at(r"^invitation/(?P<token>[^/]+)/$", views.invitation, "invitation")], "accounts")
KEY = r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$"
urlpatterns = [
    path("", include(own)),
    at(r"^login/$", views.SignIn.as_view(), "account_login"),
    at(r"^logout/$", account.logout, "account_logout"),
    at(r"^reauthenticate/$", account.reauthenticate, "account_reauthenticate"),
    at(r"^password/reset/$", account.password_reset, "account_reset_password"),
    at(r"^password/reset/done/$", account.password_reset_done, "account_reset_password_done"),
    at(KEY, account.password_reset_from_key, "account_reset_password_from_key"),
    at(r"^password/set/$", account.password_reset_from_key_done, "account_reset_password_from_key_done"),
    at(r"^2fa/$", views.SecondFactors.as_view(), "mfa_index"),
    at(r"^2fa/authenticate/$", views.SecondStep.as_view(), "mfa_authenticate"),
    at(r"^2fa/reauthenticate/$", mfa.reauthenticate, "mfa_reauthenticate"),
    at(r"^2fa/totp/activate/$", totp.activate_totp, "mfa_activate_totp"),
    at(r"^2fa/totp/deactivate/$", totp.deactivate_totp, "mfa_deactivate_totp"),
    at(r"^2fa/recovery-codes/$", recovery.view_recovery_codes, "mfa_view_recovery_codes"),
    at(r"^2fa/recovery-codes/new/$", recovery.generate_recovery_codes, "mfa_generate_recovery_codes"),
    at(r"^2fa/devices/$", webauthn.list_webauthn, "mfa_list_webauthn"),
    at(r"^2fa/devices/add/$", webauthn.add_webauthn, "mfa_add_webauthn"),
    at(r"^2fa/devices/login/$", webauthn.login_webauthn, "mfa_login_webauthn"),
    at(r"^2fa/devices/reauthenticate/$", webauthn.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    at(r"^2fa/devices/(?P<pk>[0-9]{1,18})/remove/$", webauthn.remove_webauthn, "mfa_remove_webauthn"),
    # Single sign-on answers 404 where it is not set.
    at(r"^oidc/(?P<provider_id>[^/]+)/login/$", single_sign_on.login, "openid_connect_login"),
    at(r"^oidc/(?P<provider_id>[^/]+)/login/callback/$", single_sign_on.callback, "openid_connect_callback"),
    at(r"^oidc/cancelled/$", views.cancelled, "socialaccount_login_cancelled"),
]
