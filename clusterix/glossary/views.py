from typing import Any

from django.utils.translation import ngettext_lazy

from clusterix.browse.views import BrowseView, RecordPage

from .kinds import TERMS
from .linking import Linking
from .models import Term


class TermList(BrowseView):
    kind = TERMS
    noun = ngettext_lazy("%(count)d term", "%(count)d terms", "count")
    columns = (
        *("term", "slug", "spellings", "summary", "meaning", "is_editors_words", "country_meanings"),
        "editors_note",
    )
    per_page = 200  # a glossary is read as a whole
    has_letters = True


class TermDetail(RecordPage):
    queryset = Term.objects.published().for_page()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(glossary=Linking(here=self.object.get_absolute_url()), **kwargs)
