"""Samples of what the pictures show, put together by the portal's own drawing."""

import datetime
from decimal import Decimal
from typing import Any

from clusterix.maps.drawing import Map
from clusterix.maps.frames import around
from clusterix.maps.middles import MIDDLES
from clusterix.maps.sites import Journey, Site, Topic
from clusterix.pictures.crossing import Cell, Crossing, Heading, crossing
from clusterix.pictures.timeline import Event, Theme, Timeline
from partners.models import Partner, SwotEntry
from partners.pictures import Field as Counted
from partners.pictures import Grid, Row, Tally, by_dimension
from practices.services_compared import Compared, table
from recommendations.models import Indicator, Reading
from recommendations.pictures import Measured, measured
from workgroups.models import Membership
from workgroups.pictures import Field, Matrix, Member

from .making import GERMAN, LONG, ROMANIAN, made
from .samples import groups, partner, service

NOWHERE = "#pictures"  # where the samples' marks lead
Dimension, Quadrant = SwotEntry.Dimension, SwotEntry.Quadrant
PLACES = {
    "St. Pölten": (48.20, 15.62),
    "Vejle": (55.71, 9.54),
    "Lyon": (45.76, 4.84),
    "Bozen": (46.50, 11.35),
    "Piatra Neamț": (46.93, 26.37),
    "Malmö": (55.60, 13.00),
    GERMAN: (50.85, 4.35),
}


def a_map() -> Map:
    """Return a map of points and arcs: of one end the country alone is known, of another nothing."""
    sites = {name: Site(f"{name}, a country", name, *at, NOWHERE, about=name) for name, at in PLACES.items()}
    austria, vejle, lyon, bozen, neamt, malmo, long = sites.values()
    ireland = Site("Ireland", "Ireland", *MIDDLES["IE"], NOWHERE, rank=3, is_middle=True)
    blue, violet = Topic("Digitalisation", "blue"), Topic("3D printing", "violet")
    journeys = [
        Journey("Vouchers", NOWHERE, "ecoplus", "Vejle", austria, vejle, "Running", (blue, violet)),
        Journey("A fab lab", NOWHERE, "Lyon", "Nord-Est", lyon, neamt, "Piloting", (violet,)),
        Journey("A campus", NOWHERE, "IDM", "Ireland", bozen, ireland, "Exploring", (Topic(LONG, "teal"),)),
        Journey(LONG, NOWHERE, GERMAN, ROMANIAN, long, malmo, "Interest"),
        Journey("A scorecard", NOWHERE, "IDM", "Another town", bozen, None, "Dropped"),
    ]
    frame = around([site.position for site in (*sites.values(), ireland)], 0.8)
    return Map("Practices on their way", sites.values(), journeys, frame=frame)


def a_timeline() -> Timeline:
    """Return two rows: single days, months, a long name at the right edge, an event without a date."""
    rows = "Meetings", "Staff exchanges"
    blue, violet = Theme("Digitalisation", "blue"), Theme("3D printing", "violet")
    day = datetime.date
    told: list[tuple[str, str, str, Any, Any, tuple[Theme, ...]]] = [
        (rows[0], "Kick-off", "Vienna", day(2012, 1, 31), day(2012, 1, 31), ()),
        (rows[0], "Peer review", "Győr", day(2016, 5, 1), day(2016, 9, 30), (blue,)),
        (rows[0], LONG, GERMAN, day(2018, 12, 28), day(2018, 12, 31), (blue, violet)),
        (rows[0], "Not dated", "Lyon", None, None, ()),
        (rows[1], "A stay", "ecoplus → INMA", day(2017, 3, 6), day(2017, 3, 10), (violet,)),
    ]
    events = [
        Event(row, "Workshop", title, label, NOWHERE, f"{first:%Y}" if first else "", first, last, themes)
        for row, title, label, first, last, themes in told
    ]
    return Timeline("Meetings and staff exchanges by their dates", rows, events)


def a_matrix() -> Matrix:
    """Return partners by groups: each leads one, is a member of some, and of others not."""
    columns, rows = groups(), partner()
    return Matrix(
        columns,
        [Member(one, [_field(one, number, group) for group in columns]) for number, one in enumerate(rows)],
    )


def _field(one: Partner, number: int, group: Any) -> Field:
    distance = list(group.Colour).index(group.colour) - number
    if distance not in (0, 2, 3):
        return Field(group, None)
    return Field(group, made(Membership, partner=one, group=group, is_lead=distance == 0))


def services() -> Compared:
    """Return services beside each other: one of which everything is known, a long one, a bare one."""
    return table(service(), lambda provider: NOWHERE, [LONG])


def a_crossing() -> Crossing:
    """Return a table of numbers alone, one of them large, with long names."""
    countries = "Austria", "Bosnia and Herzegovina", "Romania"
    headings = {name: Heading(name, NOWHERE) for name in countries}
    counts = {
        ("Austria", "Romania"): 2,
        ("Bosnia and Herzegovina", "Austria"): 1,
        ("Romania", "Romania"): 1234,
    }
    cells = {
        pair: Cell(count, "{} transfers from {} to {}".format(count, *pair), NOWHERE)
        for pair, count in counts.items()
    }
    title = "Transfers from country to country"
    return crossing(title, "From (rows) to (columns)", headings, headings, cells, ["An empty field: none."])


def a_grid() -> Grid:
    """Return the grid of strengths: each row begins one quadrant later, its last field is empty."""
    quadrants = list(Quadrant)
    rows = [
        Row(
            one,
            [
                Counted(dimension, [Tally(quadrants[(row + column) % 4], row + 1)] if column < 4 else [])
                for column, dimension in enumerate(Dimension)
            ],
        )
        for row, one in enumerate(partner())
    ]
    return Grid(list(Dimension), quadrants, rows)


def strengths() -> list[Any]:
    """Return one partner's statements, one of each quadrant."""
    said = ["Two fab labs.", LONG, "A new programme.", "Few young engineers."]
    entries = zip(Quadrant, said, strict=True)
    return by_dimension(
        made(SwotEntry, dimension=Dimension.POLICIES, quadrant=quadrant, statement=statement)
        for quadrant, statement in entries
    )


def indicators() -> list[Measured]:
    """Return an indicator of which everything is known, one without baseline, and one without anything."""
    known = [(2017, "4"), (2019, "11.5"), (2021, "19")]
    return measured(
        [
            _indicator("Firms that took a voucher", known, unit="firms a year", baseline=2, target=20),
            _indicator(f"{GERMAN}: {ROMANIAN}", known[:1], unit=GERMAN, target=1_250_000),
            _indicator("Jobs", []),
        ]
    )


def _indicator(name: str, known: list[tuple[int, str]], **given: Any) -> Indicator:
    readings = [
        made(Reading, read_on=datetime.date(year, 12, 31), value=Decimal(value), note="By survey.")
        for year, value in known
    ]
    levels = {key: Decimal(value) if key != "unit" else value for key, value in given.items()}
    return made(Indicator, name=name, readings=readings, **levels)
