from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.utils import timezone

from clusterix.desk import trash
from clusterix.publishing.records import Record


class Command(BaseCommand):
    help = "Delete for good what has been in the trash for 30 days."

    def handle(self, *args: Any, **options: Any) -> None:
        kinds = [model for model in apps.get_models() if issubclass(model, Record)]
        emptied, kept = trash.empty(kinds, timezone.now())
        for name in emptied:
            self.stdout.write(f"Deleted for good: {name}.")
        for name in kept:
            self.stdout.write(f"Kept, because others name it or somebody is at it: {name}.")
        if not emptied and not kept:
            self.stdout.write("Nothing has been in the trash for 30 days.")
