from django.utils.translation import gettext_lazy as _

from clusterix.browse.kinds import Kind, register

from .filters import PartnerFilter, RelatedProjectFilter
from .models import Partner, RelatedProject

PARTNERS = register(
    Kind(
        model=Partner,
        name=_("Partners"),
        route="partners:partner-list",
        filterset=PartnerFilter,
        card="partners/_partner_card.html",
    )
)
PROJECTS = register(
    Kind(
        model=RelatedProject,
        name=_("Related projects"),
        route="partners:project-list",
        filterset=RelatedProjectFilter,
        card="partners/_project_card.html",
    )
)
