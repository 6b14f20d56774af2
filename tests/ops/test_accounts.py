"""Accounts at the desk: nobody gives, takes or uses rights beyond their own."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.utils.html import strip_tags

from clusterix.ops import accounts
from clusterix.ops.account_forms import AccountForm
from partners.models import Editor
from tests.form_reading import Form
from tests.making import make_group, make_partner

pytestmark = pytest.mark.django_db

LIST, ADD = "/admin/auth/user/", "/admin/auth/user/add/"
NEW = {"password1": "a-long-phrase-of-7", "password2": "a-long-phrase-of-7"}


@pytest.fixture
def chief(person) -> User:
    """Somebody with the role of administrators, who is no superuser."""
    return person("chief", accounts.ADMINISTRATORS)


@pytest.fixture
def desk(client, chief) -> Any:
    client.force_login(chief)
    return client


@pytest.fixture
def helper(person) -> User:
    """Somebody who looks after accounts, but neither publishes nor edits everything."""
    made = person("helper", accounts.PARTNER_EDITORS)
    made.user_permissions.set(Permission.objects.filter(content_type__model__in=("user", "editor", "lead")))
    return made


def page(person: User, name: str = "change") -> str:
    return f"{LIST}{person.pk}/{name}/"


def form_of(client: Any, address: str) -> dict[str, Any]:
    return Form(client.get(address)).values


def role(name: str) -> list[int]:
    return [accounts.roles()[name].pk]


def state(person: User) -> tuple[Any, ...]:
    found = User.objects.get(pk=person.pk)
    return (found.username, found.password, found.is_active, found.is_superuser, *found.groups.order_by("pk"))


def test_an_administrator_makes_an_account_with_role_partner_and_group_in_one_form(desk) -> None:
    partner, group = make_partner(), make_group()
    given = form_of(desk, ADD) | NEW | {"username": "anna", "groups": role(accounts.PARTNER_EDITORS)}
    given |= {"editorships-TOTAL_FORMS": "1", "editorships-0-partner": partner.pk}
    given |= {"groups_led-TOTAL_FORMS": "1", "groups_led-0-group": group.pk}
    assert desk.post(ADD, given).status_code == 302
    anna = User.objects.get(username="anna")
    assert [one.name for one in anna.groups.all()] == [accounts.PARTNER_EDITORS]
    assert (anna.editorships.get().partner, anna.groups_led.get().group) == (partner, group)
    assert anna.is_staff, "whoever has a role comes to the desk"
    assert not anna.is_superuser
    assert anna.check_password(NEW["password1"])


def test_whoever_loses_their_last_role_comes_to_the_desk_no_more(desk, client, editor) -> None:
    given = form_of(desk, page(editor))
    del given["groups"]
    assert desk.post(page(editor), given).status_code == 302
    assert not User.objects.get(pk=editor.pk).is_staff
    client.force_login(editor)
    assert client.get("/admin/").status_code == 302


def test_offered_are_the_roles_that_give_no_more_than_ones_own_rights(desk, client, helper, editor) -> None:
    accounts.roles()
    offered = desk.get(ADD).context["adminform"].form.fields["groups"].queryset
    assert {one.name for one in offered} == set(accounts.ROLES)
    client.force_login(helper)
    offered = client.get(page(editor)).context["adminform"].form.fields["groups"].queryset
    assert {one.name for one in offered} == {accounts.PARTNER_EDITORS}


@pytest.mark.parametrize("name", [accounts.ADMINISTRATORS, accounts.PROJECT_MANAGERS])
def test_a_role_beyond_ones_own_rights_is_refused_to_a_hand_made_form(client, helper, editor, name) -> None:
    client.force_login(helper)
    for address in (ADD, page(editor), page(helper)):
        given = form_of(client, address) | NEW | {"username": "new", "groups": role(name)}
        response = client.post(address, given)
        assert response.status_code == 200
        assert "groups" in response.context["adminform"].form.errors
    assert not User.objects.filter(groups__name=name).exists()


def test_without_the_choice_by_rights_the_form_would_give_that_role(
    client, helper, editor, monkeypatch
) -> None:
    """The control of the test above."""
    monkeypatch.setattr(accounts, "roles_to_give", lambda *people: Group.objects.all())
    client.force_login(helper)
    given = form_of(client, page(editor)) | {"groups": role(accounts.ADMINISTRATORS)}
    assert client.post(page(editor), given).status_code == 302
    assert User.objects.filter(groups__name=accounts.ADMINISTRATORS).exists()


def test_neither_superuser_nor_single_rights_are_given_by_a_hand_made_form(desk, editor) -> None:
    more = {"is_superuser": "on", "is_staff": "on", "user_permissions": [Permission.objects.first().pk]}
    given = form_of(desk, page(editor)) | more
    assert "is_superuser" not in form_of(desk, page(editor))
    assert desk.post(page(editor), given).status_code == 302
    desk.post(ADD, form_of(desk, ADD) | NEW | more | {"username": "new"})
    assert User.objects.filter(username="new").exists()
    assert not User.objects.filter(is_superuser=True).exists()
    assert not User.objects.filter(user_permissions__isnull=False).exists()


def test_a_superuser_makes_a_superuser(client, administrator, editor) -> None:
    client.force_login(administrator)
    given = form_of(client, page(editor)) | {"is_superuser": "on"}
    assert client.post(page(editor), given).status_code == 302
    assert User.objects.get(pk=editor.pk).is_superuser


def above(person: Any, administrator: User) -> dict[str, User]:
    """Return people who have, or would have once active, a right that a helper lacks."""
    sleeping = person("sleeping", accounts.ADMINISTRATORS)
    User.objects.filter(pk=sleeping.pk).update(is_active=False)
    single = person("single", accounts.PARTNER_EDITORS)
    single.user_permissions.add(Permission.objects.get(codename="delete_synonyms"))
    reaching = person("reaching", accounts.PARTNER_EDITORS, partner=make_partner())
    manager = person("manager", accounts.PROJECT_MANAGERS)
    made = (administrator, sleeping, single, reaching, manager)
    return {one.username: one for one in made}


def every_way(client: Any, other: User) -> list[int]:
    """Try to change, to rename, to make inactive, to give a password to and to delete somebody."""
    version = {"_revision": "0"}
    given = {"username": "taken", "editorships-TOTAL_FORMS": "0", "editorships-INITIAL_FORMS": "0"}
    given |= {"groups_led-TOTAL_FORMS": "0", "groups_led-INITIAL_FORMS": "0"}
    posts = ((page(other), given), (page(other, "password"), NEW), (page(other, "delete"), {"post": "yes"}))
    return [client.post(address, version | values).status_code for address, values in posts]


def test_whoever_has_a_right_more_is_out_of_reach_in_every_way(client, helper, person, administrator) -> None:
    people = above(person, administrator)
    client.force_login(helper)
    for name, other in people.items():
        before = state(other)
        assert every_way(client, other) == [403, 403, 403], name
        assert client.get(page(other, "password")).status_code == 403
        assert "_save" not in client.get(page(other)).content.decode()
        assert state(other) == before, name


def test_without_the_rule_every_way_would_be_open(client, helper, person, administrator, monkeypatch) -> None:
    """The control of the test above."""
    monkeypatch.setattr(accounts, "may_manage", lambda *people: True)
    people = above(person, administrator)
    client.force_login(helper)
    other = people["sleeping"]
    assert every_way(client, other)[0] == 302
    assert state(other)[0] == "taken"
    password = {"_revision": "1", **NEW}
    assert client.post(page(other, "password"), password).status_code == 302
    assert client.post(page(other, "delete"), {"_revision": "2", "post": "yes"}).status_code == 302
    assert not User.objects.filter(pk=other.pk).exists()


def test_a_superuser_is_out_of_an_administrators_reach(desk, administrator) -> None:
    before = state(administrator)
    assert every_way(desk, administrator) == [403, 403, 403]
    assert state(administrator) == before


def test_an_administrator_looks_after_everybody_below(desk, editor) -> None:
    assert desk.post(page(editor, "password"), {"_revision": "0", **NEW}).status_code == 302
    assert User.objects.get(pk=editor.pk).check_password(NEW["password1"])
    given = form_of(desk, page(editor))
    del given["is_active"]
    assert desk.post(page(editor), given).status_code == 302
    assert not User.objects.get(pk=editor.pk).is_active
    assert desk.post(page(editor, "delete"), form_of_delete(2)).status_code == 302
    assert not User.objects.filter(pk=editor.pk).exists()


def form_of_delete(revision: int) -> dict[str, str]:
    return {"post": "yes", "_revision": str(revision)}


def test_partners_are_given_by_those_who_edit_all_of_them(client, helper, editor) -> None:
    client.force_login(helper)
    partner = make_partner()
    given = form_of(client, page(editor)) | {"editorships-TOTAL_FORMS": "1", "editorships-INITIAL_FORMS": "0"}
    client.post(page(editor), given | {"editorships-0-partner": partner.pk})
    assert not Editor.objects.exists()


@pytest.mark.parametrize("field", ["groups", "is_active"])
def test_nobody_shuts_themselves_out_by_mistake(desk, chief, field) -> None:
    given = form_of(desk, page(chief))
    del given[field]
    response = desk.post(page(chief), given)
    assert "You would shut yourself out." in strip_tags(response.content.decode())
    assert desk.get(page(chief)).status_code == 200
    assert desk.post(page(chief, "delete"), form_of_delete(0)).status_code == 403


def test_a_superuser_stays_one(client, administrator) -> None:
    client.force_login(administrator)
    given = form_of(client, page(administrator))
    del given["is_superuser"]
    assert "is_superuser" in client.post(page(administrator), given).context["adminform"].form.errors


def test_without_the_look_at_oneself_the_role_would_be_gone(desk, chief, monkeypatch) -> None:
    """The control of the tests above."""
    monkeypatch.setattr(AccountForm, "_keep_own_way_in", lambda form: None)
    given = form_of(desk, page(chief))
    del given["groups"]
    assert desk.post(page(chief), given).status_code == 302
    assert desk.get(page(chief)).status_code == 302


def test_who_read_an_older_state_of_an_account_overwrites_nothing(desk, editor) -> None:
    read = form_of(desk, page(editor))
    assert desk.post(page(editor), read | {"first_name": "Anna"}).status_code == 302
    for address, given in (
        (page(editor), read | {"first_name": "Eva"}),
        (page(editor, "password"), NEW | {"_revision": "0"}),
        (page(editor, "password"), NEW),
        (page(editor, "delete"), form_of_delete(0)),
    ):
        response = desk.post(address, given)
        assert response.status_code == 409, address
        assert "Somebody has changed this" in response.content.decode()
    found = User.objects.get(pk=editor.pk)
    assert found.first_name == "Anna"
    assert found.check_password("secret")


def test_a_change_of_partners_alone_counts_as_one(desk, editor) -> None:
    partner = make_partner()
    read = form_of(desk, page(editor))
    given = {"editorships-TOTAL_FORMS": "1", "editorships-0-partner": partner.pk}
    assert desk.post(page(editor), read | given).status_code == 302
    assert desk.post(page(editor), read).status_code == 409
    assert Editor.objects.get().partner == partner


def test_two_passwords_that_differ_are_told(desk, editor) -> None:
    address = page(editor, "password")
    response = desk.post(address, form_of(desk, address) | NEW | {"password2": "another-phrase-of-7"})
    assert "didn’t match" in response.content.decode()
    assert desk.post(address, form_of_again(response) | NEW).status_code == 302


def form_of_again(response: Any) -> dict[str, Any]:
    return Form(response).values


def test_roles_are_not_edited_at_the_desk(desk) -> None:
    assert Group not in admin.site._registry
    assert desk.get("/admin/auth/group/").status_code == 404


def test_the_page_of_an_account_shows_no_trace_of_its_password(client, administrator, editor) -> None:
    client.force_login(administrator)
    shown = client.get(page(editor)).content.decode()
    assert "md5" not in shown
    assert editor.password[-6:] not in shown
