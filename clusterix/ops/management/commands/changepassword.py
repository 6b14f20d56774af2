from getpass import getuser
from typing import Any

from django.contrib.auth.management.commands import changepassword

from clusterix.desk import audit
from clusterix.desk.models import AuditEntry


class Command(changepassword.Command):
    def handle(self, *args: Any, **options: Any) -> Any:
        told = super().handle(*args, **options)
        audit.record(AuditEntry.Action.PASSWORD, None, options["username"] or getuser())
        return told
