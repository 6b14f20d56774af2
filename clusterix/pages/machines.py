"""What search engines read: which addresses there are, and which are not for them."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemaps
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from clusterix.browse.kinds import Kind
from clusterix.browse.models import Entry
from clusterix.publishing.records import Record
from practices.kinds import TRANSFERS

from .kinds import KINDS

MOST_IN_ONE = 10_000  # records in one file; the protocol allows 50,000 addresses
HOUR = 60 * 60  # seconds
PLAIN = ("home", "about", "accessibility", "privacy", "legal")
SECTION = "pages:sitemap-section"


class _Ours(Sitemap):
    """Addresses at the portal's own host, whatever name it was asked by."""

    limit = MOST_IN_ONE

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_URL).netloc


class PageMap(_Ours):
    def items(self) -> list[str]:
        plain = [*(f"pages:{name}" for name in PLAIN), "matching:needs-and-offers"]
        return [*map(reverse, plain), *(kind.address for kind in KINDS)]

    def location(self, item: str) -> str:
        return item


class RecordMap(_Ours):
    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    def items(self) -> QuerySet:
        manager: Any = self.kind.model._default_manager
        return manager.published().order_by("pk").only("slug", "updated_at")

    def lastmod(self, item: Record) -> Any:
        return item.updated_at


# A transfer is shown on its practice's page and has none of its own.
SECTIONS: dict[str, Any] = {"pages": PageMap()} | {
    str(kind.model._meta.model_name): RecordMap(kind) for kind in KINDS if kind is not TRANSFERS
}


@require_safe
@conditional_page
@cache_control(public=True, max_age=HOUR)
def sitemap(request: HttpRequest, section: str | None = None) -> HttpResponse:
    """Answer all addresses in one file; where there are too many of them, the addresses of several files."""
    if section is None and Entry.objects.count() > MOST_IN_ONE:
        answer = sitemaps.index(request, sitemaps=SECTIONS, sitemap_url_name=SECTION)
    else:
        answer = sitemaps.sitemap(request, sitemaps=SECTIONS, section=section)
    # Written out: what is still to be rendered cannot be compared with what the asker has.
    return HttpResponse(answer.render().content, headers=answer.headers)


@require_safe
@conditional_page
@cache_control(public=True, max_age=HOUR)
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/robots.txt", content_type="text/plain; charset=utf-8")
