from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LinksConfig(AppConfig):
    name = "clusterix.links"
    label = "links"
    verbose_name = _("Links")

    def ready(self) -> None:
        import_module("clusterix.links.pages").start()
