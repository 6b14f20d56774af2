"""Addresses, what their answers must hold, and the time per request in milliseconds."""

import http.client
import itertools
import re
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..programs import HOST, say

PER_PAGE = 20  # results that every page shows
WARM = 5  # requests before anything is measured
SECONDS = 120  # after which a request is given up


class Wrong(Exception):
    """An answer is not what is compared."""


@dataclass(frozen=True)
class Question:
    """One path, and what its answer must hold: the number of all results, and the word searched for."""

    path: str
    results: int
    word: str = ""


@dataclass(frozen=True)
class Address:
    """A page of one server: how its results and their number are written, and the paths asked in turn."""

    name: str
    port: int
    result: re.Pattern[str]
    number: re.Pattern[str]
    questions: Sequence[Question]

    def check(self, question: Question, status: int, body: str) -> None:
        """Refuse an answer that is not 200, or not 20 results of the right number, or without the word."""
        shown = len(self.result.findall(body))
        number = self.number.search(body)
        found = int(number[1].replace(",", "")) if number else -1
        expected = min(PER_PAGE, question.results)
        if (status, shown, found) != (http.client.OK, expected, question.results):
            raise Wrong(
                f"{self.name}, {question.path}: answer {status} with {shown} results of {found}; "
                f"expected were {expected} of {question.results}."
            )
        if question.word not in body.lower():
            raise Wrong(f"{self.name}, {question.path}: the word is not in the answer.")


@dataclass
class Measurement:
    """The times of one address: for each round a list, in milliseconds per request."""

    address: Address
    rounds: list[list[float]] = field(default_factory=list)
    bytes_sent: int = 0  # by the server, in its last answer

    @property
    def median(self) -> float:
        """The median of all requests, in milliseconds."""
        return statistics.median(itertools.chain.from_iterable(self.rounds))

    @property
    def extremes(self) -> tuple[float, float]:
        """The lowest and the highest median of one round, in milliseconds."""
        medians = [statistics.median(times) for times in self.rounds]
        return min(medians), max(medians)


class Asking:
    """Asks an address its questions in turn, each round on a connection of its own that is kept open."""

    def __init__(self, address: Address) -> None:
        self.measurement = Measurement(address)
        self.questions: Iterator[Question] = itertools.cycle(address.questions)

    def turn(self, requests: int) -> list[float]:
        """Ask once untimed, then so many times; return the milliseconds of each."""
        connection = http.client.HTTPConnection(HOST, self.measurement.address.port, timeout=SECONDS)
        try:
            self._ask(connection)
            return [self._ask(connection) for _ in range(requests)]
        except (OSError, http.client.HTTPException) as error:
            raise Wrong(f"{self.measurement.address.name}: {error!r}") from error
        finally:
            connection.close()

    def _ask(self, connection: http.client.HTTPConnection) -> float:
        """Ask the next question and check its answer; return the milliseconds until it was read whole."""
        question = next(self.questions)
        start = time.perf_counter()
        connection.request("GET", question.path)
        response = connection.getresponse()
        body = response.read()
        milliseconds = (time.perf_counter() - start) * 1000
        self.measurement.address.check(question, response.status, body.decode())
        self.measurement.bytes_sent = len(body)
        return milliseconds


def measure(addresses: Sequence[Address], rounds: int, requests: int) -> list[Measurement]:
    """Warm all addresses, then measure them in turn, so that a busy moment of the machine hits all alike."""
    asking = [Asking(address) for address in addresses]
    say("Warming up")
    for one in asking:
        one.turn(WARM)
    for number in range(rounds):
        say(f"Measuring, round {number + 1} of {rounds}")
        for one in asking:
            one.measurement.rounds.append(one.turn(requests))
    return [one.measurement for one in asking]
