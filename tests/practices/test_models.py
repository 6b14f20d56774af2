"""Practices, their parts, services and transfers."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from practices.models import Image, Link, Practice, Transfer
from practices.models.practice import STORY
from tests.making import (
    make_exchange,
    make_meeting,
    make_partner,
    make_practice,
    make_service,
    make_transfer,
)
from tests.rules import is_stored, make_image, sentences

pytestmark = pytest.mark.django_db


def test_a_practice_does_not_travel_to_the_partner_that_it_comes_from() -> None:
    home, away = make_partner(), make_partner()
    transfer = make_transfer(practice=make_practice(partner=home), receiving_partner=home)
    with pytest.raises(ValidationError) as refused:
        transfer.full_clean()
    assert refused.value.message_dict == {
        "receiving_partner": ["A practice cannot travel to the partner that it comes from."]
    }
    transfer.receiving_partner = away
    assert sentences(transfer) == [], "the control: to another partner it does"


HOME = "A practice cannot travel to the organisation or region that it comes from."


@pytest.mark.parametrize(
    ("given", "taken", "sentence"),
    [
        ({"organisation": "A Chamber"}, {"receiving_organisation": "a  chamber"}, HOME),
        ({"region": "Región de Murcia"}, {"receiving_organisation": "Región de Murcia"}, HOME),
        ({"partner": "ecoplus", "organisation": ""}, {"receiving_organisation": "Ecoplus"}, HOME),
        (
            {"organisation": "ecoplus"},
            {"receiving_partner": "ecoplus"},
            "A practice cannot travel to the partner that it comes from.",
        ),
        ({"organisation": "A Chamber"}, {"receiving_organisation": "A Chamber of another town"}, ""),
        ({"region": "Berlin"}, {"receiving_organisation": "A network", "region": "Berlin"}, ""),
    ],
)
def test_a_practice_does_not_travel_to_whoever_has_the_name_of_its_origin(given, taken, sentence) -> None:
    ecoplus = make_partner(short_name="ecoplus")
    named = [{k: ecoplus if k.endswith("partner") else v for k, v in side.items()} for side in (given, taken)]
    transfer = make_transfer(practice=make_practice(**named[0]), **named[1])
    assert sentences(transfer) == [sentence][: bool(sentence)]


def test_a_practice_does_not_come_from_where_it_has_travelled(client) -> None:
    practice, taker = make_practice(), make_partner()
    make_transfer(practice=practice, receiving_partner=taker)
    assert sentences(practice) == []
    practice.partner = taker
    assert sentences(practice) == ["This practice has travelled there: see its transfers."]
    practice.partner = make_partner()
    assert sentences(practice) == [], "the control: from another partner it may"


def test_a_practice_from_outside_travels_to_any_partner() -> None:
    assert sentences(make_transfer(receiving_partner=make_partner())) == []


def test_a_transfer_has_one_receiver_not_two() -> None:
    transfer = make_transfer()
    partner = make_partner()
    transfer.receiving_partner = partner
    assert sentences(transfer) == ["Name either a receiving partner or another organisation."]
    assert not is_stored(transfer, {"receiving_partner": partner})
    transfer.receiving_organisation = ""
    assert sentences(transfer) == []
    assert is_stored(transfer, {"receiving_partner": partner, "receiving_organisation": ""})


def test_a_transfer_names_the_record_of_its_own_route() -> None:
    meeting, exchange = make_meeting(), make_exchange()
    for fields in (
        {"route": "meeting", "meeting": meeting},
        {"route": "workshop", "meeting": meeting},
        {"route": "exchange", "exchange": exchange},
        {"route": "meeting"},
        {"route": ""},
    ):
        assert sentences(make_transfer(**fields)) == [], fields


def test_a_transfer_reads_from_the_practice_to_its_receiver() -> None:
    practice = make_practice(title="PPI pool")
    assert (
        str(make_transfer(practice=practice, receiving_organisation="A ministry")) == "PPI pool → A ministry"
    )
    partner = make_partner(short_name="ecoplus")
    assert str(make_transfer(practice=practice, receiving_partner=partner)) == "PPI pool → ecoplus"


def test_a_decorative_picture_has_no_alternative_text() -> None:
    image = make_image()
    image.is_decorative = True
    sentence = "Describe the picture, or mark it as decorative and leave the text empty."
    assert sentences(image) == [sentence]
    assert not is_stored(image, {"is_decorative": True})
    image.alt_text = ""
    assert sentences(image) == []


def test_a_currency_without_an_amount_is_refused() -> None:
    practice = make_practice()
    practice.resources_currency = "EUR"
    assert sentences(practice) == ["Give the amount together with its currency, or neither."]
    assert not is_stored(practice, {"resources_currency": "EUR"})
    practice.resources_amount = Decimal(0)
    assert sentences(practice) == []
    assert is_stored(practice, {"resources_currency": "EUR", "resources_amount": 0})


def test_an_amount_is_said_with_its_currency_and_its_cents_if_any() -> None:
    assert Practice(resources_amount=Decimal(3_800_000), resources_currency="EUR").amount == "EUR 3,800,000"
    amount = Decimal("1250.50")
    assert Practice(resources_amount=amount, resources_currency="DKK").amount == "DKK 1,250.50"
    assert Practice(resources_amount=Decimal(0), resources_currency="EUR").amount == "EUR 0"
    assert Practice().amount == ""


def test_a_title_of_100_letters_is_taken_and_a_longer_one_refused() -> None:
    practice = make_practice()
    practice.title = "x" * 100
    assert sentences(practice) == []
    practice.title = "x" * 101
    assert "at most 100 characters" in "".join(sentences(practice))


def test_a_practice_or_service_with_a_partner_needs_no_other_name() -> None:
    partner = make_partner()
    assert sentences(make_practice(partner=partner, organisation="")) == []
    assert sentences(make_service(partner=partner, provider="")) == []


def test_the_sections_that_nothing_is_known_for_are_named() -> None:
    told = dict.fromkeys(STORY, "Told.")
    assert make_practice(**told).unknown_sections == []
    assert make_practice(**told | {"limits": "", "evidence": ""}).unknown_sections == [
        "evidence of success",
        "what it did not achieve",
    ]


def test_tags_are_the_same_whatever_their_capitals() -> None:
    practice, other = make_practice(), make_practice()
    practice.tags.add("Vouchers")
    other.tags.add("vouchers")
    assert list(practice.tags.all()) == list(other.tags.all())


def test_the_parts_of_a_practice_are_public_with_it_and_go_with_it() -> None:
    image = make_image()
    link = Link.objects.create(practice=image.practice, title="Page", url="https://example.org/")
    assert image.is_public
    assert link.is_public
    image.practice.status = "draft"
    assert not image.is_public
    image.practice.delete()
    assert not Image.objects.exists()
    assert not Link.objects.exists()


def test_what_a_transfer_cites_is_kept() -> None:
    meeting, partner = make_meeting(), make_partner()
    transfer = make_transfer(route="meeting", meeting=meeting, receiving_partner=partner)
    for cited in (transfer.practice, meeting, partner):
        with pytest.raises(ProtectedError):
            cited.delete()
    assert Transfer.objects.get() == transfer


def test_a_practice_says_how_much_of_its_story_is_told() -> None:
    assert make_practice().completeness == "0 of 8 sections"
    assert make_practice(problem="Told.", limits="Told.").completeness == "2 of 8 sections"
    assert make_practice(**dict.fromkeys(STORY, "Told.")).completeness == "8 of 8 sections"
