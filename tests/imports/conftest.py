from typing import Any

import pytest

from tests.desk.acting import at_the_desk
from tests.making import make_partner, make_practice


@pytest.fixture
def anna(person) -> Any:
    return at_the_desk(person("Anna", "Project managers"))


@pytest.fixture
def make_own(person) -> tuple[Any, Any, Any]:
    """Return a partner editor at the desk, a practice of theirs, and a draft of somebody else's."""
    partner = make_partner(slug="own")
    client = at_the_desk(person("Edda", "Partner editors", partner=partner))
    other = make_practice(slug="not-theirs", partner=make_partner(slug="other"), status="draft")
    return client, make_practice(slug="theirs", partner=partner, status="draft"), other
