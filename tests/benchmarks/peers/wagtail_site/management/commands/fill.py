import datetime
import os
import sqlite3
from contextlib import closing
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.models import Page, Site

from wagtail_site.models import TEXTS, PracticeIndexPage, PracticePage

COLUMNS = (*TEXTS, "country", "scope", "outcome", "themes", "start_on")


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
            fill(listing, file.execute("SELECT * FROM practices ORDER BY rowid").fetchall())


def fill(listing: PracticeIndexPage, rows: list[sqlite3.Row]) -> None:
    """Write the pages' common part at once, then their own: one by one through the tree takes minutes."""
    kind = ContentType.objects.get_for_model(PracticePage)
    pages = Page.objects.bulk_create(
        [common(listing, kind, number, row) for number, row in enumerate(rows, start=1)], batch_size=500
    )
    for page, row in zip(pages, rows, strict=True):
        own = {name: row[name] for name in COLUMNS}
        own["start_on"] = datetime.date.fromisoformat(row["start_on"]) if row["start_on"] else None
        PracticePage(page_ptr_id=page.pk, **own).save_base(raw=True, force_insert=True)
    Page.objects.filter(pk=listing.pk).update(numchild=len(pages))
    problems = [name for name in Page.find_problems() if name]
    if any(problems):
        raise RuntimeError(f"The tree of pages is not in order: {problems}")


def common(listing: PracticeIndexPage, kind: ContentType, number: int, row: sqlite3.Row) -> Page:
    """Return what Wagtail keeps of every page, as the child of this number."""
    depth = listing.depth + 1
    return Page(
        title=row["title"],
        draft_title=row["title"],
        slug=row["slug"],
        path=Page._get_path(listing.path, depth, number),
        depth=depth,
        numchild=0,
        url_path=f"{listing.url_path}{row['slug']}/",
        content_type=kind,
        locale=listing.locale,
        live=True,
        first_published_at=listing.first_published_at,
        last_published_at=listing.last_published_at,
    )
