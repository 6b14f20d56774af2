from importlib import import_module

from django.apps import AppConfig
from django.contrib.auth import apps as auth
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "clusterix.desk"
    label = "desk"
    verbose_name = _("Editors’ desk")

    def ready(self) -> None:
        import_module("clusterix.desk.signing").start()


class AccountsConfig(auth.AuthConfig):
    """Django's accounts, under the name that they have at the desk."""

    default = False
    verbose_name = _("Accounts")
