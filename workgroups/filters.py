from django.utils.translation import gettext_lazy as _

from clusterix.browse.facets import ChoiceFacet, CountryFacet, RecordFacet, YearFacet
from clusterix.browse.filters import NEWEST, BrowseFilterSet
from clusterix.browse.words import WordsFilter
from clusterix.publishing.periods import LATEST_FIRST, active_in

from .models import Meeting

LATEST = (_("latest first"), (LATEST_FIRST, "title"))
EARLIEST = (_("earliest first"), ("start_on", "title"))


class WorkingGroupFilter(BrowseFilterSet):
    q = WordsFilter("name", ("why", "aim", "how"))
    partner = RecordFacet("memberships__partner", label=_("Member"), name="short_name")

    sorts = {"order": (_("number"), ("order", "name")), "title": (_("name"), ("name",))}


class MeetingFilter(BrowseFilterSet):
    q = WordsFilter("title", ("description", "place"), related={"host": ("short_name", "name")})
    theme = RecordFacet("groups", label=_("Theme"))
    kind = ChoiceFacet("kind", _("Kind"), Meeting.Kind)
    country = CountryFacet("country", _("Country"))
    partner = RecordFacet("host", label=_("Host"), name="short_name")
    year = YearFacet(_("Year"), active_in)

    sorts = {"latest": LATEST, "earliest": EARLIEST, "title": (_("title"), ("title",)), "newest": NEWEST}


class StaffExchangeFilter(BrowseFilterSet):
    q = WordsFilter(
        "title",
        ("learned", "outcome", "place"),
        summary="topic",
        related={"host": ("short_name", "name"), "sender": ("short_name", "name")},
    )
    theme = RecordFacet("working_group", label=_("Theme"))
    country = CountryFacet("country", _("Country"))
    partner = RecordFacet("host", "sender", label=_("Host or sender"), name="short_name")
    year = YearFacet(_("Year"), active_in)

    sorts = {"latest": LATEST, "earliest": EARLIEST, "title": (_("title"), ("title",)), "newest": NEWEST}
