from collections.abc import Iterable
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.views.generic import TemplateView

from clusterix.browse.words import understood
from partners.models import Partner, RelatedProject
from practices.models import Practice
from workgroups.models import WorkingGroup

from .kinds import KINDS, Kind

FIRST_RESULTS = 5
CANDIDATES = 60  # among which the home page looks for its examples


class Home(TemplateView):
    template_name = "pages/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            groups=WorkingGroup.objects.published().for_cards(),
            examples=self._examples(),
            partners=Partner.objects.published(),
            **kwargs,
        )

    def _examples(self) -> list[Practice]:
        """Return well-told practices, each with a theme that those before it have not."""
        themes: set[int] = set()
        examples = []
        candidates: Iterable[Any] = Practice.objects.published().for_cards().best_told_first()[:CANDIDATES]
        for practice in candidates:
            new = {group.pk for group in practice.public_working_groups} - themes
            if new:
                examples.append(practice)
                themes |= new
        return examples


class Search(TemplateView):
    """Everything that holds the words, the first results of each kind."""

    template_name = "pages/search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words, notice = understood(self.request.GET.get("q", ""))
        groups = [group for kind in KINDS if (group := self._found(kind, words))] if words else []
        total = sum(group["count"] for group in groups)
        return super().get_context_data(words=words, notice=notice, groups=groups, total=total, **kwargs)

    def _found(self, kind: Kind, words: str) -> dict[str, Any] | None:
        """Return the kind's first results, how many there are and where the rest is."""
        query = QueryDict(mutable=True)
        query["q"] = words
        filterset = kind.view.filterset_class(query, queryset=kind.records())
        if not (count := filterset.qs.count()):
            return None
        return {
            "kind": kind,
            "count": count,
            "records": filterset.qs[:FIRST_RESULTS],
            "more": reverse(kind.route) + filterset.query() if count > FIRST_RESULTS else "",
        }


class About(TemplateView):
    template_name = "pages/about.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(projects=RelatedProject.objects.published(), **kwargs)
