"""The map on a working group's page: where its members are."""

from django.utils.translation import gettext as _

from clusterix.maps.drawing import Map
from clusterix.maps.frames import around

from .models import WorkingGroup

SHAPE = 0.6  # height of the picture by its width


def members_map(group: WorkingGroup) -> Map | None:
    """Return the map of a group fetched `for_page`; none where no member has a place."""
    memberships = group.public_memberships  # type: ignore[attr-defined]
    sites = [site for one in memberships for site in one.partner.sites()]
    if not sites:
        return None
    title = _("The members of “%(group)s” on the map") % {"group": group.name}
    return Map(title, sites, frame=around([site.position for site in sites], SHAPE))
