"""No link, however it is written or wherever it leads on to, makes the check open a private address."""

import pytest

from clusterix.links import opening
from clusterix.links.addresses import is_public
from clusterix.links.answers import NOT_ASKED, Answer
from clusterix.links.asking import ask
from tests.links.internet import OTHER, PUBLIC, PUBLIC_6, Server, by_request, saying
from tests.links.targets import NAMES, PRIVATE, REFUSED

FINE = saying("HTTP/1.1 200 OK", "Content-Length: 0")


@pytest.fixture
def unguarded(monkeypatch) -> None:
    monkeypatch.setattr(opening, "is_public", lambda place: True)


def test_there_are_sixty_of_them_and_more() -> None:
    assert len(set(PRIVATE)) >= 80
    assert len(REFUSED) >= 30


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_never_opened(internet, hurried, address) -> None:
    internet.names |= NAMES
    assert ask(address, hurried).answer == Answer.PRIVATE
    assert internet.looked_up, "the control: it is not its writing that keeps it from being asked"
    assert internet.opened == []


@pytest.mark.parametrize("address", PRIVATE)
def test_without_the_guard_it_would_be_opened(internet, hurried, unguarded, address) -> None:
    internet.names |= NAMES
    ask(address, hurried)
    assert internet.opened


@pytest.mark.parametrize(("address", "answer"), REFUSED.items())
def test_what_is_no_plain_address_of_the_web_is_not_even_looked_up(
    internet, hurried, address, answer
) -> None:
    assert ask(address, hurried).answer == answer
    assert answer in NOT_ASKED
    assert (internet.looked_up, internet.opened) == ([], [])


@pytest.mark.parametrize(
    "place", [PUBLIC, OTHER, PUBLIC_6, "8.8.8.8", "172.32.0.1", "100.128.0.1", "2a00::1"]
)
def test_a_public_address_is_one(place) -> None:
    assert is_public(place)


def test_a_server_on_this_machine_is_reached_only_without_the_guard(internet, hurried, monkeypatch) -> None:
    server = internet.place("localhost", FINE, address="127.0.0.1")
    assert ask("http://127.0.0.1/", hurried).answer == Answer.PRIVATE
    assert server.requests == []
    monkeypatch.setattr(opening, "is_public", lambda place: True)
    assert ask("http://127.0.0.1/", hurried).answer == Answer.ANSWERS
    assert server.asked == ["HEAD /"]


@pytest.mark.parametrize("status", ["301", "302", "303", "307", "308"])
@pytest.mark.parametrize(
    "inward", ["http://127.0.0.1/", "http://169.254.169.254/", "//[::1]/", "http://inward.example/x"]
)
def test_a_redirect_inward_is_not_followed(internet, hurried, status, inward) -> None:
    internet.names |= NAMES
    internet.place("site.example", by_request({"/": f"{status} Away → {inward}"}))
    assert ask("http://site.example/", hurried).answer == Answer.PRIVATE
    assert set(internet.opened) == {PUBLIC}


@pytest.mark.parametrize(
    ("location", "answer"),
    [
        ("file:///etc/passwd", Answer.NOT_WEB),
        ("http://user:secret@site.example/", Answer.CREDENTIALS),
        ("http://site.example:22/", Answer.PORT),
        ("http://[::1", Answer.MALFORMED),
    ],
)
def test_a_redirect_out_of_the_web_is_not_followed(internet, hurried, location, answer) -> None:
    server = internet.place("site.example", by_request({"/": f"302 Away → {location}"}))
    assert ask("http://site.example/", hurried).answer == answer
    assert server.asked == ["HEAD /"]


def test_the_last_of_several_redirects_is_looked_at_as_the_first(internet, hurried) -> None:
    hops = {f"/{n}": f"302 On → /{n + 1}" for n in range(4)} | {"/4": "302 On → http://127.0.0.1/"}
    server = internet.place("site.example", by_request(hops))
    assert ask("http://site.example/0", hurried).answer == Answer.PRIVATE
    assert len(server.requests) == 5
    assert set(internet.opened) == {PUBLIC}


def rebinding(*answers: str):
    """Return a name that leads elsewhere each time it is looked up."""
    turns = iter(answers)
    return lambda: [next(turns)]


def test_a_name_that_leads_elsewhere_the_second_time_is_refused_then(internet, hurried) -> None:
    internet.servers[PUBLIC] = Server(by_request({}, otherwise="405 No HEAD"))
    internet.names["moody.example"] = rebinding(PUBLIC, "127.0.0.1")
    assert ask("http://moody.example/", hurried).answer == Answer.PRIVATE
    assert internet.opened == [PUBLIC]
    assert len(internet.looked_up) == 2, "once for each connection, which goes where the look-up said"


def test_without_the_guard_the_second_look_up_would_lead_inward(internet, hurried, unguarded) -> None:
    internet.servers[PUBLIC] = Server(by_request({}, otherwise="405 No HEAD"))
    internet.names["moody.example"] = rebinding(PUBLIC, "127.0.0.1")
    ask("http://moody.example/", hurried)
    assert internet.opened == [PUBLIC, "127.0.0.1"]


def test_a_name_is_looked_up_once_for_each_connection(internet, hurried) -> None:
    internet.servers[PUBLIC] = Server(FINE)
    internet.names["moody.example"] = rebinding(PUBLIC, "127.0.0.1")
    assert ask("http://moody.example/", hurried).answer == Answer.ANSWERS
    assert (internet.looked_up, internet.opened) == (["moody.example"], [PUBLIC])


def test_a_connection_whose_other_end_is_private_is_told_nothing(internet, hurried) -> None:
    server = internet.place("site.example", FINE)
    internet.peer = "10.0.0.1"
    assert ask("http://site.example/", hurried).answer == Answer.PRIVATE
    assert [request for request in server.requests if request] == []


def test_no_proxy_of_the_environment_is_asked(internet, hurried, monkeypatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:3128")
    internet.place("site.example", FINE)
    assert ask("http://site.example/", hurried).answer == Answer.ANSWERS
    assert internet.opened == [PUBLIC]
