"""What a link answers, and what servers do that mean no good."""

import datetime
import socket
import ssl
import time
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from clusterix.links import asking, opening
from clusterix.links.answers import Answer, Outcome
from clusterix.links.asking import ask
from clusterix.links.manners import Manners
from tests.links.internet import (
    OTHER,
    PUBLIC,
    PUBLIC_6,
    BluntServer,
    SecureServer,
    Server,
    by_request,
    saying,
)

SITE = "http://site.example/"
FINE = saying("HTTP/1.1 200 OK", "Content-Length: 0")


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        ("200 OK", Answer.ANSWERS),
        ("204 No Content", Answer.ANSWERS),
        ("401 Unauthorized", Answer.SIGN_IN),
        ("403 Forbidden", Answer.SIGN_IN),
        ("404 Not Found", Answer.NOT_FOUND),
        ("410 Gone", Answer.GONE),
        ("418 Teapot", Answer.REFUSES),
        ("429 Too Many Requests", Answer.BUSY),
        ("500 Oh no", Answer.FAULT),
        ("503 Not now", Answer.FAULT),
        ("999 No programs", Answer.SIGN_IN),
        ("302 Nowhere", Answer.ODD),
    ],
)
def test_each_status_has_its_word(internet, hurried, status, answer) -> None:
    internet.place("site.example", saying(f"HTTP/1.1 {status}", "Content-Length: 0"))
    assert ask(SITE, hurried) == Outcome(answer, int(status[:3]))


@pytest.mark.parametrize(
    "refusal", ["405 No HEAD", "501 No HEAD", "403 No HEAD", "404 No HEAD", "500 No HEAD"]
)
def test_who_refuses_to_tell_the_head_alone_is_asked_for_the_page(internet, hurried, refusal) -> None:
    server = internet.place("site.example", by_request({"HEAD /": refusal, "GET /": "200 OK"}))
    assert ask(SITE, hurried).answer == Answer.ANSWERS
    assert server.asked == ["HEAD /", "GET /"]


def test_who_breaks_off_at_the_head_is_asked_for_the_page(internet, hurried) -> None:
    def script(wire: Any, server: Server) -> None:
        if server.requests[-1].startswith("GET"):
            FINE(wire, server)

    server = internet.place("site.example", script)
    assert ask(SITE, hurried).answer == Answer.ANSWERS
    assert server.asked == ["HEAD /", "GET /"]


def test_who_is_asked_too_often_is_not_asked_once_more(internet, hurried) -> None:
    server = internet.place("site.example", saying("HTTP/1.1 429 Slow down", "Content-Length: 0"))
    assert ask(SITE, hurried).answer == Answer.BUSY
    assert server.asked == ["HEAD /"]


def test_the_request_says_who_asks_and_takes_along_nothing_else(internet, hurried) -> None:
    script = saying("HTTP/1.1 302 On", "Location: /second", "Set-Cookie: a=b", "Content-Length: 0")
    server = internet.place("site.example", script)
    ask("http://site.example/page?a=ü&b=a b".replace(" ", "%20"), hurried)
    first = server.requests[0].split("\r\n")
    assert first[0] == "HEAD /page?a=%C3%BC&b=a%20b HTTP/1.1"
    assert first[1:5] == [
        "Host: site.example",
        "User-Agent: Clusterix link check (+http://testserver)",
        "Accept: */*",
        "Connection: close",
    ]
    assert not [request for request in server.requests if "Cookie" in request or "Encoding" in request]


def test_a_name_in_other_letters_is_looked_up_as_it_is_registered(internet, hurried) -> None:
    server = internet.place("xn--gyr-moson-1yb.example", FINE)
    assert ask("http://Győr-moson.example/főoldal", hurried).answer == Answer.ANSWERS
    assert "Host: xn--gyr-moson-1yb.example" in server.requests[0]
    assert server.asked == ["HEAD /f%C5%91oldal"]


