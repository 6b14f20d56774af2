from django.utils.translation import gettext_lazy as _

from clusterix.browse.kinds import Kind, register

from .filters import MeetingFilter, StaffExchangeFilter, WorkingGroupFilter
from .models import Meeting, StaffExchange, WorkingGroup

GROUPS = register(
    Kind(
        model=WorkingGroup,
        name=_("Working groups"),
        route="workgroups:group-list",
        filterset=WorkingGroupFilter,
        card="workgroups/_group_card.html",
        cards={"theme": "workgroups/_theme_card.html"},
    )
)
EXCHANGES = register(
    Kind(
        model=StaffExchange,
        name=_("Staff exchanges"),
        route="workgroups:exchange-list",
        filterset=StaffExchangeFilter,
        card="workgroups/_exchange_card.html",
    )
)
MEETINGS = register(
    Kind(
        model=Meeting,
        name=_("Meetings"),
        route="workgroups:meeting-list",
        filterset=MeetingFilter,
        card="workgroups/_meeting_card.html",
    )
)
