"""The kinds of record that the search across everything looks through, in the order of its page."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from clusterix.browse.views import BrowseView
from partners.views import PartnerList
from practices.views import PracticeList, ServiceList, TransferList
from recommendations.views import ActionPlanList, RecommendationList
from workgroups.views import MeetingList, StaffExchangeList, WorkingGroupList


@dataclass(frozen=True)
class Kind:
    """One kind of record: its name, the route of its browse page and that page's view."""

    name: Any
    route: str
    view: type[BrowseView]

    def records(self) -> QuerySet:
        """Return the records of the browse page, before any filter."""
        return self.view().all_records()


KINDS = (
    Kind(_("Good practices"), "practices:practice-list", PracticeList),
    Kind(
        _("Recommendations"),
        "recommendations:recommendation-list",
        RecommendationList,
    ),
    Kind(_("Working groups"), "workgroups:group-list", WorkingGroupList),
    Kind(_("Staff exchanges"), "workgroups:exchange-list", StaffExchangeList),
    Kind(_("Transfers"), "practices:transfer-list", TransferList),
    Kind(_("Services"), "practices:service-list", ServiceList),
    Kind(_("Action plans"), "recommendations:plan-list", ActionPlanList),
    Kind(_("Meetings"), "workgroups:meeting-list", MeetingList),
    Kind(_("Partners"), "partners:partner-list", PartnerList),
)
