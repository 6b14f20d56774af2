from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.views.generic import ListView

from .filters import BrowseFilterSet


class BrowseView(ListView):
    """A list of published records to filter, sort and page through.

    A kind names its filter set, its queryset, the template of its card, its noun, a lazy `ngettext` with
    `%(count)d`, and the columns of its exports: fields, properties or relations of its records.
    """

    filterset_class: type[BrowseFilterSet]
    card: str
    noun: Promise
    columns: tuple[str, ...]
    paginate_by = 20
    context_object_name = "records"

    def all_records(self) -> QuerySet:
        """Return the records of the page, before any filter."""
        return super().get_queryset()

    def get_queryset(self) -> QuerySet:
        self.filterset = self.filterset_class(self.request.GET, queryset=self.all_records())
        return self.filterset.qs

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        count = context["paginator"].count
        context.update(
            filter=self.filterset, card=self.card, count=count, count_line=self.noun % {"count": count}
        )
        return context
