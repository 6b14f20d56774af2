from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from clusterix.browse.facets import ChoiceFacet, CountryFacet, RecordFacet, YearFacet
from clusterix.browse.filters import NEWEST, BrowseFilterSet
from clusterix.browse.words import WordsFilter
from clusterix.publishing.periods import active_in

from .models import LevelAddressed


class RecommendationFilter(BrowseFilterSet):
    q = WordsFilter("title", ("topic", "why", "what_to_do", "addressees"))
    theme = RecordFacet("working_groups", label=_("Theme"))
    level = ChoiceFacet("levels__level", _("Level addressed"), LevelAddressed.Level)

    sorts = {"order": (_("number"), ("order", "title")), "title": (_("title"), ("title",)), "newest": NEWEST}


class ActionPlanFilter(BrowseFilterSet):
    q = WordsFilter(
        "title",
        ("policy_instrument", "description", "actions__title", "actions__what"),
        related={"partner": ("short_name", "name")},
    )
    partner = RecordFacet("partner", label=_("Partner"), name="short_name")
    country = CountryFacet("partner__country", _("Country"))
    year = YearFacet(_("Year"), active_in)

    sorts = {
        "partner": (_("partner"), (Lower("partner__short_name"), "title")),
        "title": (_("title"), ("title",)),
        "newest": NEWEST,
    }
