from django.utils.translation import gettext_lazy as _

from clusterix.browse.facets import ChoiceFacet, CountryFacet, RecordFacet
from clusterix.browse.filters import BrowseFilterSet
from clusterix.browse.sorts import NEWEST, Sort
from clusterix.browse.texts import Texts

from .models import Partner


class PartnerFilter(BrowseFilterSet):
    theme = RecordFacet("memberships__group", label=_("Working group"))
    country = CountryFacet("country", label=_("Country"))
    kind = ChoiceFacet("kind", _("Kind of organisation"), Partner.Kind)
    role = ChoiceFacet("role", _("Role"), Partner.Role)

    texts = Texts(
        title=("short_name", "name"),
        body=(
            *("description", "region", "city", "policy_programme", "policy_context", "cluster_meaning"),
            "editors_note",
        ),
    )
    sorts = {
        "title": Sort(_("name"), ("short_name",)),
        "country": Sort(_("country"), ("country", "short_name")),
        "newest": NEWEST,
    }


class RelatedProjectFilter(BrowseFilterSet):
    texts = Texts(
        title=("name", "full_name"), body=("description", "exchange", "lead", "programme", "editors_note")
    )
    sorts = {"title": Sort(_("name"), ("name",)), "newest": NEWEST}
