from django.utils.translation import gettext_lazy as _

from clusterix.browse.facets import ChoiceFacet, CountryFacet, RecordFacet, TagFacet, YearFacet
from clusterix.browse.filters import NEWEST, BrowseFilterSet
from clusterix.browse.words import WordsFilter
from clusterix.publishing.periods import LATEST_FIRST, going_on_in

from .models import BEST_TOLD_FIRST, Practice, Service, Transfer

PARTNER_NAMES = ("short_name", "name")


class PracticeFilter(BrowseFilterSet):
    q = WordsFilter(
        "title",
        (
            *(
                "organisation",
                "region",
                "city",
                "tags__name",
                "problem",
                "approach",
                "beneficiaries",
                "resources",
            ),
            *("evidence", "difficulties", "transferability", "limits"),
        ),
        related={"partner": PARTNER_NAMES},
    )
    theme = RecordFacet("working_groups", label=_("Theme"))
    country = CountryFacet("country", _("Country"))
    partner = RecordFacet("partner", label=_("Partner"), name="short_name")
    scope = ChoiceFacet("scope", _("Scope"), Practice.Scope)
    outcome = ChoiceFacet("outcome", _("Did it work?"), Practice.Outcome)
    tag = TagFacet("tags__slug", _("Tag"))
    year = YearFacet(_("Active in"), going_on_in)

    sorts = {
        "told": (_("most fully told"), (BEST_TOLD_FIRST, "title")),
        "newest": NEWEST,
        "title": (_("title"), ("title",)),
        "start": (_("latest start"), (LATEST_FIRST, "title")),
    }


class TransferFilter(BrowseFilterSet):
    q = WordsFilter(
        "practice__title",
        ("receiving_organisation", "region", "changed", "result"),
        summary="practice__summary",
        related={"receiving_partner": PARTNER_NAMES, "practice__partner": PARTNER_NAMES},
    )
    theme = RecordFacet("practice__working_groups", label=_("Theme"))
    stage = ChoiceFacet("stage", _("Stage"), Transfer.Stage)
    route = ChoiceFacet("route", _("Route"), Transfer.Route)
    country = CountryFacet("country", _("Receiving country"))
    partner = RecordFacet(
        "receiving_partner", "practice__partner", label=_("Giving or receiving partner"), name="short_name"
    )
    year = YearFacet(_("Active in"), going_on_in)

    sorts = {
        "latest": (_("latest first"), (LATEST_FIRST, "slug")),
        "title": (_("practice"), ("practice__title",)),
        "newest": NEWEST,
    }


class ServiceFilter(BrowseFilterSet):
    q = WordsFilter(
        "name", ("description", "provider", "payer", "lessons"), related={"partner": PARTNER_NAMES}
    )
    status = ChoiceFacet("experience", _("Experience so far"), Service.Experience)
    stage = ChoiceFacet("stage", _("Stage of cluster"), Service.Stage)
    country = CountryFacet("country", _("Country"))
    partner = RecordFacet("partner", label=_("Partner"), name="short_name")

    sorts = {"title": (_("name"), ("name",)), "newest": NEWEST}
