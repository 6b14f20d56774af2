"""Two managers at the desk, who meet at the same records."""

from typing import Any

import pytest

from tests.desk.acting import at_the_desk


@pytest.fixture
def anna(person) -> Any:
    return at_the_desk(person("Anna", "Project managers"))


@pytest.fixture
def bela(person) -> Any:
    return at_the_desk(person("Bela", "Project managers"))
