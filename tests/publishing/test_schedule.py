"""What an editor has scheduled happens when a page is read: at its moment, everywhere, without any job."""

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from clusterix.browse.catalogue import schedule
from clusterix.browse.catalogue.library import library
from clusterix.browse.catalogue.watching import one_writing_at_the_end
from clusterix.browse.models import Carried, Change
from partners.models import Partner
from practices.models import Practice
from tests.form_reading import Form
from tests.graph import png
from tests.making import make_group, make_membership, make_partner, make_practice, make_recommendation
from tests.page_reading import cards, text
from tests.test_floors import sources

pytestmark = pytest.mark.django_db
LIST = "/practices/"
# Whoever asks what is public goes by `public_q`; these ask for the status itself, or give it.
STATUS = re.compile(r"""status["']?\s*[=:]\s*Status\.PUBLISHED|status=["']published""")
ASK_FOR_THE_STATUS = {
    "clusterix.publishing.records",
    "clusterix.browse.catalogue.schedule",
    "clusterix.desk.waiting",
    "clusterix.ops.content",
    "clusterix.ops.synthetic",
    "clusterix.style.making",
}


def leading_to(visitor: Any, page: str) -> list[str]:
    """Return the addresses at which a visitor is led to the page of the vouchers."""
    files = (f"{LIST}export.{kind}" for kind in ("csv", "json"))
    searches = (reverse("pages:search"), reverse("pages:suggest"), LIST, *files)
    where = (LIST, f"{LIST}?country=se", "/sitemap.xml", *(f"{address}?q=vouchers" for address in searches))
    return [address for address in where if page in text(visitor.get(address))]


def test_a_page_kept_whole_is_gone_at_the_moment_and_the_new_one_is_right(visitor, clock) -> None:
    make_practice(title="Always")
    practice = make_practice(
        title="Vouchers", country="SE", public_from=clock.after(1), public_until=clock.after(2)
    )
    page = practice.get_absolute_url()
    for status, count, places in ((404, "1 good practice", 0), (200, "2 good", 8), (404, "1 good", 0)):
        for _seen_before in range(2):
            assert visitor.get(page).status_code == status
            assert visitor.get(f"{page}social.png").status_code == status
            assert len(leading_to(visitor, page)) == places
            assert count in visitor.get(LIST).content.decode()
        clock.move_on()


def test_between_two_moments_a_kept_page_costs_no_more_than_without_a_schedule(visitor, clock) -> None:
    practice = make_practice(public_until=clock.after(2))
    asked = []
    for address in (LIST, practice.get_absolute_url()):
        visitor.get(address)
        for _again in range(2):
            clock.move_on(clock.after(0.1) - clock.now)
            with CaptureQueriesContext(connection) as queries:
                visitor.get(address)
            asked.append(len(queries))
    assert asked == [1, 1, 1, 1]


def test_of_several_moments_that_nobody_saw_all_are_carried_out_at_once(client, clock) -> None:
    for hours in (10, 20, 30):
        make_practice(title=f"From {hours}", public_from=clock.after(hours))
        make_practice(title=f"Until {hours}", public_until=clock.after(hours))
    make_practice(title="In between", public_from=clock.after(2), public_until=clock.after(3))
    assert set(cards(client, LIST)) == {"Until 10", "Until 20", "Until 30"}
    clock.move_on(clock.after(25) - clock.now)
    library.forget()  # another process, which has just started
    assert set(cards(client, LIST)) == {"From 10", "From 20", "Until 30"}
    clock.move_on(clock.after(25) - clock.now)
    assert set(cards(client, LIST)) == {"From 10", "From 20", "From 30"}


def test_what_other_records_say_of_one_follows_it(client, clock) -> None:
    """Its name on their cards, its value among the filters of their list, and what hangs on it."""
    partner = make_partner(short_name="Orkney", public_until=clock.after(1))
    group = make_group(short_name="Islands", public_until=clock.after(1))
    make_membership(partner=partner, group=group)
    make_practice(title="Ferries", partner=partner, working_groups=[group])
    assert cards(client, f"{LIST}?theme={group.slug}") == ["Ferries"]
    page = text(client.get(LIST))
    assert "Orkney" in page
    assert "Islands" in page
    clock.move_on()
    page = text(client.get(LIST))
    assert "Ferries" in page
    assert "Orkney" not in page
    assert "Islands" not in page


