"""Editors choose the themes of a strength in its form; they go with it through working copies and history."""

from typing import Any

import pytest

from tests.desk.acting import at_the_desk, save, step, working_copy
from tests.making import make_group, make_partner, make_source, make_swot_entry
from tests.page_reading import text

pytestmark = pytest.mark.django_db
ADDRESS = "/partners/matching/"


def themes(entry: Any) -> list[str]:
    return [str(theme) for theme in entry.themes.all()]


def test_an_editor_s_theme_makes_a_strength_meet_a_need_once_it_is_published(client, person, manager) -> None:
    theme, partner, source = make_group(name="Monitoring"), make_partner(), make_source()
    make_swot_entry(quadrant="weakness", statement="Wants monitoring.", themes=[theme])
    entry = make_swot_entry(partner=partner, statement="Monitors online.", sources=[source])
    editor = at_the_desk(person("Anna", "Partner editors", partner=partner))
    chosen = {"themes-TOTAL_FORMS": "1", "themes-0-group": str(theme.pk)}
    assert save(editor, entry, **chosen, _save="").status_code == 302
    copy = working_copy(entry)
    assert (themes(entry), themes(copy)) == ([], ["Monitoring"])
    assert "Monitors online." not in text(client.get(ADDRESS))
    for desk, move in ((editor, "submit"), (at_the_desk(manager), "publish")):
        assert step(desk, entry, move).status_code == 302, move
    assert themes(entry) == ["Monitoring"]
    assert "Monitors online." in text(client.get(ADDRESS))


def test_a_group_that_a_strength_names_is_not_taken_away_from_it(client, manager) -> None:
    theme = make_group()
    make_swot_entry(statement="Monitors online.", themes=[theme])
    page = text(at_the_desk(manager).get(f"/admin/workgroups/workinggroup/{theme.pk}/delete/"))
    assert "Monitors online." in page
