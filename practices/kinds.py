from django.utils.translation import gettext_lazy as _

from clusterix.browse.kinds import Kind, register

from .filters import PracticeFilter, ServiceFilter, TransferFilter
from .models import Practice, Service, Transfer

PRACTICES = register(
    Kind(
        model=Practice,
        name=_("Good practices"),
        route="practices:practice-list",
        filterset=PracticeFilter,
        card="practices/_practice_card.html",
        watches=("transfers",),
        topics=("tag", "theme"),
        comparison="practices:compare",
    )
)
TRANSFERS = register(
    Kind(
        model=Transfer,
        name=_("Transfers"),
        route="practices:transfer-list",
        filterset=TransferFilter,
        card="practices/_transfer_card.html",
        watches=("became", "meeting", "exchange__host", "exchange__sender"),
        cards={
            "on_practice": "practices/_transfer_on_practice_card.html",
            "on_outcome": "practices/_transfer_on_outcome_card.html",
        },
    )
)
SERVICES = register(
    Kind(
        model=Service,
        name=_("Services"),
        route="practices:service-list",
        filterset=ServiceFilter,
        card="practices/_service_card.html",
    )
)
