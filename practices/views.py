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
    columns = (
        *("title", "slug", "summary", "partner", "organisation", "working_groups", "scope"),
        *("country", "region", "nuts_code", "city", "latitude", "longitude", "position_precision"),
        *("start_on", "start_precision", "end_on", "end_precision", "is_ongoing"),
        *("problem", "approach", "beneficiaries", "resources", "resources_amount", "resources_currency"),
        *("evidence", "difficulties", "limits", "transferability", "outcome", "editors_note"),
    )


class PracticeDetail(RecordDetail):
    queryset = Practice.objects.published().for_page()


class TransferList(BrowseView):
    queryset = Transfer.objects.published().for_cards()
    filterset_class = TransferFilter
    card = "practices/_transfer_card.html"
    noun = ngettext_lazy("%(count)d transfer", "%(count)d transfers", "count")
    columns = (
        *("practice", "slug", "receiving_partner", "receiving_organisation", "country", "region", "stage"),
        *("route", "start_on", "start_precision", "end_on", "end_precision", "is_ongoing"),
        *("changed", "result", "editors_note"),
    )


class ServiceList(BrowseView):
    queryset = Service.objects.published().for_cards()
    filterset_class = ServiceFilter
    card = "practices/_service_card.html"
    noun = ngettext_lazy("%(count)d service", "%(count)d services", "count")
    columns = (
        *("name", "slug", "summary", "description", "partner", "provider", "country", "payer", "stage"),
        *("experience", "is_open_to_others", "lessons", "editors_note"),
    )


class ServiceDetail(RecordDetail):
    queryset = Service.objects.published().for_page()
