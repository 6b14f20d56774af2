from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from taggit import apps as taggit


class PracticesConfig(AppConfig):
    name = "practices"
    verbose_name = _("Good practices")

    def ready(self) -> None:
        import_module("practices.interests_waiting").start()


class TagsConfig(taggit.TaggitAppConfig):
    """The tags of practices, under a name that an editor understands."""

    default = False  # beside the app's own
    verbose_name = _("Tags")
