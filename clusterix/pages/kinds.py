"""The kinds of record that the search across everything looks through, in the order of its page."""

from clusterix.glossary.kinds import TERMS
from partners.kinds import PARTNERS, PROJECTS
from practices.kinds import PRACTICES, SERVICES, TRANSFERS
from recommendations.kinds import PLANS, RECOMMENDATIONS
from workgroups.kinds import EXCHANGES, GROUPS, MEETINGS

KINDS = (
    PRACTICES,
    RECOMMENDATIONS,
    GROUPS,
    EXCHANGES,
    TRANSFERS,
    SERVICES,
    PLANS,
    MEETINGS,
    PARTNERS,
    PROJECTS,
    TERMS,
)
