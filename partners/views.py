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


class PartnerDetail(RecordDetail):
    queryset = Partner.objects.published().for_page()


class RelatedProjectList(BrowseView):
    queryset = RelatedProject.objects.published()
    filterset_class = RelatedProjectFilter
    card = "partners/_project_card.html"
    noun = ngettext_lazy("%(count)d related project", "%(count)d related projects", "count")


class RelatedProjectDetail(RecordDetail):
    queryset = RelatedProject.objects.published().for_page()
