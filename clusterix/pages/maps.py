"""The map on the home page: the partners, and what travelled between regions."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from clusterix.maps.drawing import Map
from clusterix.maps.frames import around
from partners.models import Partner
from practices.models import Transfer

SHAPE = 0.8  # height of the picture by its width


def partners_map(partners: Iterable[Partner]) -> Map:
    sites = [site for partner in partners for site in partner.sites()]
    transfers = Transfer.objects.published()
    latest = transfers.journeys()
    journeys = [one for one in latest if one.start and one.end and not one.is_rough]
    ends = [site for one in journeys for site in (one.start, one.end) if site]
    frame = around([site.position for site in (*sites, *ends)], SHAPE)
    return Map(
        _("The partners, and practices on their way between regions"),
        sites,
        journeys,
        total=transfers.count(),
        rough=len(latest) - len(journeys),
        frame=frame,
    )
