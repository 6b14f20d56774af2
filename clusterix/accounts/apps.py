from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps as admin


class SignInConfig(AppConfig):
    name = "clusterix.accounts"
    label = "accounts"

    def ready(self) -> None:
        import_module("clusterix.accounts.listening").start()


class DeskAdminConfig(admin.AdminConfig):
    """Django's admin, as the editors' desk behind its door."""

    default = False  # it configures django.contrib.admin, not this app
    default_site = "clusterix.accounts.site.GuardedDesk"
