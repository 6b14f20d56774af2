"""Forms in which nothing can be changed: what they say, and how their prose reads."""

import pytest
from django.utils.html import escape

from practices.models import Practice
from tests.desk.acting import address, at_the_desk, step, working_copy
from tests.making import make_action, make_partner, make_plan, make_practice
from tests.page_reading import look

pytestmark = pytest.mark.django_db
TOLD = "<p>Firms shared one printer.</p><p>It paid.</p>"
NOT_NOW = "It cannot be changed as its plan stands."


def test_prose_that_cannot_be_changed_reads_as_visitors_read_it(person) -> None:
    partner = make_partner()
    desk = at_the_desk(person("anna", "Partner editors", partner=partner))
    practice = make_practice(partner=partner, approach=TOLD, status="in_review")
    page = desk.get(address(practice)).content.decode()
    assert TOLD in page
    assert escape("<p>") not in page
    Practice.objects.filter(pk=practice.pk).update(status="draft")
    assert escape(TOLD) in desk.get(address(practice)).content.decode(), "the control: a box"


def test_an_action_of_a_published_plan_says_how_to_change_it_and_one_of_a_working_copy_can_be(
    administrator,
) -> None:
    plan = make_plan()
    client, action = at_the_desk(administrator), make_action(plan=plan, what=TOLD)
    assert NOT_NOW in look(client, address(action)).words
    step(client, plan, "start")
    assert NOT_NOW not in look(client, address(working_copy(plan).actions.get())).words
