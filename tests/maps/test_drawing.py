"""What a map draws: points that stand apart, names that never meet, arcs from rim to rim with a direction."""

import random
from itertools import combinations

import pytest

from clusterix.maps.drawing import MOST_ARCS, MOST_POINTS, Map
from clusterix.maps.frames import EUROPE, WIDTH, around
from clusterix.maps.grouping import NEAR, grouped
from clusterix.maps.labels import Box, Label, Sheet, named_or_numbered, placed
from clusterix.maps.middles import MIDDLES
from clusterix.maps.projection import Position, position
from clusterix.maps.signs import SIGNS
from clusterix.maps.sites import Journey, Site
from workgroups.models import WorkingGroup

VEJLE = Site("Vejle, Denmark", "Vejle", 55.71, 9.54, "/vejle/")
KOLDING = Site("Kolding, Denmark", "Kolding", 55.49, 9.47, "/kolding/", count=3)
LYON = Site("Lyon, France", "Lyon", 45.76, 4.84, "/lyon/")
BRUSSELS = Site("Brussels, Belgium", "Brussels", 50.85, 4.35, "/brussels/", rank=1)
BELGIUM = Site("Belgium", "Belgium", 50.6, 4.6, "/practice/", rank=3, is_middle=True)
VIENNA = Site("Vienna, Austria", "Vienna", 48.2, 16.37, "/vienna/")


def scattered(number: int) -> list[Site]:
    chance = random.Random(number)  # noqa: S311 - the same places each time
    return [
        Site(
            f"Place {n}",
            f"Place of some length {n}",
            chance.uniform(36, 65),
            chance.uniform(-9, 28),
            f"/{n}/",
        )
        for n in range(number)
    ]


def travelled(start: Site | None, end: Site | None) -> Journey:
    return Journey("Practice", "/practices/practice/", "Giver", "Taker", start, end)


def meeting(labels: list[Label]) -> list[tuple[str, str]]:
    return [(a.text, b.text) for a, b in combinations(labels, 2) if a.box.meets(b.box)]


@pytest.mark.parametrize("size", ["label", "large_label"])
@pytest.mark.parametrize("number", [1, 10, 60, 400])
def test_names_and_numbers_never_meet_and_never_leave_the_picture(number, size) -> None:
    drawn = Map("Map", scattered(number))
    labels = [label for point in drawn.points if (label := getattr(point, size))]
    assert labels
    assert meeting(labels) == []
    assert all(label.box.left >= 0 and label.box.right <= WIDTH for label in labels)
    assert all(label.box.top >= 0 and label.box.bottom <= drawn.height for label in labels)


def test_two_names_at_one_place_would_be_noticed_and_only_one_is_placed() -> None:
    """The control: the check above sees a collision."""
    label = Label("Lyon", 10, 10, "start", Box(10, 0, 40, 12))
    assert meeting([label, Label("Lyons", 30, 10, "start", Box(30, 5, 60, 17))]) == [("Lyon", "Lyons")]
    wanted = [("A name that is too long", Position(80, 80), 4.0)] * 2
    assert [bool(one) for one in placed(wanted, Sheet(Box(60, 66, 260, 94)))] == [True, False]


def test_a_name_without_room_gives_way_to_a_number_but_stays_in_the_link() -> None:
    site = Site(
        "Hidden, Nowhere",
        "A name far too long for any picture of this width, that is to say" * 2,
        50,
        10,
        "/",
    )
    drawn = Map("Map", [site])
    (point,) = drawn.points
    assert [label.text for label in (point.label, point.large_label) if label] == ["1", "1"]
    assert point.name == "Hidden, Nowhere"
    assert drawn.is_numbered
    assert drawn.places == [(site, 0)], "the table says which place the number stands for"
    assert not Map("Map", [VEJLE, LYON]).is_numbered, "the control: both names have room"


def test_more_points_are_told_by_numbers_than_by_names_alone() -> None:
    points = Map("Map", scattered(60)).points
    names = [(f"Place of some length {n}", point.centre, point.radius) for n, point in enumerate(points)]
    sheets = [Sheet(Box(0, 0, WIDTH, WIDTH), size=26) for _ in range(2)]
    assert sum(map(bool, named_or_numbered(names, sheets[0]))) > sum(map(bool, placed(names, sheets[1])))


