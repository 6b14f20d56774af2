"""What every route answers to whom. A new route has to be added here.

A line has a number for each of PEOPLE, in their order: what GET and HEAD answer, and after a bar what a POST
answers that says nothing useful, where it differs. Every other method is refused.
"""

from collections.abc import Iterator
from typing import NamedTuple

# The editor is of the partner whose the records are, the stranger of another; the lead leads the group.
# The administrator has that role; a superuser is what `manage.py setup` makes.
PEOPLE = ("visitor", "editor", "stranger", "lead", "manager", "administrator", "superuser")


class Access(NamedTuple):
    get: tuple[int, ...]
    post: tuple[int, ...]
    others: tuple[int, ...]  # PUT, PATCH, DELETE


def access(line: str, others: tuple[int, ...]) -> Access:
    rows = [tuple(int(number) for number in part.split()) for part in line.split("|")]
    assert all(len(row) == len(PEOPLE) for row in rows), line
    return Access(rows[0], rows[-1], others)


PUBLIC = "200 200 200 200 200 200 200 | 405 405 405 405 405 405 405"
PUBLIC_ROUTES = [
    "pages:home",
    "pages:search",
    "pages:suggest",
    "pages:picture",
    "pages:robots",
    "pages:sitemap",
    "pages:sitemap-section",
    "pages:about",
    "pages:accessibility",
    "pages:feedback",
    "pages:feedback-thanks",
    "pages:privacy",
    "pages:legal",
    "style:page",
    "publishing:media",
    "ops:livez",
    "ops:readyz",
    "practices:practice-list",
    "practices:practice-detail",
    "practices:compare",
    "practices:interest",
    "practices:interest-thanks",
    "practices:transfer-list",
    "practices:service-list",
    "practices:service-detail",
    "matching:needs-and-offers",
    "partners:partner-list",
    "partners:partner-detail",
    "partners:project-list",
    "partners:project-detail",
    "glossary:term-list",
    "glossary:term-detail",
    "workgroups:group-list",
    "workgroups:group-detail",
    "workgroups:meeting-list",
    "workgroups:meeting-detail",
    "workgroups:exchange-list",
    "workgroups:exchange-detail",
    "recommendations:recommendation-list",
    "recommendations:recommendation-detail",
    "recommendations:brief",
    "recommendations:brief-choice",
    "recommendations:applies",
    "recommendations:applies-thanks",
    "recommendations:plan-list",
    "recommendations:plan-detail",
]
LISTS_AS_FILES = [
    f"{name}-{kind}" for name in PUBLIC_ROUTES if name.endswith("-list") for kind in ("csv", "xlsx", "json")
]
PICTURES = [f"{name}-picture" for name in PUBLIC_ROUTES if name.endswith("-detail")]
WITH_A_FORM = dict.fromkeys(
    ("pages:feedback", "practices:interest", "recommendations:applies"), "200 200 200 200 200 200 200"
)

