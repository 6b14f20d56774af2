from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from practices.models import Interest


class Command(BaseCommand):
    help = "Erase who registered interest and what they wrote, a year after it was dealt with."

    def handle(self, *args: Any, **options: Any) -> None:
        count = Interest.objects.due(timezone.now()).erase()
        self.stdout.write(f"Forgot {count} sender{'' if count == 1 else 's'}.")