def test_letters_for_a_phone_are_as_large_as_those_for_a_page() -> None:
    """On a phone the picture of 640 units is about 330 pixels wide: 26 units are 13 pixels."""
    (point,) = Map("Map", [VEJLE]).points
    assert point.label
    assert point.large_label
    height, large = (label.box.bottom - label.box.top for label in (point.label, point.large_label))
    assert large / height == pytest.approx(26 / 14)


def test_points_stand_apart_and_near_places_become_one() -> None:
    drawn = Map("Map", scattered(400))
    assert len(drawn.points) < 400
    assert all(a.centre.distance(b.centre) >= NEAR for a, b in combinations(drawn.points, 2))
    (point,) = Map("Map", [VEJLE, KOLDING]).points
    assert point.name == "Kolding, Denmark and 1 place near it"
    assert point.address == "/kolding/"


def test_a_point_of_several_places_leads_to_all_of_them_where_the_page_can_show_them() -> None:
    sites = [
        Site(site.name, site.label, site.latitude, site.longitude, site.address, key=site.label)
        for site in (VEJLE, KOLDING)
    ]
    (point,) = Map("Map", sites, together="+".join).points
    assert point.address == "Kolding+Vejle"


def test_no_more_points_are_drawn_than_a_picture_bears() -> None:
    drawn = Map("Map", scattered(5000))
    assert 200 < len(drawn.points) <= MOST_POINTS


def test_an_arc_runs_from_the_giver_to_the_taker_and_its_head_is_at_the_taker() -> None:
    drawn = Map("Map", journeys=[travelled(LYON, VIENNA)])
    (arc,) = drawn.arcs
    lyon, vienna = drawn.points[arc.start], drawn.points[arc.end]
    assert (lyon.address, vienna.address) == ("/lyon/", "/vienna/")
    assert arc.samples[0].distance(lyon.centre) > lyon.radius
    assert arc.samples[-1].distance(vienna.centre) > vienna.radius
    tip = Position(*map(float, arc.head[1:].split("L")[0].split()))
    assert vienna.radius < tip.distance(vienna.centre) < arc.samples[-1].distance(vienna.centre)


def test_the_ways_there_and_back_lie_apart() -> None:
    there, again, back = Map(
        "Map", journeys=[travelled(LYON, VIENNA), travelled(LYON, VIENNA), travelled(VIENNA, LYON)]
    ).arcs
    middles = [arc.samples[12] for arc in (there, again, back)]
    assert all(a.distance(b) > 10 for a, b in combinations(middles, 2))


def test_a_journey_without_both_places_or_within_one_point_has_no_arc() -> None:
    journeys = [travelled(LYON, None), travelled(None, VIENNA), travelled(VEJLE, KOLDING)]
    drawn = Map("Map", journeys=journeys)
    assert drawn.arcs == []
    assert drawn.total == 3


def test_what_is_not_drawn_is_counted_by_its_reason() -> None:
    journeys = [travelled(LYON, None), travelled(None, None), travelled(VEJLE, KOLDING)]
    journeys += [travelled(LYON, VIENNA) for _ in range(MOST_ARCS + 1)]
    drawn = Map("Map", journeys=journeys, total=100)
    assert len(drawn.arcs) == MOST_ARCS
    assert drawn.undrawn == [
        "2 transfers are not drawn: no single place is known of one end or both.",
        "1 transfer is not drawn: both ends lie close together.",
        f"{100 - 3 - MOST_ARCS} transfers are not drawn: the map has no room for more.",
    ]
    assert Map("Map", journeys=[travelled(LYON, VIENNA)]).undrawn == [], "the control"


