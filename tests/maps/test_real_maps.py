"""The maps of the real knowledge base."""

import re

import pytest

from practices.models import Practice
from tests.map_reading import Drawn

pytestmark = pytest.mark.django_db
MAP = "/practices/?view=map"


@pytest.mark.parametrize("address", ["/", MAP, "/practices/transfers/?view=map", "/partners/ecoplus/"])
def test_every_point_leads_to_a_page_and_it_and_every_arc_is_in_the_table(client, content, address) -> None:
    drawn = Drawn(client, address)
    assert drawn.points
    for href in drawn.points.values():
        assert client.get(href).status_code == 200, href
    table = "".join(drawn.rows)
    for name in drawn.points:
        assert re.split(r" and \d+ place|: ", name)[0].rpartition(", ")[0] in table, name
    for _start, _end, name in drawn.arcs:
        assert name.partition(": ")[0] in table, name
    assert drawn.heads == len(drawn.arcs)
    assert re.search(r"js/map\.\w+\.js", drawn.text), "the script comes with the map"


@pytest.mark.parametrize("address", ["/", MAP, "/practices/transfers/?view=map", "/partners/ecoplus/"])
def test_every_point_is_named_or_numbered_on_a_phone_and_the_table_has_the_number(
    client, content, address
) -> None:
    drawn = Drawn(client, address)
    labels = re.findall(r'<text class="([^"]*)"[^>]*>([^<]*)</text>', drawn.text)
    large = [text for classes, text in labels if "map-label-large" in classes]
    assert len(large) >= 0.9 * len(drawn.points), "all but a few in a crowd"
    numbers = {(text, "map-label-large" in classes) for classes, text in labels if "number" in classes}
    table = " ".join(drawn.rows)
    told = [rf"no\. {n}\)|<td[^>]*>{n}</td>" for n, _is_large in numbers]
    assert [one for one in told if not re.search(one, table + drawn.text)] == []
    sentence = re.search(r"<p([^>]*)>A number stands where a name has no room", drawn.text)
    assert bool(sentence) == bool(numbers)
    is_for_phones = {is_large for _text, is_large in numbers} == {True}
    assert not sentence or ("map-numbers" in sentence[1]) == is_for_phones


def test_the_places_of_practices_are_counted_alike_by_sql_and_in_memory(client, content, settings) -> None:
    in_memory = Drawn(client, MAP).points
    settings.FACETS_BY_SQL = True
    assert Drawn(client, MAP).points == in_memory
    assert len(in_memory) > 20


def test_all_practices_with_a_position_are_counted(client, content) -> None:
    placed = Practice.objects.published().filter(latitude__isnull=False).count()
    assert f"{placed} of {Practice.objects.published().count()} have a place" in Drawn(client, MAP).text
