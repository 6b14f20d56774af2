from django.apps import AppConfig


class BrowseConfig(AppConfig):
    name = "clusterix.browse"
    label = "browse"
