from django.utils.translation import ngettext_lazy

from clusterix.browse.views import BrowseView
from clusterix.publishing.views import RecordDetail

from .filters import MeetingFilter, StaffExchangeFilter, WorkingGroupFilter
from .models import Meeting, StaffExchange, WorkingGroup


class WorkingGroupList(BrowseView):
    queryset = WorkingGroup.objects.published().for_cards()
    filterset_class = WorkingGroupFilter
    card = "workgroups/_group_card.html"
    noun = ngettext_lazy("%(count)d working group", "%(count)d working groups", "count")
    columns = ("order", "name", "slug", "summary", "why", "aim", "how")


class WorkingGroupDetail(RecordDetail):
    queryset = WorkingGroup.objects.published().for_page()


class MeetingList(BrowseView):
    queryset = Meeting.objects.published().for_cards()
    filterset_class = MeetingFilter
    card = "workgroups/_meeting_card.html"
    noun = ngettext_lazy("%(count)d meeting", "%(count)d meetings", "count")
    columns = (
        *("title", "slug", "kind", "place", "country", "start_on", "start_precision", "end_on"),
        *("end_precision", "host", "groups", "summary", "description", "editors_note"),
    )


class MeetingDetail(RecordDetail):
    queryset = Meeting.objects.published().for_page()


class StaffExchangeList(BrowseView):
    queryset = StaffExchange.objects.published().for_cards()
    filterset_class = StaffExchangeFilter
    card = "workgroups/_exchange_card.html"
    noun = ngettext_lazy("%(count)d staff exchange", "%(count)d staff exchanges", "count")
    columns = (
        *("title", "slug", "sender", "host", "place", "country", "working_group", "start_on"),
        *("start_precision", "end_on", "end_precision", "topic", "learned", "outcome", "editors_note"),
    )


class StaffExchangeDetail(RecordDetail):
    queryset = StaffExchange.objects.published().for_page()
