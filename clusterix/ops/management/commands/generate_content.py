import argparse
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from clusterix.desk import audit
from clusterix.desk.models import AuditEntry
from clusterix.ops import synthetic


class Command(BaseCommand):
    help = "Add synthetic practices for load tests and benchmarks. Never in production."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--practices", type=int, required=True, help="how many")
        parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same content")

    def handle(self, *args: Any, practices: int, seed: int, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Synthetic content has no place in production: nothing was written.")
        if not 1 <= practices <= 2_000_000 or not 0 <= seed <= 999_999:
            raise CommandError("Give 1 to 2,000,000 practices, and a seed of 0 to 999,999.")
        try:
            synthetic.generate(practices, seed)
        except IntegrityError:
            raise CommandError(f"The content of seed {seed} is there already; give another --seed.") from None
        what = f"generate_content: {practices} synthetic practices"
        audit.record(AuditEntry.Action.IMPORT, None, what, seed=seed)
        self.stdout.write(f"Added {practices} synthetic practices.")
