from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Ask the portal that runs on this machine whether it is ready; exit code 1 if not."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        address = f"http://127.0.0.1:{settings.PORT}/readyz"
        host = settings.ALLOWED_HOSTS[0].removeprefix(".")
        try:
            with urlopen(Request(address, headers={"Host": host}), timeout=5) as answer:
                self.stdout.write(answer.read().decode())
        except (URLError, OSError) as error:
            raise CommandError(f"{address} does not answer: {error}") from None
