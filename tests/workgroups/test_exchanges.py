"""What came of a staff exchange: ideas, actions and what grew: a chain whose unknown steps are said."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.models import Action
from tests.desk.acting import again, at_the_desk, opened, save, step, working_copy
from tests.making import (
    make_action,
    make_exchange,
    make_group,
    make_idea,
    make_partner,
    make_plan,
    make_practice,
)
from tests.page_reading import cards, look
from workgroups.models import Idea, StaffExchange

pytestmark = pytest.mark.django_db


def chain(client: Any, exchange: Any) -> list[str]:
    """Return the steps of the chain on the exchange's page, each in its words."""
    page = client.get(exchange.get_absolute_url()).content.decode()
    found = re.search(r'<ol class="chain".*?</ol>', page, re.S)
    assert found
    steps = re.split(r'<p class="chain-step">', found[0])[1:]
    return [" ".join(re.sub(r"<[^>]+>", " ", words).split()) for words in steps]


def test_the_chain_leads_from_the_exchange_to_what_grew_from_it(client) -> None:
    exchange = make_exchange(title="A stay")
    make_idea(exchange=exchange, title="A call", order=2)
    make_idea(exchange=exchange, title="A scheme", order=1)
    plan = make_plan(title="Plan of the south", policy_instrument="Operational programme")
    make_action(plan=plan, title="Open a call", exchanges=[exchange])
    scheme = make_practice(title="The scheme", grew_from=[exchange], country="RO")
    assert chain(client, exchange) == [
        "Staff exchange A stay",
        "Idea A scheme A call",
        "Action Open a call Plan of the south",
        "Policy instrument or practice The scheme Good practice, Romania "
        "Operational programme Policy instrument: Plan of the south",
    ]
    links = look(client, exchange.get_absolute_url()).links
    assert {"#ideas", plan.get_absolute_url(), scheme.get_absolute_url()} <= set(links)


def test_a_good_practice_is_not_called_a_policy_instrument(client) -> None:
    exchange = make_exchange(title="A stay")
    make_practice(title="A way of monitoring", grew_from=[exchange])
    name = "Policy instrument or practice"
    assert chain(client, exchange)[3] == f"{name} A way of monitoring Good practice, Austria"
    make_action(plan=make_plan(title="Plan", policy_instrument="Programme"), exchanges=[exchange])
    assert chain(client, exchange)[3].endswith("Programme Policy instrument: Plan"), "the control"


def test_two_actions_of_one_plan_name_its_policy_instrument_once(client) -> None:
    exchange, plan = make_exchange(title="A stay"), make_plan(title="Plan", policy_instrument="Programme")
    for _ in range(2):
        make_action(plan=plan, exchanges=[exchange])
    assert chain(client, exchange)[3] == "Policy instrument or practice Programme Policy instrument: Plan"


def test_a_step_that_is_not_known_is_said_to_be_unknown(client) -> None:
    exchange = make_exchange(title="A stay")
    assert chain(client, exchange)[1:] == [
        "Idea Not known",
        "Action No action of an action plan is known",
        "Policy instrument or practice Not known",
    ]


