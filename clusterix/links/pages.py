"""What the check adds to the desk: the page of a record’s links with its button, a notice of broken ones."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from clusterix.desk import additions, side_pages
from clusterix.desk.addresses import address_of
from clusterix.desk.working_copies import in_place, working_copy_of
from clusterix.publishing.web import web

from .checking import Summary, check_record
from .gathering import kinds, label_of, living, named_by
from .models import ENOUGH, LinkCheck, digest_of
from .seeing import checks_seen


@dataclass(frozen=True)
class Line:
    """One link of the record: which fields name it, and how it answered last."""

    address: str
    fields: list[str]
    check: LinkCheck | None

    @property
    def page(self) -> str:
        return web(self.address)


def page(desk: Any, request: HttpRequest, record: Any) -> HttpResponse:
    """Show the record’s links with their last answers; ask them now."""
    place = in_place(record)
    if request.method == "POST":
        if "_check" in request.POST:
            _tell(desk, request, check_record(place))
        return HttpResponseRedirect(address_of(place, "links"))
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    told = {"subtitle": str(place), "lines": lines(place), "enough": ENOUGH}
    context = side_pages.context(desk, request, place, _("Links"), **told)
    return TemplateResponse(request, "links/record.html", context)


def _tell(desk: Any, request: HttpRequest, summary: Summary) -> None:
    if summary.is_offline:
        words = _(
            "Not one of these links answered. The fault is probably here: nothing is counted. Try later."
        )
        desk.message_user(request, words, messages.ERROR)
        return
    asked = ngettext("%(count)d link was asked.", "%(count)d links were asked.", summary.asked)
    words = asked % {"count": summary.asked}
    if summary.not_reached:
        late = ngettext(
            "The time was up before %(count)d more: press again.",
            "The time was up before %(count)d more: press again.",
            summary.not_reached,
        )
        words = f"{words} {late % {'count': summary.not_reached}}"
    desk.message_user(request, words)


def lines(place: Any) -> list[Line]:
    """Return the links of a record and its working copy, in the order of their fields."""
    model, copy = type(place), working_copy_of(place)
    keys = list(
        living(model).filter(pk__in=[place.pk, *([copy.pk] if copy else [])]).values_list("pk", flat=True)
    )
    fields: dict[str, list[str]] = defaultdict(list)
    named = named_by(model, keys)
    for key in sorted(named):
        for address, path in named[key]:
            label = label_of(model, path)
            if key != place.pk:
                label = _("%(field)s (working copy)") % {"field": label}
            fields[address].append(label)
    checks = LinkCheck.objects.in_bulk([digest_of(one) for one in fields], field_name="digest")
    return [Line(address, found, checks.get(digest_of(address))) for address, found in fields.items()]


def broken(request: HttpRequest) -> additions.Notice | None:
    """Say how many links of one’s own records are broken."""
    person: Any = request.user
    count = checks_seen(request).broken().count() if person.has_perm("links.view_linkcheck") else 0
    if not count:
        return None
    words = ngettext("%(count)d broken link", "%(count)d broken links", count) % {"count": count}
    return additions.Notice(words, reverse("admin:links_linkcheck_changelist") + "?which=broken")


def start() -> None:
    additions.side_pages.append(
        additions.SidePage("links", gettext_lazy("Links"), page, lambda model: model in kinds())
    )
    additions.notices.append(broken)
