from django.utils.translation import gettext_lazy as _

from clusterix.browse.facets import ChoiceFacet, CountryFacet, Facet, PresenceFacet, RecordFacet, YearFacet
from clusterix.browse.filters import BrowseFilterSet
from clusterix.browse.sorts import NEWEST, Sort
from clusterix.browse.texts import Texts
from clusterix.publishing.periods import active_in

from .models import LevelAddressed


class RecommendationFilter(BrowseFilterSet):
    theme = RecordFacet("working_groups", label=_("Theme"))
    level = ChoiceFacet("levels__level", _("Level addressed"), LevelAddressed.Level)
    topic = Facet("topic", label=_("Topic"))

    texts = Texts(
        title=("title",),
        names=("working_groups__name",),
        body=("topic", "why", "what_to_do", "levels__what_to_do", "addressees", "editors_note"),
    )
    sorts = {
        "order": Sort(_("number"), ("order", "title")),
        "title": Sort(_("title"), ("title",)),
        "newest": NEWEST,
    }


class ActionPlanFilter(BrowseFilterSet):
    partner = RecordFacet("partner", label=_("Partner"), name="short_name")
    country = CountryFacet("partner__country", label=_("Country"))
    theme = RecordFacet(
        "actions__practices__working_groups", label=_("Theme"), through=("actions__practices",)
    )
    indicators = PresenceFacet("indicators", label=_("Indicators"))
    year = YearFacet(_("Year"), active_in)

    texts = Texts(
        title=("title",),
        names=("partner__short_name", "partner__name"),
        body=("policy_instrument", "description", "actions__title", "actions__what", "editors_note"),
    )
    sorts = {
        "partner": Sort(_("partner"), ("partner__short_name", "title")),
        "title": Sort(_("title"), ("title",)),
        "newest": NEWEST,
    }
