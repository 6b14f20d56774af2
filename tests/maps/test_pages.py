"""Maps on pages: what is public and found is drawn and in the table, by links that need no JavaScript."""

from clusterix.maps.signs import SIGNS
from tests.making import make_group, make_partner, make_practice, make_transfer
from tests.map_reading import Drawn

VEJLE = {"city": "Vejle", "country": "DK", "latitude": "55.71", "longitude": "9.54"}
LYON = {
    "city": "Lyon",
    "region": "Auvergne-Rhône-Alpes",
    "country": "FR",
    "latitude": "45.76",
    "longitude": "4.84",
}
MAP, LEDGER = "/practices/?view=map", "/practices/transfers/?view=map"


def test_practices_are_points_that_lead_to_them_and_rows_of_the_table(client, db) -> None:
    one = make_practice(title="Tool library", **VEJLE)
    for _ in range(2):
        make_practice(**LYON)
    make_practice(title="Nowhere")
    drawn = Drawn(client, MAP)
    assert drawn.points == {
        "Vejle, Denmark: Tool library": one.get_absolute_url(),
        "Lyon, France: 2 good practices": "/practices/?place=45.76%2C4.84",
    }
    assert len(drawn.rows) == 2
    assert one.get_absolute_url() in "".join(drawn.rows)
    assert drawn.captions == ["Places"]
    assert "3 of 4 have a place" in drawn.text


def test_a_point_of_several_leads_to_a_list_of_just_these(client, db) -> None:
    for title in ("One", "Two"):
        make_practice(title=title, **LYON)
    make_practice(title="Three", **VEJLE)
    (address,) = [href for href in Drawn(client, MAP).points.values() if "place" in href]
    listed = client.get(address).content.decode()
    assert "2 good practices" in listed
    assert "Lyon, France" in listed, "the chip says which place"
    assert "Three</a>" not in listed


def test_the_list_of_a_place_keeps_the_other_filters_and_they_keep_it(client, db) -> None:
    for theme in (make_group(slug="printing"), make_group()):
        for _ in range(2):
            make_practice(working_groups=[theme], **LYON)
    drawn = Drawn(client, f"{MAP}&theme=printing")
    assert list(drawn.points.values()) == ["/practices/?theme=printing&place=45.76%2C4.84"]
    listed = client.get("/practices/?place=45.76,4.84").content.decode()
    assert '<input type="hidden" name="place" value="45.76,4.84">' in listed


def test_drafts_are_never_on_the_map(client, db) -> None:
    draft = make_practice(title="Secret", status="draft", **VEJLE)
    make_transfer(practice=draft, receiving_partner=make_partner(**LYON))
    hidden = make_partner(short_name="Hidden partner", status="draft", **LYON)
    make_transfer(practice=make_practice(**VEJLE), receiving_partner=hidden)
    make_transfer(practice=make_practice(**VEJLE), receiving_partner=make_partner(**LYON), status="in_review")
    for address in ("/", MAP, "/practices/transfers/?view=map"):
        drawn = Drawn(client, address)
        assert "Secret" not in drawn.text
        assert "Hidden partner" not in drawn.text
        assert drawn.arcs == []


def test_filters_filter_the_map(client, db) -> None:
    make_practice(title="Here", **VEJLE)
    make_practice(title="There", **LYON)
    assert len(Drawn(client, MAP).points) == 2
    assert list(Drawn(client, f"{MAP}&country=fr").points) == ["Lyon, France: There"]
    assert list(Drawn(client, f"{MAP}&q=here").points) == ["Vejle, Denmark: Here"]
    for region in ("Skåne", "Tyrol"):
        taker = make_partner(short_name=region, **LYON)
        make_transfer(practice=make_practice(title=f"To {region}", **VEJLE), receiving_partner=taker)
    arcs = Drawn(client, "/practices/transfers/?view=map&q=skåne").arcs
    assert [name.partition(":")[0] for _start, _end, name in arcs] == ["To Skåne"]


def test_the_switch_between_list_and_map_keeps_every_filter(client, db) -> None:
    make_practice(title="Here", **VEJLE)
    listed = Drawn(client, "/practices/?q=here&country=dk&sort=title").text
    assert 'href="?q=here&country=dk&sort=title&view=map"' in listed
    mapped = Drawn(client, "/practices/?q=here&country=dk&sort=title&view=map").text
    assert 'href="?q=here&country=dk&sort=title">List' in mapped
    assert '<input type="hidden" name="view" value="map">' in mapped
    assert 'href="?q=here&sort=title&view=map"' in mapped, "a chip leads to the same view"


def test_the_view_stays_in_the_address_of_what_htmx_puts_in_place(client, db) -> None:
    make_practice(**VEJLE)
    response = client.get(f"{MAP}&country=dk", headers={"HX-Request": "true"})
    assert response.headers["HX-Push-Url"] == "/practices/?country=dk&view=map"
    assert b'class="map-point"' in response.content
    assert b"<html" not in response.content


def test_an_unknown_view_is_left_out_with_a_word(client, db) -> None:
    make_practice(title="Here", **VEJLE)
    text = Drawn(client, "/practices/?view=globe").text
    assert "“globe” is not a value of “view” here" in text
    assert "Here" in text


