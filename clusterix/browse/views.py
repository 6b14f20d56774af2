from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from clusterix.publishing.views import RecordDetail

from .cards import cards_of
from .catalogue.library import library
from .filters import BrowseFilterSet
from .finding import finder
from .kinds import Kind
from .related import Related, sections_of

PER_PAGE = 20


class BrowseView(TemplateView):
    """A list of public records to filter, sort and page through.

    A page names its kind, its noun, a lazy `ngettext` with `%(count)d`, and the columns of its exports:
    fields, properties or relations of its records.
    """

    kind: Kind
    noun: Promise
    columns: tuple[str, ...]

    def get_template_names(self) -> list[str]:
        meta = self.kind.model._meta
        return [f"{meta.app_label}/{meta.model_name}_list.html"]

    def filtered(self, request: HttpRequest) -> BrowseFilterSet:
        return self.kind.filterset(request.GET, finder(self.kind), self.kind.records())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        filterset = self.filtered(self.request)
        paginator = Paginator(filterset.found, PER_PAGE)
        page = self._page(paginator)
        query = library.parse(filterset.searched) if filterset.words else None
        return super().get_context_data(
            filter=filterset,
            records=cards_of(page.object_list, query),
            count=paginator.count,
            count_line=self.noun % {"count": paginator.count},
            paginator=paginator,
            page_obj=page,
            is_paginated=page.has_other_pages(),
            **kwargs,
        )

    def _page(self, paginator: Paginator) -> Any:
        number = self.request.GET.get("page", "1")
        if not number.isascii() or not number.isdigit() or not 1 <= int(number[:9]) <= paginator.num_pages:
            raise Http404(_("There is no such page of the list."))
        return paginator.page(int(number))


class RecordPage(RecordDetail):
    """The public page of one record, with the cards of what goes with it in sections named in `relations`."""

    relations: dict[str, Related] = {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry, sections = sections_of(self.object, self.relations)
        return super().get_context_data(entry=entry, related=sections, **kwargs)
