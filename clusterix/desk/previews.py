"""Previews of records, for those who see them at the desk, and for whoever has a link that they made."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.defaults import page_not_found

from clusterix.publishing import previews

from . import side_pages
from .addresses import address_of
from .models import ShareLink
from .models.share_link import DAYS, USUAL_DAYS
from .models.trail import Trail
from .working_copies import as_edited, in_place


def page(desk: Any, request: HttpRequest, record: Any) -> HttpResponse:
    """Show the record as it was saved last; what is public as it was saved leads to its page."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    return _preview_or_page(request, in_place(record))


@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show the record of the link; every link that does not hold answers alike."""
    link = ShareLink.objects.at(token)
    record = link.record() if link else None
    if record is None:
        return previews.kept_by_nobody(page_not_found(request, Http404()))
    return _preview_or_page(request, record, until=link.expires_at, is_shared=True)


def _preview_or_page(request: HttpRequest, place: Any, **shared: Any) -> HttpResponse:
    edited = as_edited(place)
    if edited is place and place.is_public:
        return previews.kept_by_nobody(HttpResponseRedirect(previews.public_address(place)))
    return previews.preview(request, place, edited, **shared)


def share(desk: Any, request: HttpRequest, record: Any) -> HttpResponse:
    """Show the valid links of the record; make one more, whose address is shown this once."""
    if request.method in ("GET", "HEAD"):
        return _links(desk, request, record)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "POST"])
    days = request.POST.get("days", "")
    if days not in map(str, DAYS):
        return _links(desk, request, record, fault=_("Choose for how long the link is to work."))
    link, token = ShareLink.objects.make(in_place(record), request.user, int(days))
    address = request.build_absolute_uri(reverse("desk:shared-preview", args=[token]))
    return _links(desk, request, record, made=link, made_address=address)


def withdraw(desk: Any, request: HttpRequest, record: Any, link_id: int) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    link = get_object_or_404(_links_of(record), pk=link_id)
    link.is_withdrawn = True
    link.save()
    desk.message_user(request, _("The link is withdrawn: it leads nowhere any more."))
    return HttpResponseRedirect(address_of(record, "share"))


def _links_of(record: Any) -> Any:
    return ShareLink.objects.valid().filter(trail__in=Trail.objects.of(record)).select_related("made_by")


def _links(desk: Any, request: HttpRequest, record: Any, **more: Any) -> HttpResponse:
    links = _links_of(record)
    for link in links:
        link.withdraw_address = address_of(record, "withdraw", link_id=link.pk)
    told = {"subtitle": str(record), "days": DAYS, "usual_days": USUAL_DAYS, "links": links, **more}
    context = side_pages.context(desk, request, record, _("Share a preview"), **told)
    return TemplateResponse(request, "desk/share.html", context)


VIEWS = {
    "preview": ("<path:object_id>/preview/", page),
    "share": ("<path:object_id>/share/", share),
    "withdraw": ("<path:object_id>/share/<int:link_id>/withdraw/", withdraw),
}
