import fcntl
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from clusterix.browse.catalogue.edition import write_if_outdated
from clusterix.desk import audit
from clusterix.desk.models import AuditEntry
from clusterix.ops import accounts, content, statistics


class Command(BaseCommand):
    help = "Prepare the database: tables, the real knowledge base where it is empty, a first administrator."

    def handle(self, *args: Any, **options: Any) -> None:
        with open(settings.DATA_DIR / "setup.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # two that start together set up one after the other
            self._set_up()

    def _set_up(self) -> None:
        try:
            call_command("migrate", verbosity=0, interactive=False)
        except OperationalError as error:
            reason = str(error).strip().splitlines()[0]
            raise CommandError(f"The database at DATABASE_URL cannot be reached ({reason}).") from None
        self._load_content()
        statistics.gather()
        if written := write_if_outdated():
            self.stdout.write(f"Wrote {written} entries of the catalogue.")
        accounts.roles()
        if password := accounts.first_administrator():
            self.stdout.write(
                f"Administrator: {accounts.ADMINISTRATOR}   password: {password}   (shown once)"
            )

    def _load_content(self) -> None:
        if not content.is_empty():
            self.stdout.write("The database has content already: left as it is.")
            return
        count = content.load_content()
        audit.record(AuditEntry.Action.IMPORT, None, f"setup: {count} records of the knowledge base")
        self.stdout.write(f"Loaded {count} records of the knowledge base.")
