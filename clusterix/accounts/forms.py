"""What is typed, or shown by a device, at the door. Each attempt is counted before it is looked at."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ResetPasswordForm
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.contrib.auth.forms import SetPasswordForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from . import limits

# What libraries raise at a device's answer that was made by hand.
NONSENSE = (ValueError, TypeError, KeyError, AttributeError, IndexError, AssertionError, OverflowError)


class SignInForm(AdminAuthenticationForm):
    """Name and password; allauth takes whoever they belong to further."""

    error_messages = {
        **AdminAuthenticationForm.error_messages,
        "invalid_login": _(
            "The username or the password is not right. Capital and small letters differ in both."
        ),
    }

    def clean(self) -> dict[str, Any]:
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if name and password:
            self.user_cache = get_adapter().authenticate(self.request, username=name, password=password)
            if self.user_cache is None:
                raise self.get_invalid_login_error()
        return self.cleaned_data

    def login(self, request: HttpRequest, redirect_url: str | None) -> HttpResponse:
        login = Login(user=self.get_user(), redirect_url=redirect_url)
        return perform_password_login(request, {"username": self.cleaned_data["username"]}, login)


class _Code:
    """A field with a code: so many may be tried, and each one once."""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["code"].widget.attrs["placeholder"]  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        attempt = limits.begin(context.request, limits.CODE, self.user.pk)
        code: str = super().clean_code()  # type: ignore[misc]
        limits.once(self.user, normalize_user_code(code))  # allauth takes it with spaces and hyphens too
        attempt.succeeded()
        return code


class CodeForm(_Code, AuthenticateForm):
    pass


class CodeAgainForm(_Code, ReauthenticateForm):
    pass


class NewCodeForm(_Code, ActivateTOTPForm):
    pass


class DeviceAnswer(forms.JSONField):
    """What a device says. Python breaks off reading what is nested too deep, and numbers without end."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except (ValueError, RecursionError):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def bound_data(self, data: Any, initial: Any) -> Any:
        try:
            return super().bound_data(data, initial)
        except (ValueError, RecursionError):
            return forms.fields.InvalidJSONInput(data)


class _Device(forms.Form):
    """A device's answer: so many may be tried; one that makes no sense is a wrong one."""

    user: Any
    credential = DeviceAnswer(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["credential"]
        field.error_messages["required"] = _("No device has answered. A passkey needs JavaScript.")

    def clean_credential(self) -> Any:
        if self.user is None:
            attempt = limits.begin(context.request, limits.PASSKEY)
        else:
            attempt = limits.begin(context.request, limits.CODE, self.user.pk)
        try:
            found = super().clean_credential()  # type: ignore[misc]
        except NONSENSE:
            raise get_mfa_adapter().validation_error("incorrect_code") from None
        attempt.succeeded()
        return found


class DeviceForm(_Device, AuthenticateWebAuthnForm):
    pass


class DeviceAgainForm(_Device, ReauthenticateWebAuthnForm):
    pass


class PasskeyForm(_Device, LoginWebAuthnForm):
    pass


class NewDeviceForm(AddWebAuthnForm):
    credential = DeviceAnswer(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the device")
        self.fields["name"].max_length = 60
        self.fields["passwordless"].label = _("Sign in with it alone, without a password")
        self.fields["passwordless"].help_text = _("The device then asks for your finger, face or PIN.")

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except NONSENSE:
            raise get_mfa_adapter().validation_error("incorrect_code") from None


class ForgottenForm(ResetPasswordForm):
    """An e-mail address to which a link is sent; so many from one place, and to one address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")
        del self.fields["email"].widget.attrs["placeholder"]

    def clean_email(self) -> str:
        limits.begin(context.request, limits.RESET, self.cleaned_data["email"])
        return super().clean_email()

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Send one mail whether there is an account or not: both take as long."""
        if self.users:
            return super().save(request, **kwargs)
        get_adapter().send_mail("account/email/unknown_account", self.cleaned_data["email"], {})
        return self.cleaned_data["email"]


class OwnPasswordForm(AdminPasswordChangeForm):
    """A new password for oneself; who found an open desk does not guess the old one."""

    def clean_old_password(self) -> str:
        old = self.cleaned_data["old_password"]
        if not get_adapter().reauthenticate(self.user, old):
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return old


class FirstPasswordForm(SetPasswordForm):
    """The password that somebody chooses who was invited."""

    def validate_password_for_user(self, user: Any, password_field_name: str = "") -> None:
        """Say what is wrong with the password where it is typed first, not where it is typed again."""
        super().validate_password_for_user(user, "new_password1")
