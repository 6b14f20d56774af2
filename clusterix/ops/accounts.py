"""The first administrator, and the groups of editors and managers."""

import secrets

from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q

from .content import CONTENT_APPS

ADMINISTRATOR = "admin"
EDITORS = "Editors"
MANAGERS = "Managers"


def first_administrator() -> str | None:
    """Make an administrator where there is none, and return the password; None where there is one already."""
    if User.objects.filter(is_superuser=True).exists():
        return None
    password = secrets.token_urlsafe(15)
    User.objects.create_superuser(ADMINISTRATOR, password=password)
    return password


def editors() -> Group:
    """Return the group that edits the content: it may add and change, neither delete nor see users."""
    group, made = Group.objects.get_or_create(name=EDITORS)
    if made:
        content = Q(content_type__app_label__in=(*CONTENT_APPS, "taggit")) | Q(content_type__model="synonyms")
        allowed = Permission.objects.filter(content)
        group.permissions.set(allowed.exclude(codename__startswith="delete_"))
    return group


def managers() -> Group:
    """Return the group that reads visitors' reports, with their addresses, and marks them as dealt with."""
    group, made = Group.objects.get_or_create(name=MANAGERS)
    if made:
        allowed = ("view_accessibilityreport", "change_accessibilityreport")
        group.permissions.set(Permission.objects.filter(codename__in=allowed))
    return group