OPEN_TO_ALL = ("admin:login", "desk:shared-preview", "notices:off")
# The pages at the door. Whoever is signed in is led on from where people sign in, and shows that it is them
# before they see a secret or change one.
DOOR = {
    "accounts:invitation": "404 404 404 404 404 404 404",
    "account_login": "200 302 302 302 302 302 302",
    "account_logout": "302 200 200 200 200 200 200 | 302 302 302 302 302 302 302",
    "account_reauthenticate": "302 200 200 200 200 200 200",
    "account_reset_password": "200 200 200 200 200 200 200",
    "account_reset_password_done": "200 200 200 200 200 200 200 | 405 405 405 405 405 405 405",
    "account_reset_password_from_key": "200 200 200 200 200 200 200",
    "account_reset_password_from_key_done": "200 200 200 200 200 200 200 | 405 405 405 405 405 405 405",
    "mfa_index": "302 200 200 200 200 200 200 | 302 405 405 405 405 405 405",
    "mfa_authenticate": "302 302 302 302 302 302 302",
    "mfa_reauthenticate": "302 302 302 302 302 302 302",
    "mfa_activate_totp": "302 302 302 302 302 302 302",
    "mfa_deactivate_totp": "302 404 404 404 404 404 404",
    "mfa_view_recovery_codes": "302 404 404 404 404 404 404 | 302 405 405 405 405 405 405",
    "mfa_generate_recovery_codes": "302 302 302 302 302 302 302",
    "mfa_list_webauthn": "302 200 200 200 200 200 200 | 302 405 405 405 405 405 405",
    "mfa_add_webauthn": "302 302 302 302 302 302 302",
    "mfa_login_webauthn": "302 302 302 302 302 302 302",
    "mfa_reauthenticate_webauthn": "302 302 302 302 302 302 302",
    "mfa_remove_webauthn": "302 302 302 302 302 302 302",
    "openid_connect_login": "404 404 404 404 404 404 404",
    "openid_connect_callback": "404 404 404 404 404 404 404",
    "socialaccount_login_cancelled": "302 302 302 302 302 302 302",
}
DESK = {
    "desk:shared-preview": "404 404 404 404 404 404 404 | 405 405 405 405 405 405 405",
    "notices:off": "404 404 404 404 404 404 404",
    "notices:wish": "302 200 200 200 200 200 200",
    "admin:index": "302 200 200 200 200 200 200",
    "admin:login": "200 302 302 302 302 302 302",
    "admin:logout": "302 405 405 405 405 405 405 | 302 302 302 302 302 302 302",
    "admin:password_change": "302 200 200 200 200 200 200",
    "admin:password_change_done": "302 200 200 200 200 200 200 | 302 405 405 405 405 405 405",
    "admin:trash": "302 200 200 200 200 200 200 | 302 405 405 405 405 405 405",
    "admin:autocomplete": "302 200 200 403 200 200 200 | 302 405 405 405 405 405 405",
    "admin:jsi18n": "302 200 200 200 200 200 200 | 302 405 405 405 405 405 405",
    "admin:app_list": "302 200 200 200 200 200 200",
    "admin/(?P<url>.*)$": "302 404 404 404 404 404 404",
    "admin:auth_user_password_change": "302 403 403 403 403 200 200",
    "admin:auth_user_invitation": "302 403 403 403 403 200 200",
    "admin:auth_user_second_factor": "302 403 403 403 403 200 200",
    "admin:desk_auditentry_export": "302 403 403 403 403 405 405 | 302 403 403 403 403 200 200",
}

