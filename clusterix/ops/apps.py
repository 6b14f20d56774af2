from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "clusterix.ops"
    label = "ops"
