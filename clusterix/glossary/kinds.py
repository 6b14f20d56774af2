from django.utils.translation import gettext_lazy as _

from clusterix.browse.kinds import Kind, register

from .filters import TermFilter
from .models import Term

TERMS = register(
    Kind(
        model=Term,
        name=_("Glossary"),
        route="glossary:term-list",
        filterset=TermFilter,
        card="glossary/_term_card.html",
    )
)
