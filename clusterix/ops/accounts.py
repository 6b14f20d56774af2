"""The first administrator, and the roles: what each may do at the desk, whatever the records' owners are.

Whose records a person edits is said in the person's account; `publishing/rights.py` reads it.
"""

import secrets
from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q, QuerySet

from clusterix.desk import audit
from clusterix.desk.models import AuditEntry
from clusterix.publishing import rights as rules

from .content import CONTENT_APPS

ADMINISTRATOR = "admin"
PARTNER_EDITORS = "Partner editors"
GROUP_LEADS = "Working-group leads"
PROJECT_MANAGERS = "Project managers"
ADMINISTRATORS = "Administrators"

OF_PARTNERS = ("practice", "service", "staffexchange", "actionplan", "swotentry", "approach")
PARTS = ("link", "image", "attachment", "idea", "action", "uptake", "indicator", "reading", "entrytheme")
# Everybody at the desk cites sources and may add one; to change what others cite is for managers.
SOURCES = Q(codename__in=("view_source", "add_source"))
# The report shows everybody the links of what they edit.
LINKS = Q(codename="view_linkcheck")


def _named(*models: str, without: tuple[str, ...] = ()) -> Q:
    excluded = [f"{may}_{model}" for may in without for model in models]
    return Q(content_type__model__in=models) & ~Q(codename__in=excluded)


def _content() -> Q:
    return Q(content_type__app_label__in=(*CONTENT_APPS, "taggit")) | Q(content_type__model="synonyms")


# What each role may do. Roles are part of the program: every set-up makes them what they are here.
ROLES = {
    PARTNER_EDITORS: SOURCES | LINKS | _named(*OF_PARTNERS, *PARTS) | Q(codename="view_opinion"),
    GROUP_LEADS: SOURCES
    | LINKS
    | _named("meeting", "approach")
    | _named("workinggroup", without=("add", "delete")),
    PROJECT_MANAGERS: _content()
    | LINKS
    | Q(codename="publish")
    | Q(codename__in=("view_accessibilityreport", "change_accessibilityreport")),
}
ROLES[ADMINISTRATORS] = (
    ROLES[PROJECT_MANAGERS] | _named("user", "editor", "lead") | Q(codename="view_auditentry")
)


def first_administrator() -> str | None:
    """Make an administrator where there is none, and return the password; None where there is one already."""
    if User.objects.filter(is_superuser=True).exists():
        return None
    password = secrets.token_urlsafe(15)
    user = User.objects.create_superuser(ADMINISTRATOR, password=password)
    audit.record(AuditEntry.Action.ACCOUNT_ADDED, None, user, superuser=audit.change(None, True))
    return password


def roles() -> dict[str, Group]:
    """Return the roles by name, each with exactly the rights that it has here."""
    made = {}
    for name, rights in ROLES.items():
        made[name], _new = Group.objects.get_or_create(name=name)
        before, after = set(made[name].permissions.all()), set(Permission.objects.filter(rights))
        if before != after:
            made[name].permissions.set(after)
            codes = {"given": after - before, "taken": before - after}
            detail = {word: sorted(right.codename for right in changed) for word, changed in codes.items()}
            audit.record(AuditEntry.Action.COMMAND, None, f"Rights of the role {name}", **detail)
    return made


def rights_of(person: Any) -> set[int]:
    """Return the keys of the person's rights; of an inactive account those that it would have again."""
    found = Permission.objects.all()
    if not person.is_superuser:
        found = found.filter(Q(group__user=person) | Q(user=person))
    return set(found.values_list("pk", flat=True))


def may_manage(person: Any, other: Any) -> bool:
    """Say whether the person holds every right of the other, and may thus change what the other may do."""
    if person.is_superuser:
        return True
    reaches_records = other.editorships.exists() or other.groups_led.exists()
    if other.is_superuser or (reaches_records and not rules.manages(person)):
        return False
    return rights_of(other) <= rights_of(person)


def roles_to_give(person: Any, other: Any = None) -> QuerySet[Group]:
    """Return the roles that give no right which the person lacks, and those that the other has already."""
    beyond = Permission.objects.exclude(pk__in=rights_of(person))
    given = Group.objects.filter(name__in=ROLES).exclude(permissions__in=beyond)
    kept = Group.objects.filter(user=other) if other is not None and other.pk else Group.objects.none()
    return Group.objects.filter(Q(pk__in=given.values("pk")) | Q(pk__in=kept.values("pk"))).order_by("pk")


def described(person: User) -> dict[str, Any]:
    """Return what the account is and may do, in words."""
    return {
        "name": person.get_username(),
        "active": person.is_active,
        "superuser": person.is_superuser,
        "roles": sorted(person.groups.values_list("name", flat=True)),
        "partners": sorted(str(one.partner) for one in person.editorships.select_related("partner")),
        "working groups": sorted(str(one.group) for one in person.groups_led.select_related("group")),
    }
