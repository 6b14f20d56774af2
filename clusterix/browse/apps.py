from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class BrowseConfig(AppConfig):
    name = "clusterix.browse"
    label = "browse"
    verbose_name = _("Search")

    def ready(self) -> None:
        autodiscover_modules("kinds")
        import_module("clusterix.browse.catalogue.watching").start()
