"""Whether the entries in the database were written by this edition of the program.

Another card or another way to read texts makes every entry outdated; `manage.py setup` then writes them anew.
"""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import transaction

from ..kinds import KINDS
from ..models import Edition, Entry, Synonyms
from . import changes
from .entries import write_all


@cache
def fingerprint() -> str:
    """Return a short text that is another one as soon as a template or a way to find things is."""
    root = Path(settings.ROOT)
    files = [*root.glob("templates/**/*.html"), *root.glob("clusterix/browse/**/*.py")]
    files.append(root / "clusterix" / "publishing" / "prose.py")
    for kind in KINDS.values():
        files += (root / kind.model._meta.app_label).glob("**/*.py")
    told = hashlib.sha256(repr(settings.LANGUAGES).encode())
    for file in sorted(set(files)):
        told.update(file.read_bytes())
    return told.hexdigest()[:20]


def write_if_outdated() -> int:
    """Write all entries anew if another edition wrote them, and return how many."""
    return 0 if Edition.objects.filter(pk=fingerprint()).exists() else write_everything()


def write_everything() -> int:
    """Write all entries anew, and return how many."""
    with transaction.atomic():
        changes.in_turn()
        changes.log(Synonyms._meta.label_lower)
        changes.log(changes.SCHEDULE)
        Entry.objects.exclude(kind__in=KINDS).delete()
        count = sum(write_all(kind) for kind in KINDS.values())
        Edition.objects.all().delete()
        Edition.objects.create(fingerprint=fingerprint())
    return count
