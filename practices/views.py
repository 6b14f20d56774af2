from django.utils.translation import ngettext_lazy

from clusterix.browse.views import BrowseView
from clusterix.publishing.views import RecordDetail

from .filters import PracticeFilter, ServiceFilter, TransferFilter
from .models import Practice, Service, Transfer


class PracticeList(BrowseView):
    queryset = Practice.objects.published().for_cards()
    filterset_class = PracticeFilter
    card = "practices/_practice_card.html"
    noun = ngettext_lazy("%(count)d good practice", "%(count)d good practices", "count")


class PracticeDetail(RecordDetail):
    queryset = Practice.objects.published().for_page()


class TransferList(BrowseView):
    queryset = Transfer.objects.published().for_cards()
    filterset_class = TransferFilter
    card = "practices/_transfer_card.html"
    noun = ngettext_lazy("%(count)d transfer", "%(count)d transfers", "count")


class ServiceList(BrowseView):
    queryset = Service.objects.published().for_cards()
    filterset_class = ServiceFilter
    card = "practices/_service_card.html"
    noun = ngettext_lazy("%(count)d service", "%(count)d services", "count")


class ServiceDetail(RecordDetail):
    queryset = Service.objects.published().for_page()
