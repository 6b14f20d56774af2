"""Records that are never saved: of each kind one as usual, one of the longest words, one with the least."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db.models import Model

from clusterix.glossary.models import Meaning, Term
from clusterix.publishing.models import Source
from partners.models import Partner, RelatedProject
from practices.models import Opinion, Practice, Service, Step, Transfer
from recommendations.models import (
    Action,
    ActionPlan,
    Evidence,
    Indicator,
    LevelAddressed,
    Recommendation,
    Uptake,
)
from workgroups.models import Meeting, StaffExchange, WorkingGroup

from .making import DAYS, GERMAN, LONG, PROSE, REGION, ROMANIAN, THEMES, USUAL, YEARS, Three, made


def groups() -> list[Any]:
    """Return the six themes."""
    told = {"summary": USUAL, "why": PROSE, "aim": PROSE, "how": PROSE}
    return [
        made(WorkingGroup, **told, name=name, short_name=name, slug=hue, colour=hue)
        for hue, name in THEMES.items()
    ]


def group() -> Three:
    usual, bare = groups()[1], groups()[5]
    told = {"summary": LONG, "why": LONG, "aim": LONG, "how": LONG}
    long = made(WorkingGroup, **told, name=LONG[:120], short_name=GERMAN, slug="long", colour="violet")
    return Three(usual, long, bare)


def partner() -> Three:
    lower_austria = {"country": "AT", "region": "Niederösterreich", "nuts_code": "AT12", "city": "St. Pölten"}
    kind = {"kind": "development-agency", "role": "lead-partner"}
    named = {"name": "ecoplus. The Business Agency of Lower Austria", "short_name": "ecoplus"}
    return Three(
        made(Partner, **named, **kind, **lower_austria, slug="usual", summary=USUAL),
        made(
            Partner,
            **kind,
            name=LONG,
            short_name=GERMAN,
            slug="long",
            summary=LONG,
            region=REGION,
            country="RO",
        ),
        made(Partner, name="INMA", short_name="INMA", slug="bare", summary=USUAL, kind="university"),
    )


def source() -> Any:
    return made(
        Source,
        title=f"Annual report of the {GERMAN}",
        publisher=ROMANIAN,
        url="https://example.org/a-long-address/" + "internationalisation-" * 4,
        year=2019,
        accessed_on=datetime.date(2024, 5, 2),
        note="Page 12.",
    )


def practice() -> Three:
    """Return practices with all that a card and a page show; the least has an organisation alone."""
    usual, long, _bare = partner()
    came = made(Transfer, stage="adapting", practice=made(Practice, title=LONG[:120], slug="origin"))
    transfers = [made(Transfer, slug="one", stage="running")]
    signed = {"role": LONG, "signed_on": datetime.date(2019, 5, 2)}
    opinions = [made(Opinion, text=PROSE, name=name, **signed) for name in ("Anna Expert", GERMAN)]
    story = dict.fromkeys(("problem", "approach", "resources", "evidence", "difficulties", "limits"), PROSE)
    everything = {"scope": "regional", "outcome": "worked", "contact_role": "Head of the cluster team"}
    none: Any = {f"public_{name}": [] for name in ("working_groups", "came_by", "transfers")}
    return Three(
        made(
            Practice, **story, **everything, **YEARS,
            title="Vouchers for a first digital project", slug="usual", summary=USUAL, partner=usual,
            country="AT", region="Niederösterreich", nuts_code="AT12", resources_amount=Decimal(450_000),
            resources_currency="EUR", editors_note=PROSE, public_working_groups=groups()[:2],
            public_came_by=[], public_transfers=transfers, sources=[source()], links=[], images=[],
            attachments=[], opinions=opinions,
        ),
        made(
            Practice, **everything | {"outcome": "mixed"}, **DAYS,
            title=f"{GERMAN}: {REGION}"[:100], slug="long", summary=LONG, partner=long, organisation=LONG,
            country="RO", region=REGION, public_working_groups=group()[1:2], public_transfers=transfers * 12,
            public_came_by=[came], sources=[],
        ),
        made(
            Practice, **none,
            title="A room to meet", slug="bare", summary=USUAL, organisation="A town", sources=[],
        ),
    )  # fmt: skip


def service() -> Three:
    usual, long, _bare = partner()
    told = {"stage": "any", "payer_kind": "public"}
    return Three(
        made(
            Service, **told,
            name="Benchmarking", slug="usual", summary=USUAL, partner=usual, country="AT", experience="works",
            is_open_to_others=True,
        ),
        made(
            Service, **told,
            name=LONG[:120], slug="long", summary=LONG, partner=long, country="RO", payer=LONG,
            experience="tried", is_open_to_others=False,
        ),
        made(Service, name="Training", slug="bare", summary=USUAL, provider="A cluster organisation"),
    )  # fmt: skip


def meeting() -> Three:
    usual, long, _bare = partner()
    return Three(
        made(
            Meeting, **DAYS,
            title="Peer review in Győr", slug="usual", kind="peer-review", place="Győr", country="HU",
            host=usual, summary=USUAL, public_groups=groups()[2:4],
        ),
        made(
            Meeting, **YEARS,
            title=LONG[:150], slug="long", kind="stakeholder-meeting", place=REGION, country="RO",
            host=long, summary=LONG, public_groups=group()[1:2],
        ),
        made(Meeting, title="Conference", slug="bare", kind="conference", summary=USUAL, public_groups=[]),
    )  # fmt: skip


def exchange() -> Three:
    usual, long, bare = partner()
    pair = {"sender": usual, "host": bare}
    return Three(
        made(
            StaffExchange, **pair, **DAYS,
            title="ecoplus at INMA", slug="usual", topic=USUAL, country="RO", working_group=groups()[4],
        ),
        made(
            StaffExchange, **YEARS,
            title=LONG[:150], slug="long", topic=LONG, country="RO", sender=long, host=usual,
            working_group=group().long,
        ),
        made(StaffExchange, **pair, title="A stay", slug="bare", topic="How a fab lab is run"),
    )  # fmt: skip


def steps(*stages: str, note: str = "") -> list[Any]:
    days = {"reached_on": datetime.date(2018, 5, 1), "precision": "month", "note": note}
    return [made(Step, stage=stage, **days) for stage in stages]


def transfer() -> Three:
    usual, long, bare = practice()
    _ecoplus, long_partner, inma = partner()
    return Three(
        made(
            Transfer, **YEARS,
            slug="transfer", practice=usual, receiving_partner=inma, became=long, stage="running",
            route="exchange", exchange=exchange().usual, changed="Half the sum.", result="Twelve firms.",
            editors_note="Seen.", steps=steps("exploring", "piloting", "running"),
        ),
        made(
            Transfer, **YEARS,
            slug="long-transfer", practice=long, receiving_partner=long_partner, stage="exploring",
            route="meeting", meeting=meeting().long, changed=LONG, result=LONG, editors_note=LONG,
            steps=steps("running", "dropped", "exploring", note=LONG[:250]),
        ),
        made(
            Transfer, slug="bare-transfer", practice=bare, receiving_organisation="Another town",
            stage="dropped", steps=[],
        ),
    )  # fmt: skip


def project() -> Three:
    return Three(
        made(RelatedProject, **YEARS, name="Clusters3", slug="usual", summary=USUAL, programme="Interreg"),
        made(RelatedProject, **DAYS, name=LONG[:120], slug="long", summary=LONG, programme=LONG[:120]),
        made(RelatedProject, name="NGP Excellence", slug="bare", summary=USUAL),
    )


def action() -> Three:
    usual, long, _bare = practice()
    none: dict[str, Any] = {"public_practices": [], "public_uptakes": [], "public_exchanges": []}
    told = {"what": PROSE, "players": "ecoplus", "timeframe": "2020–2021", "costs": "€50,000"}
    return Three(
        made(Action, **told, title="Start a call", **none | {"public_exchanges": [exchange().usual]}),
        made(
            Action,
            title=LONG,
            **dict.fromkeys(("what", "players", "timeframe", "costs", "funding"), LONG),
            public_practices=[usual, long],
            public_uptakes=[
                made(Uptake, recommendation=recommendation().long, basis=basis, note=LONG)
                for basis in Evidence.Basis
            ],
            public_exchanges=[exchange().long],
        ),
        made(Action, title="Tell others", **none),
    )


def plan() -> Three:
    usual, long, bare = partner()
    lower_austria = {"title": "A plan for Lower Austria", "indicators": [made(Indicator, name="Firms")]}
    longest: dict[str, Any] = {"title": LONG[:150], "summary": LONG, "indicators": []}
    nothing: dict[str, Any] = {"actions": [], "indicators": []}
    return Three(
        made(
            ActionPlan, **YEARS, **lower_austria, slug="usual", summary=USUAL, partner=usual, actions=action()
        ),
        made(ActionPlan, **DAYS, **longest, slug="long", partner=long, actions=[action().long]),
        made(ActionPlan, **nothing, title="Another plan", slug="bare", summary=USUAL, partner=bare),
    )


def _deed() -> Action:
    """Return an action that takes a recommendation up, in a plan of which nothing else is told."""
    told = {"title": "A plan for Lower Austria", "slug": "usual", "partner": partner().usual}
    return made(Action, title="Start a call", plan=made(ActionPlan, **told))


def recommendation() -> Three:
    levels = [made(LevelAddressed, level=level) for level in ("regional", "national")]
    backed = [made(Evidence, practice=one, basis="editor") for one in practice()]
    taken_up = [made(Uptake, action=_deed(), basis=basis, note=USUAL) for basis in Evidence.Basis]
    return Three(
        made(
            Recommendation,
            title="Pay cluster managers for results", slug="usual", topic="Funding", summary=USUAL,
            public_working_groups=groups()[3:4], public_evidence=backed,
            public_uptakes=taken_up, levels=levels,
        ),
        made(
            Recommendation,
            title=LONG[:150], slug="long", topic=LONG[:120], summary=LONG, public_working_groups=group()[1:2],
            public_evidence=backed, public_uptakes=taken_up, levels=levels,
        ),
        made(
            Recommendation,
            title="Meet more often", slug="bare", topic="Exchange", summary=USUAL,
            public_working_groups=[], public_evidence=[], public_uptakes=[], levels=[],
        ),
    )  # fmt: skip


def term() -> Three:
    usual, long = (made(Meaning, country="BE", region="Flanders", text=text) for text in (PROSE, LONG))
    told = {"slug": "long", "spellings": LONG, "summary": LONG}
    return Three(
        made(Term, term="Cluster", slug="usual", spellings="clusters", summary=USUAL, meanings=[usual]),
        made(Term, **told, term=LONG[:80], meanings=[long]),
        made(Term, term="Label", slug="bare", summary=USUAL, meanings=[]),
    )


SAMPLES: dict[type[Model], Callable[[], Three]] = {
    Practice: practice,
    Service: service,
    Transfer: transfer,
    WorkingGroup: group,
    Meeting: meeting,
    StaffExchange: exchange,
    Partner: partner,
    RelatedProject: project,
    ActionPlan: plan,
    Recommendation: recommendation,
    Term: term,
}