# The pages of a kind of record. A form that names no revision is stale (409), a step that has no name is
# refused (403), a version that is not named does not exist (404), nor in the trash what is not in it.
OF_PARTNERS = {
    "add_kept": "302 302 302 403 302 302 302 | 302 200 200 403 200 200 200",
    "kept": "302 302 404 404 302 302 302 | 302 200 404 404 200 200 200",
    "presence": "302 405 404 404 405 405 405 | 302 200 404 404 200 200 200",
    "preview": "302 302 404 404 302 302 302 | 302 405 404 404 405 405 405",
    "share": "302 200 404 404 200 200 200",
    "withdraw": "302 405 404 404 405 405 405 | 302 404 404 404 404 404 404",
    "remark": "302 405 404 404 405 405 405 | 302 302 404 404 302 302 302",
    "links": "302 200 404 404 200 200 200 | 302 302 404 404 302 302 302",
    "changelist add": "302 200 200 403 200 200 200",
    "change": "302 200 404 404 200 200 200 | 302 409 404 404 409 409 409",
    "history compare": "302 200 404 404 200 200 200",
    "revert": "302 405 404 404 405 405 405 | 302 404 404 404 404 404 404",
    "resolve": "302 409 404 404 409 409 409",
    "move": "302 405 404 404 405 405 405 | 302 403 404 404 403 403 403",
    "delete": "302 403 404 404 200 200 200 | 302 403 404 404 409 409 409",
    "restore": "302 405 404 404 405 405 405 | 302 404 404 404 404 404 404",
    "purge": "302 404 404 404 404 404 404",
}
OF_GROUPS = {
    "add_kept": "302 403 403 302 302 302 302 | 302 403 403 200 200 200 200",
    "kept": "302 404 404 302 302 302 302 | 302 404 404 200 200 200 200",
    "presence": "302 404 404 405 405 405 405 | 302 404 404 200 200 200 200",
    "preview": "302 404 404 302 302 302 302 | 302 404 404 405 405 405 405",
    "share": "302 404 404 200 200 200 200",
    "withdraw": "302 404 404 405 405 405 405 | 302 404 404 404 404 404 404",
    "remark": "302 404 404 405 405 405 405 | 302 404 404 302 302 302 302",
    "links": "302 404 404 200 200 200 200 | 302 404 404 302 302 302 302",
    "changelist add": "302 403 403 200 200 200 200",
    "change": "302 404 404 200 200 200 200 | 302 404 404 409 409 409 409",
    "history compare": "302 404 404 200 200 200 200",
    "revert": "302 404 404 405 405 405 405 | 302 404 404 404 404 404 404",
    "resolve": "302 404 404 409 409 409 409",
    "move": "302 404 404 405 405 405 405 | 302 404 404 403 403 403 403",
    "delete": "302 404 404 403 200 200 200",
    "restore": "302 404 404 405 405 405 405 | 302 404 404 404 404 404 404",
    "purge": "302 404 404 404 404 404 404",
}
OF_MANAGERS = {
    "add_kept": "302 403 403 403 302 302 302 | 302 403 403 403 200 200 200",
    "kept": "302 404 404 404 302 302 302 | 302 404 404 404 200 200 200",
    "presence": "302 404 404 404 405 405 405 | 302 404 404 404 200 200 200",
    "preview": "302 404 404 404 302 302 302 | 302 404 404 404 405 405 405",
    "share": "302 404 404 404 200 200 200",
    "withdraw": "302 404 404 404 405 405 405 | 302 404 404 404 404 404 404",
    "remark": "302 404 404 404 405 405 405 | 302 404 404 404 302 302 302",
    "links": "302 404 404 404 200 200 200 | 302 404 404 404 302 302 302",
    "changelist add": "302 403 403 403 200 200 200",
    "change": "302 404 404 404 200 200 200 | 302 404 404 404 409 409 409",
    "history compare": "302 404 404 404 200 200 200",
    "revert": "302 404 404 404 405 405 405 | 302 404 404 404 404 404 404",
    "resolve": "302 404 404 404 409 409 409",
    "move": "302 404 404 404 405 405 405 | 302 404 404 404 403 403 403",
    "delete": "302 404 404 404 200 200 200 | 302 404 404 404 409 409 409",
    "restore": "302 404 404 404 405 405 405 | 302 404 404 404 404 404 404",
    "purge": "302 404 404 404 404 404 404",
}
WORDS = {
    "add_kept kept": "302 403 403 403 302 302 302 | 302 403 403 403 200 200 200",
    "presence": "302 403 403 403 405 405 405 | 302 403 403 403 200 200 200",
    "changelist add history compare": "302 403 403 403 200 200 200",
    "change delete": "302 403 403 403 200 200 200 | 302 403 403 403 409 409 409",
    "revert": "302 403 403 403 405 405 405 | 302 403 403 403 404 404 404",
    "resolve": "302 403 403 403 409 409 409",
}
# Everybody cites sources and may add one; what others cite is for managers to change.
SOURCES = {
    "add_kept": "302 302 302 302 302 302 302 | 302 200 200 200 200 200 200",
    "kept": "302 302 302 302 302 302 302 | 302 403 403 403 200 200 200",
    "presence": "302 405 405 405 405 405 405 | 302 200 200 200 200 200 200",
    "changelist add history compare": "302 200 200 200 200 200 200",
    "links": "302 200 200 200 200 200 200 | 302 302 302 302 302 302 302",
    "change": "302 200 200 200 200 200 200 | 302 403 403 403 409 409 409",
    "revert": "302 405 405 405 405 405 405 | 302 403 403 403 404 404 404",
    "resolve": "302 409 409 409 409 409 409 | 302 404 404 404 409 409 409",
    "delete": "302 403 403 403 200 200 200 | 302 403 403 403 409 409 409",
}
NOT_OF_PARTS = (
    "changelist add",
    "move",
    "delete",
    "preview",
    "share",
    "withdraw",
    "remark",
    "links",
    "add_kept",
    "kept",
    "restore",
    "purge",
)
# An action or an indicator is made and taken away on its plan’s page, and steps are the plan’s. The plan is
# published: nobody changes its parts in place.
PARTS_OF_PLANS = {page: line for page, line in OF_PARTNERS.items() if page not in NOT_OF_PARTS} | {
    "add_kept": "302 403 403 403 403 403 403",
    "kept": "302 302 404 404 302 302 302 | 302 403 404 404 403 403 403",
    "changelist": "302 200 200 403 200 200 200",
    "add": "302 403 403 403 403 403 403",
    "change": "302 200 404 404 200 200 200 | 302 403 404 404 403 403 403",
    "delete": "302 403 404 404 403 403 403",
}
ACCOUNTS = {
    "presence": "302 403 403 403 403 405 405 | 302 403 403 403 403 200 200",
    "changelist add": "302 403 403 403 403 200 200",
    "change delete": "302 403 403 403 403 200 200 | 302 403 403 403 403 409 409",
    "history": "302 403 403 403 403 302 302",
}
AUDIT_LOG = {
    "changelist history": "302 403 403 403 403 200 200",
    "change": "302 403 403 403 403 200 200 | 302 403 403 403 403 403 403",
    "add delete": "302 403 403 403 403 403 403",
}
# The sample link is named by a record of the editor’s partner. To everybody else it does not exist.
LINKS = {
    "changelist": "302 200 200 200 200 200 200",
    "change": "302 200 302 302 200 200 200 | 302 403 403 403 403 403 403",
    "history": "302 200 302 302 200 200 200",
    "add delete": "302 403 403 403 403 403 403",
}
# Visitors write reports; managers mark them as dealt with, and superusers delete them where somebody asks.
REPORTS = {
    "presence": "302 403 403 403 405 405 405 | 302 403 403 403 200 200 200",
    "changelist": "302 403 403 403 200 200 200",
    "add": "302 403 403 403 403 403 403",
    "change": "302 403 403 403 200 200 200 | 302 403 403 403 409 409 409",
    "history": "302 404 404 404 404 404 404",
    "delete": "302 403 403 403 403 403 200 | 302 403 403 403 403 403 409",
}
# Nobody changes what a visitor wrote; managers take steps with it, and delete it where somebody asks.
INTERESTS = {
    "presence": "302 403 403 403 405 405 405 | 302 403 403 403 200 200 200",
    "changelist": "302 403 403 403 200 200 200",
    "add": "302 403 403 403 403 403 403",
    "change": "302 403 403 403 200 200 200 | 302 403 403 403 403 403 403",
    "step": "302 403 403 403 405 405 405 | 302 403 403 403 403 403 403",
    "history": "302 404 404 404 404 404 404",
    "delete": "302 403 403 403 200 200 200 | 302 403 403 403 409 409 409",
}
# Readers write answers; managers accept or refuse them, and delete them where somebody asks.
ANSWERS = REPORTS | {"delete": "302 403 403 403 200 200 200 | 302 403 403 403 409 409 409"}
# Whoever may write records may send files; of an import, others than its maker and managers know nothing.
IMPORTS_OF_PARTNERS = {
    "import": "302 200 200 403 200 200 200",
    "import_template import_workbook import_csv": "302 200 200 403 200 200 200 | 302 405 405 403 405 405 405",
    "import_batch": "302 404 404 403 200 200 200 | 302 405 405 403 405 405 405",
    "import_write import_undo": "302 405 405 403 405 405 405 | 302 404 404 403 302 302 302",
}
IMPORTS_OF_MANAGERS = {
    "import": "302 403 403 403 200 200 200",
    "import_template import_workbook import_csv": "302 403 403 403 200 200 200 | 302 403 403 403 405 405 405",
    "import_batch": "302 403 403 403 200 200 200 | 302 403 403 403 405 405 405",
    "import_write import_undo": "302 403 403 403 405 405 405 | 302 403 403 403 302 302 302",
}
IMPORTED = {
    "practices_practice": IMPORTS_OF_PARTNERS,
    "workgroups_staffexchange": IMPORTS_OF_PARTNERS,
    "partners_partner": IMPORTS_OF_MANAGERS,
    "practices_transfer": IMPORTS_OF_MANAGERS,
    "recommendations_recommendation": IMPORTS_OF_MANAGERS,
}


