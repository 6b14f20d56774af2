"""The map on a partner's page: its region, where its practices are, and what it gave and took."""

from django.db.models import Q
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from clusterix.browse.finding import finder
from clusterix.browse.kinds import KINDS
from clusterix.browse.places import sites_of
from clusterix.maps.drawing import Map
from clusterix.maps.frames import around
from clusterix.publishing.seeing import seen_now

from .models import Partner

SHAPE = 0.6  # height of the picture by its width
PRACTICES = ngettext_lazy("%(count)d good practice", "%(count)d good practices", "count")


def partner_map(partner: Partner) -> Map | None:
    """Return the partner's map; none where nothing of it has a place."""
    kind = KINDS[partner.practices.model._meta.label_lower]

    def together(places: list[str]) -> str:
        return f"{kind.address}?{urlencode({'partner': partner.slug, 'place': places}, doseq=True)}"

    if seen_now():  # the catalogue does not know yet which practices are this partner's
        practices = sites_of(finder(kind, partner.practices.published()), "", {}, PRACTICES, together)
    else:
        practices = sites_of(finder(kind), "", {"partner": [partner.slug]}, PRACTICES, together)
    transfers = partner.transfers_received.model._default_manager.published()
    ours = transfers.filter(Q(receiving_partner=partner) | Q(practice__partner=partner))
    journeys = ours.journeys()
    sites = [*partner.sites(), *practices]
    seen = [*sites, *(site for one in journeys for site in (one.start, one.end) if site)]
    if not seen:
        return None
    frame = around([site.position for site in seen], SHAPE)
    title = _("%(partner)s and its good practices on the map") % {"partner": partner.short_name}
    return Map(title, sites, journeys, noun=PRACTICES, together=together, frame=frame)
