from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from clusterix.browse.facets import ChoiceFacet, CountryFacet, RecordFacet
from clusterix.browse.filters import NEWEST, BrowseFilterSet
from clusterix.browse.words import WordsFilter

from .models import Partner


class PartnerFilter(BrowseFilterSet):
    q = WordsFilter("short_name", ("name", "description", "region", "city"))
    theme = RecordFacet("memberships__group", label=_("Working group"))
    country = CountryFacet("country", _("Country"))
    kind = ChoiceFacet("kind", _("Kind of organisation"), Partner.Kind)
    role = ChoiceFacet("role", _("Role"), Partner.Role)

    sorts = {
        "title": (_("name"), (Lower("short_name"),)),
        "country": (_("country"), ("country", Lower("short_name"))),
        "newest": NEWEST,
    }


class RelatedProjectFilter(BrowseFilterSet):
    q = WordsFilter("name", ("full_name", "description", "exchange", "lead"))

    sorts = {"title": (_("name"), ("name",)), "newest": NEWEST}
