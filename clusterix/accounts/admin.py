"""What allauth shows at the desk is shown there no more: it would be a way round the door."""

from importlib import import_module

from django.apps import apps
from django.contrib import admin

for label in ("account", "mfa", "socialaccount"):
    import_module(f"allauth.{label}.admin")
    admin.site.unregister(
        [model for model in apps.get_app_config(label).get_models() if admin.site.is_registered(model)]
    )