@pytest.mark.parametrize("status", ["draft", "in_review", "archived"])
def test_a_record_that_is_not_published_has_no_moments(client, clock, status) -> None:
    practice = make_practice(status=status, public_from=clock.after(1), public_until=clock.after(2))
    library.refresh()
    assert library.next_moment is None
    for _moment in range(3):
        assert cards(client, LIST) == []
        assert client.get(practice.get_absolute_url()).status_code == 404
        clock.move_on()


def test_a_schedule_that_is_taken_back_happens_no_more(client, clock) -> None:
    practice = make_practice(title="Vouchers", public_from=clock.after(1))
    assert cards(client, LIST) == []
    practice.public_from = clock.after(5)
    practice.save()
    clock.move_on()
    assert cards(client, LIST) == []
    Practice.objects.update(public_from=None)
    assert cards(client, LIST) == ["Vouchers"]


def set_by_saving(moment: Any) -> None:
    practice = Practice.objects.get()
    practice.public_from = moment
    practice.save()


def set_for_many(moment: Any) -> None:
    Practice.objects.update(public_from=moment)


def set_past_the_catalogue(moment: Any) -> None:
    with one_writing_at_the_end():
        set_by_saving(moment)


@pytest.mark.parametrize("set_moment", [set_by_saving, set_for_many, set_past_the_catalogue])
def test_a_moment_is_known_however_it_was_set(client, clock, set_moment) -> None:
    """Of a record that stays hidden no entry changes: the log has to say so by a line of its own."""
    make_practice(title="Vouchers", public_from=clock.after(9))
    assert cards(client, LIST) == []
    set_moment(clock.after(1))
    assert cards(client, LIST) == []
    clock.move_on()
    assert cards(client, LIST) == ["Vouchers"]


def test_without_its_line_in_the_log_a_moment_is_missed(client, clock) -> None:
    """The control."""
    make_practice(title="Vouchers", public_from=clock.after(9))
    assert cards(client, LIST) == []
    set_by_saving(clock.after(1))
    Change.objects.latest("pk").delete()
    clock.move_on()
    assert cards(client, LIST) == []


def test_plain_sql_instead_of_the_catalogue_in_memory_finds_the_same(client, clock, settings) -> None:
    settings.FACETS_BY_SQL = True
    make_practice(title="Vouchers", public_from=clock.after(1), public_until=clock.after(2))
    for found in ([], ["Vouchers"], []):
        assert cards(client, LIST) == cards(client, f"{LIST}?q=vouchers") == found
        clock.move_on()


def fail(*_arguments: Any) -> None:
    raise OperationalError("database is locked")


@pytest.mark.parametrize("by_sql", [False, True])
def test_in_a_moment_of_trouble_pages_are_answered_and_the_next_request_tries_again(
    visitor, clock, monkeypatch, settings, by_sql
) -> None:
    settings.FACETS_BY_SQL = by_sql
    over = make_practice(title="Over", public_until=clock.after(1))
    begun = make_practice(title="Begun", public_from=clock.after(1))
    addresses = [LIST, f"{LIST}?q=begun", f"{LIST}?q=over", "/", over.get_absolute_url()]
    assert [visitor.get(address).status_code for address in addresses] == [200] * 5
    clock.move_on()
    with monkeypatch.context() as trouble:
        trouble.setattr(schedule, "write_anew", fail)
        assert [visitor.get(address).status_code for address in addresses] == [200, 200, 200, 200, 404]
        assert visitor.get(begun.get_absolute_url()).status_code == 200
    assert "Over" not in visitor.get(LIST).content.decode()
    assert "Begun" in visitor.get(LIST).content.decode()


def test_a_record_whose_card_cannot_be_made_closes_no_page(client, clock, monkeypatch) -> None:
    practice = make_practice(title="Vouchers", public_from=clock.after(1))
    assert cards(client, LIST) == []
    clock.move_on()
    with monkeypatch.context() as broken:
        broken.setattr(Practice, "get_absolute_url", lambda self: 1 / 0)
        assert client.get("/recommendations/").status_code == 200
    assert cards(client, LIST) == ["Vouchers"]
    assert client.get(practice.get_absolute_url()).status_code == 200


