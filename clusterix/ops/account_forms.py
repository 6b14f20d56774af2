"""The forms of accounts: nobody gives more rights than their own, or shuts themselves out."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AdminPasswordChangeForm, UserCreationForm
from django.contrib.auth.models import Permission, User
from django.utils.translation import gettext_lazy as _

from . import accounts


class RolesForm(forms.ModelForm):
    """What the forms of new and of known accounts share: roles, offered as far as one's own rights go."""

    person: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "groups" in self.fields:
            roles: Any = self.fields["groups"]
            roles.queryset = accounts.roles_to_give(self.person, self.instance)


class NewAccountForm(RolesForm, UserCreationForm):
    """The form of a new account, which was nothing before; without a password its owner is invited."""

    before: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["username"].widget.attrs["autofocus"]  # who reads by ear begins at the heading
        for name in ("password1", "password2"):
            self.fields[name].required = False

    @property
    def is_invitation(self) -> bool:
        return not self.data.get("password1") and not self.data.get("password2")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.is_invitation:
            self._can_be_invited()
        elif not (self.data.get("password1") and self.data.get("password2")):
            self.add_error("password2", _("Give the password twice, or leave both fields empty."))
        return cleaned

    def _can_be_invited(self) -> None:
        email = self.cleaned_data.get("email")
        if not email and "email" not in self.errors:
            self.add_error("email", _("Give an e-mail address for the invitation, or a password below."))
        elif email and User.objects.filter(email__iexact=email).exists():
            self.add_error("email", _("Another account has this e-mail address."))
        if not self.cleaned_data.get("groups") and "groups" not in self.errors:
            self.add_error("groups", _("Tick at least one role: without one, nobody can sign in."))

    def set_password_and_save(self, user: Any, *args: Any, **kwargs: Any) -> Any:
        """Let an account whose owner is invited wait, inactive, until they have chosen a password."""
        if not self.is_invitation:
            return super().set_password_and_save(user, *args, **kwargs)  # type: ignore[misc]
        user.set_unusable_password()
        user.is_active = False
        if kwargs.get("commit", True):
            user.save()
        return user


class AccountForm(RolesForm):
    """The form of an account; `before` is what it was when the form was made."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = accounts.described(self.instance)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.pk == self.person.pk:
            self._keep_own_way_in()
        return cleaned

    def _keep_own_way_in(self) -> None:
        lost = _("You would shut yourself out. Ask another administrator to change this.")
        if not self.cleaned_data.get("is_active", True):
            self.add_error("is_active", lost)
        if self.person.is_superuser and not self.cleaned_data.get("is_superuser", True):
            self.add_error("is_superuser", lost)
        if not self.person.is_superuser and "groups" in self.cleaned_data:
            rights = Permission.objects.filter(content_type__app_label="auth", codename="change_user")
            own = rights.filter(user=self.person) | rights.filter(group__in=self.cleaned_data["groups"])
            if not own.exists():
                self.add_error("groups", lost)


class NewPasswordForm(AdminPasswordChangeForm):
    """A new password for somebody; to keep them out, their account is made inactive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)
        del self.fields["password1"].widget.attrs["autofocus"]
        for field in self.fields.values():
            field.required = True
