"""People at the desk with mailboxes, and a practice between them."""

from typing import Any

import pytest

from practices.models import Practice
from tests.making import make_partner, make_practice, make_source


@pytest.fixture
def partner(db) -> Any:
    return make_partner(short_name="ecoplus")


@pytest.fixture
def someone(person) -> Any:
    """Make somebody at the desk who has a mailbox: `someone("Anna", "Partner editors", partner=...)`."""

    def make(name: str, role: str, **more: Any) -> Any:
        made = person(name, role, **more)
        made.email = f"{name.lower()}@example.org"
        made.save()
        return made

    return make


@pytest.fixture
def people(someone, administrator, partner) -> dict[str, Any]:
    administrator.email = "superuser@example.org"
    administrator.save()
    return {
        "editor": someone("Editor", "Partner editors", partner=partner),
        "colleague": someone("Colleague", "Partner editors", partner=partner),
        "stranger": someone("Stranger", "Partner editors", partner=make_partner()),
        "lead": someone("Lead", "Working-group leads"),
        "manager": someone("Manager", "Project managers"),
        "chief": someone("Chief", "Administrators"),
        "superuser": administrator,
    }


@pytest.fixture
def draft(partner) -> Practice:
    return make_practice(title="Hidden title", partner=partner, sources=[make_source()], status="draft")
