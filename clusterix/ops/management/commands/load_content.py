from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clusterix.desk import audit
from clusterix.desk.models import AuditEntry
from clusterix.ops import content


class Command(BaseCommand):
    help = "Load the real knowledge base from fixtures/ into an empty database."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = content.load_content()
        except content.OtherContent:
            raise CommandError(
                "The database holds other content: nothing was loaded. Name an empty one in DATABASE_URL."
            ) from None
        if count:
            audit.record(AuditEntry.Action.IMPORT, None, f"load_content: {count} records")
        self.stdout.write(f"Loaded {count} records." if count else "The knowledge base is there already.")