def _with_leads(pages: dict[str, str]) -> dict[str, str]:
    """Return what partners' editors get, and leads of what belongs to their own group the same."""
    return {names: " | ".join(_as_editors(one) for one in line.split(" | ")) for names, line in pages.items()}


def _as_editors(line: str) -> str:
    visitor, editor, stranger, _lead, *others = line.split()
    return " ".join((visitor, editor, stranger, editor, *others))


# The text of a form goes with a visitor to the sign-in page (200), but for what is about people.
NOT_CARRIED = (ACCOUNTS, AUDIT_LOG, REPORTS, INTERESTS, ANSWERS, LINKS)
KINDS = {
    "practices_practice": OF_PARTNERS,
    "practices_service": OF_PARTNERS,
    "practices_approach": _with_leads(OF_PARTNERS),
    "workgroups_staffexchange": OF_PARTNERS,
    "recommendations_actionplan": OF_PARTNERS,
    "partners_swotentry": OF_PARTNERS,
    "recommendations_action": PARTS_OF_PLANS,
    "recommendations_indicator": PARTS_OF_PLANS,
    "workgroups_workinggroup": OF_GROUPS,
    "workgroups_meeting": OF_GROUPS,
    "glossary_term": OF_MANAGERS,
    "partners_partner": OF_MANAGERS,
    "partners_relatedproject": OF_MANAGERS,
    "practices_transfer": OF_MANAGERS,
    "practices_interest": INTERESTS,
    "recommendations_recommendation": OF_MANAGERS,
    "taggit_tag": WORDS,
    "browse_synonyms": WORDS,
    "publishing_source": SOURCES,
    "auth_user": ACCOUNTS,
    "desk_auditentry": AUDIT_LOG,
    "links_linkcheck": LINKS,
    "pages_accessibilityreport": REPORTS,
    "recommendations_answer": ANSWERS,
}
# What differs from its kind: managers make groups; where others cite a record, the page says so (200).
ALONE = {
    "publishing_source_delete": "302 403 403 403 200 200 200",
    "recommendations_recommendation_delete": "302 404 404 404 200 200 200",
    "workgroups_workinggroup_add": "302 403 403 403 200 200 200",
    "workgroups_workinggroup_add_kept": "302 403 403 403 302 302 302 | 302 403 403 403 200 200 200",
    "practices_practice_delete": "302 403 404 404 200 200 200",
    "workgroups_staffexchange_delete": "302 403 404 404 200 200 200",
    "partners_partner_delete": "302 404 404 404 200 200 200",
    "partners_relatedproject_delete": "302 404 404 404 200 200 200",
}


