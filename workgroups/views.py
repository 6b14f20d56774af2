from typing import Any

from django.utils.translation import ngettext_lazy

from clusterix.browse.related import Related
from clusterix.browse.views import BrowseView, RecordPage

from .approaches import by_task
from .chains import chain_of
from .kinds import EXCHANGES, GROUPS, MEETINGS
from .maps import members_map
from .models import Meeting, StaffExchange, WorkingGroup
from .pictures import matrix, timeline, timeline_of


class WorkingGroupList(BrowseView):
    kind = GROUPS
    noun = ngettext_lazy("%(count)d working group", "%(count)d working groups", "count")
    columns = ("order", "name", "slug", "summary", "why", "aim", "how")

    def pictures(self) -> dict[str, Any]:
        return {"matrix": matrix(), "timeline": timeline()}


class WorkingGroupDetail(RecordPage):
    queryset = WorkingGroup.objects.published().for_page()
    relations = {
        "practices": Related("practices", facet="theme"),
        "services": Related("services", facet="theme"),
        "recommendations": Related("recommendations", facet="theme"),
        "exchanges": Related("exchanges", facet="theme"),
        "meetings": Related("meetings", facet="theme"),
    }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            map=members_map(self.object),
            tasks=by_task(
                self.object.public_approaches, [one.partner for one in self.object.public_memberships]
            ),
            timeline=timeline_of(self.object),
            **kwargs,
        )


class MeetingList(BrowseView):
    kind = MEETINGS
    noun = ngettext_lazy("%(count)d meeting", "%(count)d meetings", "count")
    columns = (
        *("title", "slug", "kind", "place", "country", "start_on", "start_precision", "end_on"),
        *("end_precision", "host", "groups", "summary", "description", "editors_note"),
    )


class MeetingDetail(RecordPage):
    queryset = Meeting.objects.published().for_page()
    theme = "groups"
    relations = {
        "themes": Related("groups", "theme"),
        "projects": Related("projects"),
        "practices": Related("practices"),
        "transfers": Related("transfers"),
    }


class StaffExchangeList(BrowseView):
    kind = EXCHANGES
    noun = ngettext_lazy("%(count)d staff exchange", "%(count)d staff exchanges", "count")
    columns = (
        *("title", "slug", "sender", "host", "place", "country", "working_group", "start_on"),
        *("start_precision", "end_on", "end_precision", "topic", "learned", "ideas", "outcome"),
        "editors_note",
    )


class StaffExchangeDetail(RecordPage):
    queryset = StaffExchange.objects.published().for_page()
    theme = "working_group"
    relations = {
        "practices": Related("practices"),
        "transfers": Related("transfers"),
    }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(chain=chain_of(self.object), **kwargs)
