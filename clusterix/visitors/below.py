from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from clusterix.publishing import gone


class BelowRecord:
    """A page below that of a record: where visitors do not see the record, they do not see it either."""

    queryset: QuerySet
    below = ""  # what its address adds to that of the record
    record: Any

    def dispatch(self, request: HttpRequest, *args: Any, slug: str, **kwargs: Any) -> HttpResponse:
        model = self.queryset.model
        self.record = self.queryset.filter(slug=slug).first()
        if self.record is None and gone.was_public(model, slug):
            return gone.page(request, model, slug, self.below)
        if self.record is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the record as its kind is named."""
        named = {str(self.queryset.model._meta.model_name): self.record}
        return super().get_context_data(**named, **kwargs)  # type: ignore[misc]
