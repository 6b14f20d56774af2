"""`manage.py setup`: a fresh machine's first step, and harmless every time after it."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group, User
from django.core.management import call_command

from clusterix.ops import accounts
from partners.models import Partner
from practices.models import Practice
from tests.making import make_partner
from tests.ops.programs import UNREACHABLE, run

pytestmark = pytest.mark.django_db


def setup() -> str:
    """Run the command and return what it prints."""
    printed = StringIO()
    call_command("setup", stdout=printed)
    return printed.getvalue()


def test_setup_loads_the_knowledge_base_and_prints_a_password_that_works() -> None:
    printed = setup()
    assert re.search(r"Loaded \d{3,4} records of the knowledge base\.", printed)
    assert Partner.objects.published().count() == 9
    name, password = re.search(r"Administrator: (\S+) +password: (\S+)", printed).groups()
    user = authenticate(username=name, password=password)
    assert user is not None
    assert user.is_superuser
    assert authenticate(username=name, password=f"{password}x") is None


def test_a_second_setup_changes_nothing_and_shows_no_password() -> None:
    setup()
    before = list(User.objects.values()), Practice.objects.count(), list(Group.objects.values())
    second = setup()
    assert "password" not in second
    assert "left as it is" in second
    assert (list(User.objects.values()), Practice.objects.count(), list(Group.objects.values())) == before


def test_setup_leaves_a_database_with_content_as_it_is() -> None:
    partner = make_partner()
    assert "left as it is" in setup()
    assert list(Partner.objects.all()) == [partner]
    assert not Practice.objects.exists()


def test_where_there_is_an_administrator_no_other_is_made(administrator) -> None:
    assert "password" not in setup()
    assert list(User.objects.all()) == [administrator]


def test_each_portal_has_a_password_of_its_own() -> None:
    first = accounts.first_administrator()
    User.objects.all().delete()
    assert accounts.first_administrator() != first


def test_a_partners_editor_edits_content_but_neither_partners_nor_accounts(editor) -> None:
    setup()
    rights = set(editor.get_all_permissions())
    for kind in ("practices.{}_practice", "practices.{}_attachment", "recommendations.{}_reading"):
        assert {kind.format(right) for right in ("view", "add", "change")} <= rights
    for kind in ("partners.change_partner", "taggit.change_tag", "browse.change_synonyms"):
        assert kind not in rights
    assert {right.split(".")[0] for right in rights} == {*accounts.CONTENT_APPS, "links"} - {"glossary"}
    assert {right for right in rights if "source" in right} == {
        "publishing.view_source",
        "publishing.add_source",
    }


def test_a_setup_makes_each_role_what_the_program_says() -> None:
    """Roles are part of the program: what somebody did to one by hand is set right."""
    setup()
    group = Group.objects.get(name=accounts.PARTNER_EDITORS)
    before = set(group.permissions.all())
    group.permissions.clear()
    setup()
    assert set(group.permissions.all()) == before != set()


def test_a_database_that_cannot_be_reached_is_told_in_one_sentence(tmp_path: Path) -> None:
    for address in (UNREACHABLE, f"sqlite:///{tmp_path}/no/such/folder/portal.sqlite3"):
        ended = run("manage.py", "setup", folder=tmp_path, DATABASE_URL=address)
        assert ended.returncode == 1
        assert ended.stderr.count("\n") == 1, ended.stderr
        assert "The database at DATABASE_URL cannot be reached" in ended.stderr
