"""A change made in one process shows in the next page of another."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from clusterix.browse.catalogue import changes
from clusterix.browse.catalogue.library import library
from clusterix.environment import ROOT
from practices.models import Practice
from tests.making import make_practice
from tests.page_reading import cards

pytestmark = pytest.mark.django_db(transaction=True)

OTHER = """
import sys, django
from django.conf import settings
django.setup()
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from practices.models import Practice
practice = Practice.objects.get()
practice.title, practice.country = sys.argv[2], "SE"
practice.save()
"""


def in_another_process(title: str) -> None:
    name = str(connection.settings_dict["NAME"])
    subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", OTHER, name, title], cwd=ROOT, check=True, timeout=60
    )


def test_what_another_process_publishes_shows_in_this_ones_next_page(client) -> None:
    make_practice(title="Before", country="AT")
    assert cards(client, "/practices/?country=at") == ["Before"]
    in_another_process("After")
    assert cards(client, "/practices/") == ["After"]
    assert cards(client, "/practices/?country=se&q=after") == ["After"]
    assert cards(client, "/practices/?country=se&sort=title") == ["After"]


def test_a_process_that_does_not_read_the_log_would_show_the_old_page(client, monkeypatch) -> None:
    """The control."""
    make_practice(title="Before", country="AT")
    assert cards(client, "/practices/?country=at") == ["Before"]
    monkeypatch.setattr(library, "refresh", lambda: changes.Place())
    in_another_process("After")
    assert cards(client, "/practices/?country=at") == ["After"], "the card comes from the database"
    assert client.get("/practices/?country=se").context["filter"].notices, "but Sweden is not known"


def test_a_log_that_is_another_one_is_noticed(client) -> None:
    """After a restored backup the numbers may be the same, and their content another."""
    make_practice(title="Before", country="AT")
    assert cards(client, "/practices/?country=at") == ["Before"]
    last = changes.Change.objects.order_by("-pk").first()
    Practice.objects.all().delete()
    make_practice(title="Restored", country="HU")
    changes.Change.objects.all().delete()
    changes.Change.objects.create(pk=last.pk, kind=last.kind, entry_id=last.entry_id)
    assert cards(client, "/practices/?country=hu") == ["Restored"]
    assert settings.FACETS_BY_SQL is False