def test_a_permanent_move_is_told_and_a_passing_one_is_not(internet, hurried) -> None:
    answers = {
        "/old": "301 Moved → /newer",
        "/newer": "308 Moved → http://other.example/new#part",
        "/new": "200 OK",
        "/away": "302 On → /new",
        "/both": "301 Moved → /away",
        "/lost": "301 Moved → /nowhere",
    }
    internet.place("site.example", by_request(answers))
    internet.place("other.example", by_request(answers), address=OTHER)
    assert ask(f"{SITE}old", hurried) == Outcome(Answer.ANSWERS, 200, "http://other.example/new")
    assert ask(f"{SITE}away", hurried) == Outcome(Answer.ANSWERS, 200)
    assert ask(f"{SITE}both", hurried) == Outcome(Answer.ANSWERS, 200)
    assert ask(f"{SITE}lost", hurried) == Outcome(Answer.NOT_FOUND, 404)


def test_five_redirects_are_followed_and_no_more(internet, hurried) -> None:
    hops = {f"/{n}": f"302 On → /{n + 1}" for n in range(1, 6)} | {"/6": "200 OK", "/": "302 On → /"}
    server = internet.place("site.example", by_request(hops))
    assert ask(f"{SITE}1", hurried).answer == Answer.ANSWERS
    assert ask(SITE, hurried).answer == Answer.REDIRECTS
    assert server.asked[6:] == ["HEAD /"] * 6


@pytest.mark.parametrize(
    ("fault", "answer"),
    [
        (socket.gaierror(socket.EAI_NONAME, "no"), Answer.NO_NAME),
        (socket.gaierror(socket.EAI_AGAIN, "later"), Answer.NAME_LATER),
        (OSError("strange"), Answer.NO_CONNECTION),
        (UnicodeError("strange"), Answer.ODD),
    ],
)
def test_a_name_that_cannot_be_looked_up_is_told(internet, hurried, fault, answer) -> None:
    internet.names["site.example"] = fault
    assert ask(SITE, hurried).answer == answer


def test_a_server_that_is_not_there_is_told(internet, hurried) -> None:
    internet.names["site.example"] = [PUBLIC]
    assert ask(SITE, hurried).answer == Answer.NO_CONNECTION


def test_the_other_kind_of_address_is_tried_where_the_first_does_not_answer(internet, hurried) -> None:
    internet.place("site.example", FINE, address=PUBLIC_6)
    internet.names["site.example"] = [PUBLIC_6, PUBLIC]
    assert ask(SITE, hurried).answer == Answer.ANSWERS
    assert internet.opened == [PUBLIC, PUBLIC_6]


# Servers that mean no good.


def endlessly(first: bytes, more: bytes) -> Any:
    def script(wire: Any, server: Server) -> None:
        server.send(wire, first)
        while not server.is_closed.is_set():
            server.send(wire, more)

    return script


OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    "script",
    [
        endlessly(b"", b"a" * 1000),
        endlessly(OK, b"a" * 1000),
        endlessly(OK, b"a: b\r\n"),
        endlessly(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        saying("NONSENSE"),
        saying("HTTP/1.1 2OO OK"),
        saying("HTTP/1.1 -1 OK"),
        saying("HTTP/1.1 99999 OK"),
        saying("", ""),
    ],
)
def test_an_answer_without_end_or_sense_is_left_alone(internet, hurried, script) -> None:
    server = internet.place("site.example", script)
    assert ask(SITE, hurried).answer == Answer.ODD
    assert server.sent < 20_000_000, "what the machine’s own buffers hold"


def test_a_body_without_end_is_not_read(internet, hurried, monkeypatch) -> None:
    read: list[int] = []
    real = opening.Stream.readinto

    def counted(stream: Any, buffer: Any) -> int:
        count = real(stream, buffer)
        read.append(count)
        return count

    monkeypatch.setattr(opening.Stream, "readinto", counted)
    internet.place("site.example", endlessly(OK + b"Content-Length: 10000000000\r\n\r\n", b"a" * 1000))
    assert ask(SITE, hurried).answer == Answer.ANSWERS
    assert 0 < sum(read) <= 16 * 1024


def test_a_compressed_body_is_not_unpacked(internet, hurried, monkeypatch) -> None:
    head = OK + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    internet.place("site.example", endlessly(head, b"400\r\n" + b"\x1f\x8b" * 512 + b"\r\n"))
    assert ask(SITE, hurried).answer == Answer.ANSWERS


