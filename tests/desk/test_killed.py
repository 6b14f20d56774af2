"""A worker that is killed in the middle of a save leaves nothing half saved."""

import json
import signal
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from clusterix.environment import ROOT
from practices.models import Attachment, Practice
from tests.desk.acting import address, again, at_the_desk, opened, revision, versions, working_copy
from tests.making import make_practice, make_source

pytestmark = pytest.mark.django_db(transaction=True)

# It posts a form with a file; where it is told to, it is killed once the file's row is written.
WORKER = """
import json, os, signal, sys, django
from django.conf import settings
django.setup()
told = json.load(sys.stdin)
settings.MEDIA_ROOT = told["media"]
from django.db import connection
connection.settings_dict["NAME"] = told["database"]
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.test import Client
from practices.models import Attachment
save = Attachment.save
def save_and_die(paper, *args, **kwargs):
    save(paper, *args, **kwargs)
    os.kill(os.getpid(), signal.SIGKILL)
if told["dies"]:
    Attachment.save = save_and_die
client = Client()
client.force_login(User.objects.get(pk=told["person"]))
paper = {"attachments-0-file": ContentFile(b"text", name="paper.txt")}
sys.exit(client.post(told["address"], told["form"] | paper).status_code != 302)
"""


def ending_of_worker(**told: Any) -> int:
    """Return how a worker ends that saves the form: 0, or below it the number of what killed it."""
    told |= {"database": str(connection.settings_dict["NAME"]), "media": str(settings.MEDIA_ROOT)}
    program = [sys.executable, "-c", WORKER]
    ended = subprocess.run(program, cwd=ROOT, input=json.dumps(told), text=True, timeout=60)  # noqa: S603
    return ended.returncode


@pytest.fixture
def practice() -> Practice:
    practice = make_practice(title="Original", sources=[make_source()])
    practice.tags.set(["old"])
    return practice


def changed(desk: Any, practice: Practice) -> dict[str, Any]:
    """Return the form of the practice with other fields and tags, a link and a file's title."""
    return opened(desk, practice) | {
        "title": "Changed",
        "tags": "new",
        "links-TOTAL_FORMS": "1",
        "links-0-title": "A link",
        "links-0-url": "https://example.org/",
        "links-0-order": "0",
        "attachments-TOTAL_FORMS": "1",
        "attachments-0-title": "A paper",
        "attachments-0-order": "0",
    }


@pytest.mark.parametrize("status", ["draft", "published"])
def test_a_worker_that_is_killed_in_the_middle_leaves_the_record_as_it_was(manager, practice, status) -> None:
    Practice.objects.filter(pk=practice.pk).update(status=status)
    posted = {"address": address(practice), "form": changed(at_the_desk(manager), practice)}
    assert ending_of_worker(person=manager.pk, dies=True, **posted) == -signal.SIGKILL
    found = again(practice)
    assert (found.title, list(found.tags.names()), found.links.count()) == ("Original", ["old"], 0)
    assert (working_copy(practice), revision(practice), versions(practice)) == (None, 0, [])
    assert not Attachment.objects.exists()


def test_a_worker_that_lives_saves_it_all(manager, practice) -> None:
    """The control: the same form at a worker that nobody kills."""
    posted = {"address": address(practice), "form": changed(at_the_desk(manager), practice)}
    assert ending_of_worker(person=manager.pk, dies=False, **posted) == 0
    copy = working_copy(practice)
    assert (copy.title, list(copy.tags.names())) == ("Changed", ["new"])
    assert (copy.links.get().title, copy.attachments.get().title) == ("A link", "A paper")
    assert revision(practice) == 1
