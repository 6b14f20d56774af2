import datetime
import os
import sqlite3
from contextlib import closing
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.models import Page, Site

from wagtail_site.models import TEXTS, PracticeIndexPage, PracticePage

COLUMNS = ("title", "slug", *TEXTS, "country", "scope", "outcome", "themes", "start_on")


class Command(BaseCommand):
    help = "Make a page of each practice in the SQLite file PRACTICES, in the file's order."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        site = Site.objects.get(is_default_site=True)
        listing = Page.get_first_root_node().add_child(
            instance=PracticeIndexPage(title="Practices", slug="practices")
        )
        site.root_page = listing
        site.save()
        with closing(sqlite3.connect(os.environ["PRACTICES"])) as file:
            file.row_factory = sqlite3.Row
            rows = file.execute(f"SELECT {', '.join(COLUMNS)} FROM practices ORDER BY rowid")  # noqa: S608
            for row in rows:
                listing.add_child(instance=page(row))


def page(row: sqlite3.Row) -> PracticePage:
    values = dict(row)
    start = values.pop("start_on")
    return PracticePage(**values, start_on=datetime.date.fromisoformat(start) if start else None)
