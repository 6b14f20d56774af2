from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clusterix.notices.models import Notice
from clusterix.notices.sending import send_waiting


class Command(BaseCommand):
    help = "Send the notices that wait: what is told once a day, and what a mail server did not take at once."

    def handle(self, *args: Any, **options: Any) -> None:
        Notice.objects.forget_old()
        try:
            count = send_waiting()
        except OSError as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            raise CommandError(
                f"The mail server took no mail ({reason}). The next run tries again."
            ) from None
        self.stdout.write(f"Sent {count} mail{'' if count == 1 else 's'}.")
