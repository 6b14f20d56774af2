from collections.abc import Iterator

import pytest

from clusterix.links import checking
from clusterix.links.manners import Manners
from tests.links.internet import Internet


@pytest.fixture
def internet(monkeypatch, no_network) -> Iterator[Internet]:
    made = Internet()
    made.start(monkeypatch)
    yield made
    for server in made.servers.values():
        server.close()


@pytest.fixture
def hurried() -> Manners:
    """Manners without a pause."""
    return Manners(pause=0)


@pytest.fixture(autouse=True)
def no_pause(monkeypatch) -> None:
    monkeypatch.setattr(checking, "Manners", lambda: Manners(pause=0))
