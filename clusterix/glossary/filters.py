from django.utils.translation import gettext_lazy as _

from clusterix.browse.facets import CountryFacet
from clusterix.browse.filters import BrowseFilterSet
from clusterix.browse.sorts import NEWEST, Sort
from clusterix.browse.texts import Texts


class TermFilter(BrowseFilterSet):
    country = CountryFacet("meanings__country", label=_("With a meaning of its own in"))

    texts = Texts(
        title=("term", "spellings"), body=("meaning", "meanings__text", "meanings__region", "editors_note")
    )
    sorts = {"title": Sort(_("term"), ("term",)), "newest": NEWEST}