def declared() -> dict[str, Access]:
    """Return what is declared of every route by its name."""
    everybody = (405,) * len(PEOPLE)
    public = PUBLIC_ROUTES + LISTS_AS_FILES + PICTURES
    door = {name: access(line, everybody) for name, line in DOOR.items()}
    return dict(_desk()) | door | {name: access(WITH_A_FORM.get(name, PUBLIC), everybody) for name in public}


def _desk() -> Iterator[tuple[str, Access]]:
    refused = (302, *[405] * (len(PEOPLE) - 1))
    for name, line in DESK.items():
        yield name, access(line, (405,) * len(PEOPLE) if name in OPEN_TO_ALL else refused)
    for model, pages in IMPORTED.items():
        for names, line in pages.items():
            for page in names.split():
                yield f"admin:{model}_{page}", access(line, refused)
    for model, pages in KINDS.items():
        for page, line in [(page, line) for names, line in pages.items() for page in names.split()]:
            found = access(ALONE.get(f"{model}_{page}", line), refused)
            if page in ("add", "change") and pages not in NOT_CARRIED:
                found = found._replace(post=(200, *found.post[1:]))
            yield f"admin:{model}_{page}", found
        # Addresses of records in an older Django: they lead on to the form.
        yield f"admin/{model.replace('_', '/')}/<path:object_id>/", access(" ".join(["302"] * 7), refused)
