from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "clusterix.pages"
    label = "pages"