def dripping(first: bytes) -> Any:
    def script(wire: Any, server: Server) -> None:
        server.send(wire, first)
        while not server.is_closed.wait(0.02):
            server.send(wire, b"a")

    return script


def silent(wire: Any, server: Server) -> None:
    server.is_closed.wait(20)


@pytest.mark.parametrize("script", [dripping(OK), dripping(b""), silent])
def test_a_slow_answer_is_given_up_when_the_time_for_the_whole_is_over(internet, hurried, script) -> None:
    internet.place("site.example", script)
    begun = time.monotonic()
    assert ask(SITE, hurried, seconds=0.4).answer == Answer.SLOW
    assert time.monotonic() - begun < 3


def test_with_a_limit_for_each_reading_alone_the_drip_would_go_on(internet, hurried, monkeypatch) -> None:
    """The control: each byte comes in time, so that only the end of all patience would end it."""
    monkeypatch.setattr(opening, "left", lambda deadline: 0.4)
    reads = []
    real = opening.Stream.readinto

    def counted(stream: Any, buffer: Any) -> int:
        reads.append(1)
        if len(reads) > 60:
            raise InterruptedError
        return real(stream, buffer)

    monkeypatch.setattr(opening.Stream, "readinto", counted)
    internet.place("site.example", dripping(OK))
    ask(SITE, hurried, seconds=0.4)
    assert len(reads) > 60


def test_a_slow_look_up_is_given_up_too(internet, hurried) -> None:
    server = Server(FINE)
    internet.servers[PUBLIC] = server
    internet.names["site.example"] = lambda: [PUBLIC] if server.is_closed.wait(20) else []
    begun = time.monotonic()
    assert ask(SITE, hurried, seconds=0.3).answer == Answer.SLOW
    assert time.monotonic() - begun < 3


def test_redirects_share_the_time_of_one_link(internet, hurried, monkeypatch) -> None:
    told: list[float] = []

    def exchange(target: Any, deadline: float) -> Any:
        told.append(deadline - time.monotonic())
        return asking.Reply(302, "/on")

    monkeypatch.setattr(asking, "_exchange", exchange)
    ticks = iter(range(0, 100, 2))
    real = time.monotonic
    monkeypatch.setattr(asking.time, "monotonic", lambda: real() + next(ticks))
    assert ask(SITE, hurried, seconds=10).answer == Answer.REDIRECTS
    assert told == sorted(told, reverse=True)
    assert told[0] - told[-1] > 5


# Secure connections.


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Any:
    """A certificate of site.example that its own key has signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "site.example")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("site.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("certificate") / "site.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture
def secure(internet, certificate) -> Any:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    internet.names["other.example"] = [PUBLIC]
    return internet.stand("site.example", SecureServer(FINE, context))


@pytest.fixture
def trusted(monkeypatch, certificate) -> None:
    context = ssl.create_default_context(cafile=certificate)
    monkeypatch.setattr(asking, "_trust", lambda: context)


def test_a_certificate_has_to_be_one_that_is_trusted(secure, hurried) -> None:
    assert ask("https://site.example/", hurried).answer == Answer.CERTIFICATE
    assert secure.requests == []


def test_a_certificate_has_to_be_of_the_name_that_was_asked(secure, hurried, trusted) -> None:
    assert ask("https://site.example/", hurried).answer == Answer.ANSWERS
    assert ask("https://other.example/", hurried).answer == Answer.CERTIFICATE
    assert len(secure.requests) == 1


def test_a_server_that_knows_no_secure_connection_is_told(internet, hurried) -> None:
    internet.stand("site.example", BluntServer(FINE))
    assert ask("https://site.example/", hurried).answer == Answer.NOT_SECURE


# Manners.


def test_between_two_questions_to_one_host_there_is_a_pause(internet) -> None:
    now, slept = [100.0], []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    manners = Manners(pause=2, clock=lambda: now[0], sleep=sleep)
    internet.place("site.example", FINE)
    internet.place("other.example", FINE, address=OTHER)
    ask(SITE, manners)
    ask("http://other.example/", manners)
    assert slept == []
    now[0] += 0.5
    ask(SITE, manners)
    assert slept == [1.5]
    now[0] += 10
    ask(SITE, manners)
    assert slept == [1.5]
