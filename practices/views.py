from django.utils.translation import ngettext_lazy

from clusterix.browse.related import Related
from clusterix.browse.views import BrowseView, RecordPage

from .kinds import PRACTICES, SERVICES, TRANSFERS
from .models import Practice, Service


class PracticeList(BrowseView):
    kind = PRACTICES
    noun = ngettext_lazy("%(count)d good practice", "%(count)d good practices", "count")
    columns = (
        *("title", "slug", "summary", "partner", "organisation", "working_groups", "scope"),
        *("country", "region", "nuts_code", "city", "latitude", "longitude", "position_precision"),
        *("start_on", "start_precision", "end_on", "end_precision", "is_ongoing"),
        *("problem", "approach", "beneficiaries", "resources", "resources_amount", "resources_currency"),
        *("evidence", "difficulties", "limits", "transferability", "outcome", "editors_note"),
    )


class PracticeDetail(RecordPage):
    queryset = Practice.objects.published().for_page()
    relations = {
        "themes": Related("working_groups", "theme", note="working_groups__colour"),
        "transfers": Related("transfers", "on_practice"),
        "services": Related("services"),
        "meetings": Related("presented_at"),
        "backs": Related("evidence_for__recommendation", note="evidence_for__basis"),
        "actions": Related("actions__plan", note="actions__title"),
    }


class TransferList(BrowseView):
    kind = TRANSFERS
    noun = ngettext_lazy("%(count)d transfer", "%(count)d transfers", "count")
    columns = (
        *("practice", "slug", "receiving_partner", "receiving_organisation", "country", "region", "stage"),
        *("route", "start_on", "start_precision", "end_on", "end_precision", "is_ongoing"),
        *("changed", "result", "editors_note"),
    )


class ServiceList(BrowseView):
    kind = SERVICES
    noun = ngettext_lazy("%(count)d service", "%(count)d services", "count")
    columns = (
        *("name", "slug", "summary", "description", "partner", "provider", "country", "payer", "stage"),
        *("experience", "is_open_to_others", "lessons", "editors_note"),
    )


class ServiceDetail(RecordPage):
    queryset = Service.objects.published().for_cards()
    relations = {"practices": Related("practices")}
