"""What every route answers to a visitor, an editor and an administrator. A new route has to be added here."""

Access = tuple[int, int, int]  # what GET answers to a visitor, an editor, an administrator
EVERYBODY: Access = (200, 200, 200)
SIGNED_IN: Access = (302, 200, 200)
ADMINISTRATORS: Access = (302, 403, 200)

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
    "practices:transfer-list",
    "practices:service-list",
    "practices:service-detail",
    "partners:partner-list",
    "partners:partner-detail",
    "partners:project-list",
    "partners:project-detail",
    "workgroups:group-list",
    "workgroups:group-detail",
    "workgroups:meeting-list",
    "workgroups:meeting-detail",
    "workgroups:exchange-list",
    "workgroups:exchange-detail",
    "recommendations:recommendation-list",
    "recommendations:recommendation-detail",
    "recommendations:plan-list",
    "recommendations:plan-detail",
]
LISTS_AS_FILES = [
    f"{name}-{kind}" for name in PUBLIC_ROUTES if name.endswith("-list") for kind in ("csv", "xlsx", "json")
]
PICTURES = [f"{name}-picture" for name in PUBLIC_ROUTES if name.endswith("-detail")]
DESK: dict[str, Access] = {
    "admin:index": SIGNED_IN,
    "admin:login": (200, 302, 302),
    "admin:logout": (302, 405, 405),  # signing out is a POST
    "admin:password_change": SIGNED_IN,
    "admin:password_change_done": SIGNED_IN,
    "admin:autocomplete": SIGNED_IN,
    "admin:jsi18n": SIGNED_IN,
    "admin:view_on_site": (302, 302, 302),
    "admin:app_list": SIGNED_IN,
    "admin:auth_user_password_change": ADMINISTRATORS,
    "admin/(?P<url>.*)$": (302, 404, 404),
}
FOR_EDITORS = [
    "publishing_source",
    "partners_partner",
    "partners_swotentry",
    "partners_relatedproject",
    "workgroups_workinggroup",
    "workgroups_meeting",
    "workgroups_staffexchange",
    "practices_practice",
    "practices_transfer",
    "practices_service",
    "recommendations_recommendation",
    "recommendations_actionplan",
    "recommendations_indicator",
    "taggit_tag",
    "browse_synonyms",
]
FOR_ADMINISTRATORS = ["auth_group", "auth_user", "pages_accessibilityreport"]
EDITORS_MAY: dict[str, Access] = {
    "changelist": SIGNED_IN,
    "add": SIGNED_IN,
    "change": SIGNED_IN,
    "history": SIGNED_IN,
    "delete": ADMINISTRATORS,
}


def declared() -> dict[str, Access]:
    table = dict.fromkeys(PUBLIC_ROUTES + LISTS_AS_FILES + PICTURES, EVERYBODY) | DESK
    for model in FOR_EDITORS + FOR_ADMINISTRATORS:
        for page, access in EDITORS_MAY.items():
            hidden = model in FOR_ADMINISTRATORS
            table[f"admin:{model}_{page}"] = ADMINISTRATORS if hidden else access
        table[f"admin/{model.replace('_', '/')}/<path:object_id>/"] = (302, 302, 302)
    table["admin:pages_accessibilityreport_add"] = (302, 403, 403)  # only visitors write reports
    return table
