"""The search, as `wagtail start` writes it."""

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.response import TemplateResponse

from .models import PER_PAGE, PracticePage


def search(request: HttpRequest) -> TemplateResponse:
    words = request.GET.get("query", "")
    found = PracticePage.objects.live().search(words) if words else PracticePage.objects.none()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return TemplateResponse(request, "wagtail_site/search.html", {"words": words, "practices": page})
