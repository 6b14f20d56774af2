from django.utils.translation import ngettext_lazy

from clusterix.browse.views import BrowseView
from clusterix.publishing.views import RecordDetail

from .filters import PartnerFilter, RelatedProjectFilter
from .models import Partner, RelatedProject


class PartnerList(BrowseView):
    queryset = Partner.objects.published().for_cards()
    filterset_class = PartnerFilter
    card = "partners/_partner_card.html"
    noun = ngettext_lazy("%(count)d partner", "%(count)d partners", "count")
    columns = (
        *("short_name", "name", "slug", "kind", "role", "country", "region", "nuts_code", "city"),
        *("latitude", "longitude", "website", "summary", "description"),
    )


class PartnerDetail(RecordDetail):
    queryset = Partner.objects.published().for_page()


class RelatedProjectList(BrowseView):
    queryset = RelatedProject.objects.published()
    filterset_class = RelatedProjectFilter
    card = "partners/_project_card.html"
    noun = ngettext_lazy("%(count)d related project", "%(count)d related projects", "count")
    columns = ("name", "full_name", "slug", "programme", "lead", "period", "budget", "summary", "description")


class RelatedProjectDetail(RecordDetail):
    queryset = RelatedProject.objects.published().for_page()