def test_a_clock_that_was_set_back_misses_nothing(client, clock) -> None:
    make_practice(title="First", public_from=clock.after(5))
    clock.move_on(clock.after(6) - clock.now)
    assert cards(client, LIST) == ["First"]
    clock.move_on(clock.after(-3) - clock.now)
    make_practice(title="Second", public_from=clock.after(1))
    assert "Second" not in cards(client, LIST)
    clock.move_on()
    assert "Second" in cards(client, LIST)


def test_what_is_carried_out_is_carried_out_once(client, clock) -> None:
    make_practice(public_from=clock.after(1))
    library.refresh()
    clock.move_on()
    client.get(LIST)
    told = Change.objects.count()
    assert Carried.objects.get().until == clock.now
    library.forget()
    client.get(LIST)
    assert Change.objects.count() == told


def test_a_file_is_kept_by_nobody_for_longer_than_its_record_is_public(client, clock) -> None:
    partner = make_partner(logo=png(), public_from=clock.after(1), public_until=clock.after(2.5))
    logo = partner.logo.url
    assert client.get(logo).status_code == 404
    told = []
    for _moment in range(2):
        clock.move_on()
        response = client.get(logo)
        text(response)
        told.append(response.headers["Cache-Control"])
    assert told == ["public, max-age=3600", "public, max-age=1800"]
    clock.move_on()
    assert client.get(logo).status_code == 404


def test_what_becomes_public_later_is_new_then(client, clock) -> None:
    later = make_practice(title="Later", public_from=clock.after(2))
    clock.move_on()
    make_practice(title="Now")
    clock.move_on(clock.after(2) - clock.now)
    assert cards(client, f"{LIST}?sort=newest") == ["Later", "Now"]
    published = later.published_at
    later.save()
    assert later.published_at == published, "stamped once"


def test_the_form_names_the_zone_of_its_times_as_it_is_today(client, administrator, clock) -> None:
    client.force_login(administrator)
    for month, offset in ((1, "UTC+1"), (7, "UTC+2")):
        clock.now = timezone.now().replace(month=month, day=15)
        page = client.get("/admin/practices/practice/add/").content.decode()
        assert page.count(f"Times are those of Europe/Brussels ({offset}).") == 2


def test_both_boxes_of_a_moment_are_named_and_described(client, administrator) -> None:
    client.force_login(administrator)
    page = client.get("/admin/practices/practice/add/").content.decode()
    for box, name in ((0, "Public from: date"), (1, "Public from: time")):
        markup = re.search(f'<input [^>]*id="id_public_from_{box}"[^>]*>', page)
        assert markup
        assert f'aria-label="{name}"' in markup[0]
        assert 'aria-describedby="id_public_from_0_helptext"' in markup[0]
    assert 'id="id_public_from_0_helptext"' in page
    assert '<label for="id_public_from_0">' in page


def test_a_moment_typed_at_the_desk_is_taken_in_that_zone(client, administrator) -> None:
    client.force_login(administrator)
    recommendation = make_recommendation(status="draft")
    address = f"/admin/recommendations/recommendation/{recommendation.pk}/change/"
    moment = {"public_from_0": "2030-07-01", "public_from_1": "09:00:00"}
    assert client.post(address, Form(client.get(address)).values | moment).status_code == 302
    recommendation.refresh_from_db()
    assert recommendation.public_from is not None
    assert recommendation.public_from.isoformat() == "2030-07-01T07:00:00+00:00"


def test_a_moment_that_can_only_be_a_slip_is_refused(clock) -> None:
    partner = make_partner()
    partner.public_until = clock.now.replace(year=217)
    with pytest.raises(ValidationError, match="between 1900 and 2100"):
        partner.full_clean()


def test_nobody_asks_what_is_public_past_the_moments() -> None:
    found = {name for name, source in sources().items() if STATUS.search(source)}
    assert found == ASK_FOR_THE_STATUS


@pytest.mark.parametrize(
    "careless",
    [
        "filter(partner__status=Status.PUBLISHED)",
        '{f"{path}__status": Status.PUBLISHED}',
        "filter(status='published')",
    ],
)
def test_who_asks_for_the_status_alone_is_caught(careless) -> None:
    """The control."""
    assert STATUS.search(careless)


def test_a_selection_worded_long_before_goes_by_the_moment_at_which_it_is_asked(clock) -> None:
    """As those are that a view holds for all its requests."""
    worded = Partner.objects.published()
    make_partner(public_from=clock.after(1))
    assert not worded.all().exists()
    clock.move_on()
    assert worded.all().exists()
