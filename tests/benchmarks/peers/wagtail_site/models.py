"""A practice as a page, and the page that lists them."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.search import index

PER_PAGE = 20
TEXTS = (
    *("summary", "organisation", "partner", "tags", "problem", "approach", "beneficiaries", "resources"),
    *("evidence", "difficulties", "transferability", "limits"),
)


class PracticePage(Page):
    """The texts and facts of a practice; what belongs to others is written out, so that no join is needed."""

    summary = models.CharField(max_length=250)
    organisation = models.CharField(max_length=200, blank=True)
    partner = models.CharField(max_length=300, blank=True)
    tags = models.TextField(blank=True)
    problem = models.TextField(blank=True)
    approach = models.TextField(blank=True)
    beneficiaries = models.TextField(blank=True)
    resources = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    difficulties = models.TextField(blank=True)
    transferability = models.TextField(blank=True)
    limits = models.TextField(blank=True)
    country = models.CharField(max_length=2, blank=True)
    scope = models.CharField(max_length=14, blank=True)
    outcome = models.CharField(max_length=12, blank=True)
    themes = models.CharField(max_length=500, blank=True)
    start_on = models.DateField(null=True)

    search_fields = [*Page.search_fields, *(index.SearchField(name) for name in TEXTS)]


class PracticeIndexPage(Page):
    """Lists 20 practices a page, in the tree's own order: the fastest that Wagtail knows."""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        practices = PracticePage.objects.child_of(self).live()
        page = Paginator(practices, PER_PAGE).get_page(request.GET.get("page"))
        return {**super().get_context(request, *args, **kwargs), "practices": page}