def test_a_transfer_of_which_the_country_alone_is_known_is_not_said_to_lie_close() -> None:
    home, abroad = Journey("A", "/", "Us", "They", BELGIUM, BELGIUM), travelled(BELGIUM, BRUSSELS)
    assert Map("Map", journeys=[home]).undrawn == [
        "1 transfer is not drawn: it stayed within one country, and no closer place is known."
    ]
    assert Map("Map", journeys=[abroad]).undrawn == [
        "1 transfer is not drawn: of one end the country alone is known, and its middle lies close to the "
        "other end."
    ]
    near = Map("Map", journeys=[travelled(VEJLE, KOLDING)]).undrawn
    assert near == ["1 transfer is not drawn: both ends lie close together."], "the control"


def test_what_lies_outside_the_map_is_not_said_to_be_unknown() -> None:
    reunion = Site("Réunion, France", "Réunion", -21.1, 55.5, "/")
    to_turkey = Journey("A", "/", "Us", "They", LYON, None, from_country="France", to_country="Türkiye")
    outside = Map("Map", journeys=[to_turkey, travelled(LYON, reunion)]).undrawn
    assert outside == [
        "2 transfers are not drawn: one end or both lie outside the map, or in a country of which it shows "
        "a part."
    ]
    unknown = Map("Map", journeys=[travelled(LYON, None)]).undrawn
    assert unknown == ["1 transfer is not drawn: no single place is known of one end or both."], "the control"


def test_the_middle_of_a_country_is_no_group_with_a_place_beside_it() -> None:
    """A partner's point would speak for a transfer that has nothing to do with it."""
    assert [[site.name for site in group.sites] for group in grouped([BRUSSELS, BELGIUM], EUROPE)] == [
        ["Brussels, Belgium"],
        ["Belgium"],
    ]
    drawn = Map("Map", [BRUSSELS], [travelled(BELGIUM, LYON)])
    (arc,) = drawn.arcs
    assert drawn.points[arc.start].name.startswith("Belgium")
    place = Site("Belgium", "Belgium", 50.6, 4.6, "/")
    assert len(grouped([BRUSSELS, place], EUROPE)) == 1, "the control: two places there are one group"


def test_numbers_that_stand_in_large_letters_alone_are_told_from_those_in_both() -> None:
    name = "A name with some length to it"
    crowd = [Site(f"{name} {n}", f"{name} {n}", 47 + n % 4, 8 + 2.2 * n, f"/{n}/") for n in range(7)]
    sizes = [
        (drawn.is_numbered, drawn.is_numbered_on_phones)
        for drawn in (Map("Map", crowd[:1]), Map("Map", crowd), Map("Map", scattered(400)))
    ]
    assert sizes == [(False, False), (True, True), (True, False)]


def test_an_arc_to_the_middle_of_a_country_is_told_from_one_to_a_place() -> None:
    norway = Site("Norway", "Norway", 61.8, 9.7, "/", rank=3, is_middle=True)
    drawn = Map("Map", journeys=[travelled(LYON, norway), travelled(LYON, VIENNA)])
    assert [arc.journey.is_rough for arc in drawn.arcs] == [True, False]
    assert [point.name for point in drawn.points if point.is_middle] == ["Norway"]
    assert drawn.has_rough_arcs
    assert not Map("Map", journeys=[travelled(LYON, VIENNA)]).has_rough_arcs


def test_each_hue_has_a_sign_of_its_own() -> None:
    assert set(SIGNS) == set(WorkingGroup.Colour.values)
    assert len(set(SIGNS.values())) == len(SIGNS)


def test_every_country_of_the_union_has_its_middle_within_the_picture() -> None:
    union = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"
    assert set(union.split()) <= set(MIDDLES)
    assert all(EUROPE.holds(position(*place)) for place in MIDDLES.values())


def test_places_outside_the_picture_are_not_drawn() -> None:
    assert Map("Map", [Site("Réunion", "Réunion", -21.1, 55.5, "/")]).points == []


def test_a_frame_shows_all_places_it_is_made_for_and_keeps_its_shape() -> None:
    positions = [site.position for site in (VEJLE, LYON, VIENNA)]
    frame = around(positions, 0.8)
    assert all(map(frame.holds, positions))
    assert frame.width < EUROPE.width
    assert frame.drawn_height == WIDTH * 0.8
    assert around([], 0.8) == EUROPE
