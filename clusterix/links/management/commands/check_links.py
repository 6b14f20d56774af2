import argparse
import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clusterix.links.checking import check_all
from clusterix.links.models import LinkCheck

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Ask all links of all records whether they still answer; the report is at the desk."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--older-than", type=float, default=0, metavar="HOURS", help="only links not asked for so long"
        )
        parser.add_argument("--limit", type=int, metavar="N", help="at most so many, the longest ago first")

    def handle(self, *args: Any, older_than: float, limit: int | None, **options: Any) -> None:
        if not 0 <= older_than <= 100_000 or (limit is not None and limit < 0):
            raise CommandError("Give 0 to 100,000 hours, and a limit of 0 or more links.")
        summary = check_all(older_than, limit)
        if summary.is_offline:
            words = "Not one link of many answered: the fault is probably here, and nothing was counted."
            logger.warning(words)
        else:
            links = LinkCheck.objects
            words = (
                f"Asked {summary.asked} of {links.count()} links: {links.in_trouble().count()} with trouble, "
                f"{links.broken().count()} of them broken."
            )
            logger.info(words)
        self.stdout.write(words)