def test_a_transfer_is_an_arc_from_its_giver_to_its_taker_and_a_row(client, db) -> None:
    giver = make_partner(short_name="South", region="Syddanmark", **VEJLE)
    practice = make_practice(title="Pool", partner=giver)
    make_transfer(practice=practice, receiving_partner=make_partner(short_name="Rhône", **LYON))
    make_transfer(practice=make_practice(title="Unplaced"))
    for address in ("/", "/practices/transfers/?view=map", giver.get_absolute_url()):
        drawn = Drawn(client, address)
        ((start, end, name),) = drawn.arcs
        assert name == "Pool: South → Rhône"
        names = list(drawn.points)
        assert "Syddanmark" in names[int(start)]
        assert "Auvergne" in names[int(end)]
        assert drawn.heads == 1
        assert any("Pool" in row and "South" in row and "Rhône" in row for row in drawn.rows)
    assert any("Unplaced" in row for row in Drawn(client, "/practices/transfers/?view=map").rows)


def test_a_receiver_that_is_no_partner_is_where_the_database_knows_its_region_to_be(client, db) -> None:
    region = {"region": "Región de Murcia", "country": "ES", "latitude": "38", "longitude": "-1.5"}
    make_practice(position_precision="region", **region)
    make_transfer(practice=make_practice(**VEJLE), region="Región de Murcia", country="ES")
    make_transfer(practice=make_practice(**VEJLE), region="Atlantis")
    drawn = Drawn(client, LEDGER)
    assert len(drawn.arcs) == 1
    assert "Región de Murcia, Spain: 1 transfer" in drawn.points
    assert "1 of 2 transfers" in drawn.text


def test_where_the_country_alone_is_known_its_middle_stands_for_it_and_the_key_says_so(client, db) -> None:
    make_transfer(practice=make_practice(title="Rough", **VEJLE), region="Atlantis", country="ES")
    nowhere = make_practice(title="Nowhere", country="")
    make_transfer(practice=nowhere, receiving_organisation="Somebody")
    drawn = Drawn(client, LEDGER)
    ((_start, end, name),) = drawn.arcs
    assert name.startswith("Rough: ")
    assert list(drawn.points)[int(end)] == "Spain: 1 transfer"
    assert drawn.text.count('class="map-dot map-dot-open"') == 1
    assert drawn.text.count('class="map-way map-way-rough"') == 2, "the arc, and the sample in the key"
    assert "Dashed: of one end or both the country alone is known" in drawn.text
    assert "1 transfer is not drawn: no single place is known of one end or both." in drawn.text
    assert any("Spain, no closer place known" in row for row in drawn.rows)


def test_a_country_that_has_no_middle_on_the_map_is_named_in_the_table(client, db) -> None:
    make_transfer(practice=make_practice(title="Far", **VEJLE), country="TR")
    drawn = Drawn(client, LEDGER)
    assert drawn.arcs == []
    assert "1 transfer is not drawn: one end or both lie outside the map" in drawn.text
    assert any("Türkiye, no closer place known" in row for row in drawn.rows)


def test_where_places_are_known_nothing_is_dashed(client, db) -> None:
    """The control of the test before."""
    make_transfer(practice=make_practice(**VEJLE), receiving_partner=make_partner(**LYON))
    drawn = Drawn(client, LEDGER)
    assert len(drawn.arcs) == 1
    assert "map-way-rough" not in drawn.text
    assert "Dashed" not in drawn.text
    assert "not drawn" not in drawn.text


def test_the_home_page_draws_what_went_from_region_to_region_only(client, db) -> None:
    make_transfer(practice=make_practice(title="Rough", **VEJLE), country="ES")
    make_transfer(practice=make_practice(title="Known", **VEJLE), receiving_partner=make_partner(**LYON))
    home = Drawn(client, "/")
    assert [name.partition(":")[0] for _start, _end, name in home.arcs] == ["Known"]
    assert "1 of 2 transfers" in home.text
    assert "1 transfer is not drawn: no single place is known of an end, or the country alone." in home.text
    assert len(Drawn(client, LEDGER).arcs) == 2, "the control"


def test_an_arc_has_the_sign_of_its_first_theme_and_the_table_names_all_public_ones(client, db) -> None:
    blue = make_group(short_name="Printing", colour="blue", order=1)
    teal = make_group(short_name="Vouchers", colour="teal", order=2)
    hidden = make_group(short_name="Hidden theme", colour="ochre", order=0, status="draft")
    themed = make_practice(title="Themed", working_groups=[teal, blue, hidden], **VEJLE)
    plain = make_practice(title="Plain", **VEJLE)
    for practice in (themed, plain):
        make_transfer(practice=practice, receiving_partner=make_partner(**LYON))
    drawn = Drawn(client, LEDGER)
    key = drawn.text.partition('class="plain-list map-key"')[2].partition("</ul>")[0]
    assert "Printing" in key
    assert "No theme" in key
    assert "Vouchers" not in key, "no arc has it first"
    assert "Hidden theme" not in drawn.text
    assert drawn.text.count(f'd="{SIGNS["blue"].path}"') == 2, "on the arc and in the key"
    (row,) = [row for row in drawn.rows if "Themed" in row]
    assert row.index("Printing") < row.index("Vouchers")
    (row,) = [row for row in drawn.rows if "Plain" in row]
    assert 'class="theme' not in row
