"""The lists of recommendations and action plans."""

import datetime

import pytest

from recommendations.models import LevelAddressed
from tests.making import make_action, make_group, make_partner, make_plan, make_recommendation
from tests.page_reading import cards, look

pytestmark = pytest.mark.django_db


def test_recommendations_by_theme_and_by_any_of_their_levels(client) -> None:
    both = make_recommendation(title="Both", working_groups=[make_group(slug="3d-printing")])
    one, _none = make_recommendation(title="One"), make_recommendation(title="Level not known")
    for record, levels in ((both, ("regional", "national")), (one, ("national",))):
        for level in levels:
            LevelAddressed.objects.create(recommendation=record, level=level)
    assert cards(client, "/recommendations/?level=regional") == ["Both"]
    assert cards(client, "/recommendations/?level=national") == ["Both", "One"]
    assert cards(client, "/recommendations/?level=regional&level=national") == ["Both", "One"]
    assert cards(client, "/recommendations/?theme=3d-printing") == ["Both"]
    assert cards(client, "/recommendations/") == ["Both", "One", "Level not known"]


def test_the_list_says_for_which_levels_the_set_was_written_and_shows_no_empty_filter(client) -> None:
    advice = make_recommendation()
    page = look(client, "/recommendations/").words
    assert "cluster organisations, and local, regional, national and European policy" in page
    assert "Level addressed" not in page
    for record, level in ((advice, "european"), (make_recommendation(), "local")):
        LevelAddressed.objects.create(recommendation=record, level=level)
    assert "Level addressed" in look(client, "/recommendations/").words, "the control"


def test_recommendations_by_their_topics_and_by_the_words_of_what_a_level_can_do(client) -> None:
    funding, exchange = (
        make_recommendation(title=f"On {topic}", topic=topic) for topic in ("funding", "exchange")
    )
    make_recommendation(title="On labels", topic="labels")
    LevelAddressed.objects.create(recommendation=exchange, level="local", what_to_do="Open the town hall.")
    assert cards(client, "/recommendations/?topic=funding") == ["On funding"]
    assert cards(client, "/recommendations/?topic=funding&topic=exchange") == ["On funding", "On exchange"]
    assert cards(client, "/recommendations/?q=town+hall") == ["On exchange"]
    funding.delete()
    assert 'value="funding"' not in client.get("/recommendations/").text
    assert 'value="exchange"' in client.get("/recommendations/").text, "the control"


def test_action_plans_by_partner_country_year_and_the_words_of_their_actions(client) -> None:
    skane = make_partner(slug="region-skane", short_name="Skåne", country="SE")
    plan = make_plan(
        title="Skåne's plan",
        partner=skane,
        start_on=datetime.date(2019, 4, 1),
        end_on=datetime.date(2021, 3, 31),
    )
    make_action(plan=plan, what="A peer review of clusters.")
    make_plan(title="Another plan", partner=make_partner(short_name="ecoplus"))
    for query in ("partner=region-skane", "country=se", "year=2020", "q=peer+review", "q=skåne"):
        assert cards(client, f"/recommendations/action-plans/?{query}") == ["Skåne's plan"], query
    assert cards(client, "/recommendations/action-plans/") == ["Another plan", "Skåne's plan"]
