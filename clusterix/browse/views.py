from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from clusterix.maps.drawing import Map
from clusterix.pictures.crossing import Table
from clusterix.publishing.seeing import seen_now
from clusterix.publishing.views import RecordDetail

from .cards import cards_of
from .catalogue.library import library
from .filters import BrowseFilterSet
from .finding import finder
from .kinds import Kind
from .letters import by_letter
from .previewing import sections_seen
from .related import Related, sections_of

PER_PAGE = 20


def is_in_place(request: HttpRequest) -> bool:
    """Say whether htmx asks for the list alone, to put it into the page that is there."""
    return bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]


class BrowseView(TemplateView):
    """A list of public records to filter, sort and page through.

    A page names its kind, its noun, a lazy `ngettext` with `%(count)d`, and the columns of its exports:
    fields, properties or relations of its records. `has_letters` parts a list by the first letters of its
    titles, as long as that is its order.
    """

    kind: Kind
    noun: Promise
    columns: tuple[str, ...]
    per_page = PER_PAGE
    has_letters = False

    def get_template_names(self) -> list[str]:
        if is_in_place(self.request):
            return ["browse/_browse.html"]
        meta = self.kind.model._meta
        return [f"{meta.app_label}/{meta.model_name}_list.html"]

    def filtered(self, request: HttpRequest) -> BrowseFilterSet:
        return self.kind.filterset(request.GET, finder(self.kind))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        filterset = self.filtered(self.request)
        paginator = Paginator(filterset.found, self.per_page)
        page = self._page(paginator)
        query = library.parse(filterset.searched) if filterset.words else None
        is_list = filterset.view in ("", "list")
        records = cards_of(page.object_list, query) if is_list else []
        return super().get_context_data(
            filter=filterset,
            records=records,
            letters=by_letter(records) if self.has_letters and filterset.sort == "title" else [],
            count=paginator.count,
            count_line=self.noun % {"count": paginator.count},
            paginator=paginator,
            page_obj=page,
            is_paginated=page.has_other_pages() and is_list,
            map=self.map(filterset),
            crossing=self.crossing(filterset) if filterset.view == "matrix" else None,
            comparison=self.kind.comparison,
            compared_as=self.kind.model._meta.model_name,
            pictures={} if filterset.chips or page.number > 1 else self._pictures(),
            **kwargs,
        )

    def map(self, filterset: BrowseFilterSet) -> Map | None:
        """Return the map of the records found; none where the page has no map."""
        return None

    def crossing(self, filterset: BrowseFilterSet) -> Table | None:
        """Return the records found as a table, in the view `matrix`."""
        return None

    def pictures(self) -> dict[str, Any]:
        """Return by name the pictures of the whole that stand below the list while nothing is filtered."""
        return {}

    def _pictures(self) -> dict[str, Any]:
        drawn = {} if is_in_place(self.request) else self.pictures()
        return {name: picture for name, picture in drawn.items() if picture}

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response = super().render_to_response(context, **kwargs)
        patch_vary_headers(response, ["HX-Request"])
        if is_in_place(self.request):
            response.headers["HX-Push-Url"] = self._short_address(
                context["filter"], context["page_obj"].number
            )
        return response

    def _short_address(self, filterset: BrowseFilterSet, page: int) -> str:
        query = filterset.data.copy()
        if page > 1:
            query["page"] = str(page)
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path

    def _page(self, paginator: Paginator) -> Any:
        try:
            return paginator.page(self.request.GET.get("page", "1"))
        except InvalidPage:
            raise Http404(_("There is no such page of the list.")) from None


class RecordPage(RecordDetail):
    """The public page of one record, with the cards of what goes with it in sections named in `relations`."""

    relations: dict[str, Related] = {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with library.as_of_now():
            return super().get(request, *args, **kwargs)

    @classmethod
    def preview(cls, request: HttpRequest, record: Any, marks: dict[str, Any]) -> HttpResponse:
        with library.as_of_now():
            return super().preview(request, record, marks)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        seen = seen_now()
        if seen is None:
            entry, sections = sections_of(self.object, self.relations)
        else:
            entry, sections = sections_seen(self.object, self.relations, seen)
        return super().get_context_data(entry=entry, related=sections, **kwargs)