def test_many_things_that_grew_need_no_more_queries_than_one(client) -> None:
    exchange = make_exchange()

    def queries() -> int:
        look(client, exchange.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            look(client, exchange.get_absolute_url())
        return len(captured)

    make_practice(grew_from=[exchange])
    one = queries()
    for _ in range(3):
        make_practice(grew_from=[exchange])
    assert queries() == one


def test_the_romanian_scheme_is_told_from_both_ends(client, knowledge_base) -> None:
    exchange, scheme = (
        "/workgroups/exchanges/ecoplus-at-inma-2017/",
        "/practices/romanian-cluster-funding-scheme/",
    )
    assert scheme in look(client, exchange).links
    steps = chain(client, StaffExchange.objects.get(slug="ecoplus-at-inma-2017"))
    assert steps[0].endswith("May 2017")
    assert steps[1] == "Idea A national scheme that funds clusters"
    assert steps[2] == "Action No action of an action plan is known"
    grown = "A scheme for cluster managers, shaped by lessons from Flanders and Austria Good practice, "
    assert steps[3] == f"Policy instrument or practice {grown}Bucharest, Romania"
    assert exchange in look(client, scheme).links
    assert "Grew from the staff exchange" in look(client, scheme).words


def test_an_action_and_a_practice_say_which_exchange_they_came_from(client) -> None:
    exchange = make_exchange(title="A stay")
    action = make_action(exchanges=[exchange])
    discussed = make_practice(discussed_at=[exchange])
    for record, words in ((action.plan, "Came from the staff exchange"), (discussed, "Discussed at")):
        page = look(client, record.get_absolute_url())
        assert words in page.words
        assert exchange.get_absolute_url() in page.links
    assert discussed.get_absolute_url() in look(client, exchange.get_absolute_url()).links


def test_nothing_unpublished_is_in_the_chain_or_at_its_ends(client) -> None:
    exchange = make_exchange(title="Shown")
    draft = make_plan(title="Secret plan", status="draft", policy_instrument="Secret instrument")
    make_action(plan=draft, title="Secret action", exchanges=[exchange])
    make_action(
        plan=make_plan(partner=make_partner(status="draft")), title="Secret deed", exchanges=[exchange]
    )
    make_practice(title="Secret scheme", status="draft", grew_from=[exchange], discussed_at=[exchange])
    assert "Secret" not in look(client, exchange.get_absolute_url()).words
    type(draft).objects.update(status="published")
    assert "Secret action" in look(client, exchange.get_absolute_url()).words, "the control"


def test_an_idea_of_an_unpublished_exchange_is_nowhere(client) -> None:
    exchange = make_exchange(title="Hidden stay", status="draft")
    make_idea(exchange=exchange, title="Zaunkönig", text="A wren.")
    action = make_action(exchanges=[exchange])
    practice = make_practice(discussed_at=[exchange], grew_from=[exchange])
    pages = [action.plan.get_absolute_url(), practice.get_absolute_url()]
    pages += ["/search/?q=zaunkönig", "/workgroups/exchanges/?q=wren", "/workgroups/exchanges/export.csv"]

    def seen() -> list[str]:
        answers = {page: b"".join(client.get(page)).decode() for page in pages}
        return [page for page, text in answers.items() if "Hidden stay" in text]

    assert seen() == []
    exchange.status = "published"
    exchange.save()
    assert seen() == pages, "the control"


def test_ideas_are_found_by_their_words_and_stand_in_the_file(client) -> None:
    idea = make_idea(exchange=make_exchange(title="A stay"), title="Vouchers", text="For prototypes.")
    assert cards(client, "/workgroups/exchanges/?q=prototypes") == ["A stay"]
    assert "Vouchers" in b"".join(client.get("/workgroups/exchanges/export.csv")).decode()
    idea.delete()
    assert cards(client, "/workgroups/exchanges/?q=prototypes") == []


def test_exchanges_by_host_sender_theme_and_year(client) -> None:
    host, sender = make_partner(slug="skane"), make_partner(slug="lyon")
    group = make_group(slug="monitoring")
    make_exchange(title="There", host=host, sender=sender, working_group=group, start_on="2019-02-11")
    make_exchange(title="Back", host=sender, sender=host, start_on="2020-02-11")
    for query in ("host=skane", "sender=lyon", "theme=monitoring", "year=2019", "host=skane&sender=lyon"):
        assert cards(client, f"/workgroups/exchanges/?{query}") == ["There"], query
    assert cards(client, "/workgroups/exchanges/?host=skane&sender=skane") == []
    assert len(cards(client, "/workgroups/exchanges/?partner=skane")) == 2, "an older address still counts"


def test_a_partners_page_leads_to_what_it_hosted_and_to_what_it_sent(client) -> None:
    partner = make_partner(slug="skane")
    for _ in range(7):
        make_exchange(host=partner)
        make_exchange(sender=partner)
    links = look(client, partner.get_absolute_url()).links
    for query in ("host=skane", "sender=skane"):
        assert f"/workgroups/exchanges/?{query}" in links
        assert len(cards(client, f"/workgroups/exchanges/?{query}")) == 7


def test_ideas_are_written_in_the_form_of_their_exchange_and_published_with_it(client, manager) -> None:
    desk, exchange = at_the_desk(manager), make_exchange(learned="Much.")
    kept = make_idea(exchange=exchange, title="Kept")
    step(desk, exchange, "start")
    form = opened(desk, exchange)
    assert form["ideas-0-title"] == ["Kept"]
    new = {"ideas-TOTAL_FORMS": "2", "ideas-1-title": "Another", "ideas-1-text": "<p>New.</p>"}
    assert save(desk, exchange, **new, **{"ideas-1-order": "1"}).status_code == 302
    assert [one.title for one in working_copy(exchange).ideas.all()] == ["Kept", "Another"]
    assert [one.title for one in exchange.ideas.all()] == ["Kept"], "not before it is published"
    assert "Another" not in look(client, exchange.get_absolute_url()).words
    exchange.sources.create(slug="a-source", title="A source")
    working_copy(exchange).sources.set(exchange.sources.all())
    step(desk, exchange, "publish")
    assert "Another" in look(client, exchange.get_absolute_url()).words
    assert Idea.objects.get(title="Kept").pk == kept.pk


def test_the_actions_of_a_plan_keep_their_exchanges_when_it_is_published_anew(manager) -> None:
    desk, exchange = at_the_desk(manager), make_exchange()
    plan = make_action(exchanges=[exchange]).plan
    plan.description = "What it is about."
    plan.save()
    plan.sources.create(slug="a-source", title="A source")
    step(desk, plan, "start")
    assert step(desk, plan, "publish").status_code == 302
    assert working_copy(plan) is None
    assert [again(one).exchanges.get() for one in Action.objects.filter(plan=plan)] == [exchange]
