"""A small knowledge base in which every route has an address, and one person of each kind."""

import re
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from taggit.models import Tag

from clusterix.browse.models import Synonyms
from clusterix.desk import audit, snapshots, writing
from clusterix.desk.models import AuditEntry, Held
from clusterix.desk.models.trail import trail_of
from clusterix.imports.models import Batch
from clusterix.links import remembering
from clusterix.links.models import LinkCheck
from clusterix.ops import accounts
from clusterix.pages.models import AccessibilityReport
from clusterix.publishing.records import whole
from partners.models import Partner, SwotEntry
from practices.models import Approach, Attachment, Interest, Practice
from recommendations.models import Action, Answer, Indicator, Recommendation
from tests.addresses import DOOR, Route
from tests.graph import make_graph
from tests.making import make_answer, make_interest, make_partner
from tests.page_reading import body
from workgroups.models import WorkingGroup


def make_people(person: Any, superuser: User, samples: dict[type, Any]) -> dict[str, User | None]:
    home, group = samples[Partner], samples[WorkingGroup]
    return {
        "visitor": None,
        "editor": person("editor", accounts.PARTNER_EDITORS, partner=home),
        "stranger": person("stranger", accounts.PARTNER_EDITORS, partner=make_partner()),
        "lead": person("lead", accounts.GROUP_LEADS, group=group),
        "manager": person("manager", accounts.PROJECT_MANAGERS),
        "administrator": person("chief", accounts.ADMINISTRATORS),
        "superuser": superuser,
    }


def make_samples() -> dict[type, Any]:
    """Return one record of every model that a route can ask for, each with a version to go back to."""
    found = {model: records[0] for model, records in make_graph().items()}
    found |= {model: model.objects.first() for model in (SwotEntry, Approach, Action, Indicator, Tag)}
    found[Synonyms] = Synonyms.objects.create(terms="PPI, public-private innovation")
    for record in [one for one in found.values() if whole(one) is one]:
        writing.added(record, None)
    found[AccessibilityReport] = AccessibilityReport.objects.create(what="Too small.", ticket="1")
    found[Interest] = make_interest(practice=found[Practice])
    found[Answer] = make_answer(recommendation=found[Recommendation], state=Answer.State.WAITING)
    found[User] = User.objects.create_user("sample")
    remembering.note(found[Practice])
    found[LinkCheck] = LinkCheck.objects.first()
    found[AuditEntry] = audit.record(AuditEntry.Action.COMMAND, None, "sample")
    return found


def hold(record: Any, person: User) -> Held:
    """Keep a change of the person's that could not be saved, so that there is one to resolve."""
    data = snapshots.take(whole(record))
    return Held.objects.create(trail=trail_of(record), by=person, revision=1, data=data)


def address_of(route: Route, samples: dict[type, Any], person: User | None) -> str:
    """Return an address of the route, with the sample record of its kind in the place of arguments."""
    special = {
        "publishing:media": lambda: Attachment.objects.get().file.url,
        "pages:sitemap-section": lambda: "/sitemap-practice.xml",
        "admin:autocomplete": lambda: (
            "/admin/autocomplete/?app_label=practices&model_name=practice&field_name=partner&term=a"
        ),
        "desk:shared-preview": lambda: "/preview/a-token-that-nobody-made/",
        "notices:off": lambda: "/notices/off/a-token-that-nobody-signed/",
        "admin:app_list": lambda: "/admin/practices/",
        "accounts:invitation": lambda: "/accounts/invitation/a-token-that-nobody-made/",
        "account_reset_password_from_key": lambda: "/accounts/password/reset/key/1-a-key/",
        "mfa_remove_webauthn": lambda: "/accounts/2fa/devices/1/remove/",
        "openid_connect_login": lambda: "/accounts/oidc/sso/login/",
        "openid_connect_callback": lambda: "/accounts/oidc/sso/login/callback/",
        "admin/(?P<url>.*)$": lambda: "/admin/nothing-here/",
    }
    if route.name in special:
        return special[route.name]()
    if route.pattern.startswith(DOOR):
        return reverse(route.name)
    if not route.pattern.startswith("admin/"):
        return "/" + re.sub(r"<.*?>", lambda _: samples[route.model].slug, route.pattern)
    pattern = route.pattern
    if "<" not in pattern:
        return f"/{pattern}"
    record = samples[apps.get_model(*pattern.split("/")[1:3])]
    if "<int:held_id>" in pattern:
        held = hold(record, person).pk if person else 1
        pattern = pattern.replace("<int:held_id>", str(held))
    pattern = pattern.replace("<int:link_id>", "1")  # there is none
    if "<int:batch>" in pattern:
        kind = ContentType.objects.get_for_model(record)
        batch = Batch.objects.create(content_type=kind, file_name="sample.csv", state=Batch.State.READ)
        pattern = pattern.replace("<int:batch>", str(batch.pk))
    return "/" + re.sub(r"<.*?>", str(record.pk), pattern)


def answer(client: Client, method: str, address: str) -> int:
    """Return how the address answers to the method, with data that say nothing to any form."""
    given = {"post": "yes", "nonsense": "nonsense"} if method == "post" else None
    response = getattr(client, method)(address, given)
    body(response)  # so that the file that it may be is closed
    return response.status_code
