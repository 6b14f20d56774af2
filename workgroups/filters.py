from django.utils.translation import gettext_lazy as _

from clusterix.browse.facets import ChoiceFacet, CountryFacet, RecordFacet, YearFacet
from clusterix.browse.filters import BrowseFilterSet
from clusterix.browse.sorts import NEWEST, Sort
from clusterix.browse.texts import Texts
from clusterix.publishing.periods import active_in

from .models import Meeting

DATED = {
    "latest": Sort(_("latest first"), ("-start_on", "title")),
    "earliest": Sort(_("earliest first"), ("start_on", "title")),
    "title": Sort(_("title"), ("title",)),
    "newest": NEWEST,
}


class WorkingGroupFilter(BrowseFilterSet):
    partner = RecordFacet("memberships__partner", label=_("Member"), name="short_name")

    texts = Texts(title=("name", "short_name"), body=("why", "aim", "how", "editors_note"))
    sorts = {"order": Sort(_("number"), ("order", "name")), "title": Sort(_("name"), ("name",))}


class MeetingFilter(BrowseFilterSet):
    theme = RecordFacet("groups", label=_("Theme"))
    kind = ChoiceFacet("kind", _("Kind"), Meeting.Kind)
    country = CountryFacet("country", label=_("Country"))
    partner = RecordFacet("host", label=_("Host"), name="short_name")
    year = YearFacet(_("Year"), active_in)

    texts = Texts(
        title=("title",),
        names=("groups__name", "host__short_name", "host__name"),
        body=("description", "place", "editors_note"),
    )
    sorts = DATED


class StaffExchangeFilter(BrowseFilterSet):
    theme = RecordFacet("working_group", label=_("Theme"))
    country = CountryFacet("country", label=_("Country"))
    host = RecordFacet("host", label=_("Host"), name="short_name")
    sender = RecordFacet("sender", label=_("Sender"), name="short_name")
    partner = RecordFacet("host", "sender", label=_("Host or sender"), name="short_name")
    partner.is_offered = False  # the two beside the list say more
    year = YearFacet(_("Year"), active_in)

    texts = Texts(
        title=("title",),
        summary=("topic",),
        names=(
            *("working_group__name", "host__short_name", "host__name"),
            *("sender__short_name", "sender__name"),
        ),
        body=("learned", "ideas__title", "ideas__text", "outcome", "place", "editors_note"),
    )
    sorts = DATED
