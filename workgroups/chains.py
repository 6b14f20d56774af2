"""What became of a staff exchange: ideas, actions and policy instruments, as far as they are known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .models import StaffExchange

IDEAS = "ideas"  # where the page of an exchange tells them


@dataclass(frozen=True)
class Link:
    """One thing in a chain, whose it is or when it was, and where it leads on to."""

    words: str
    address: str = ""
    note: str = ""


@dataclass(frozen=True)
class Step:
    """One step of a chain; without links it is not known."""

    name: str
    links: list[Link]


def chain_of(exchange: StaffExchange, instruments: Iterable[Any]) -> list[Step]:
    """Return the steps of an exchange fetched `for_page`, given the cards of what grew from it."""
    actions = exchange.public_actions  # type: ignore[attr-defined]
    return [
        Step(_("Staff exchange"), [Link(exchange.title, note=str(exchange.period or ""))]),
        Step(_("Idea"), [Link(idea.title, f"#{IDEAS}") for idea in exchange.ideas.all()]),
        Step(_("Action"), [Link(one.title, one.plan.get_absolute_url(), one.plan.title) for one in actions]),
        Step(_("Policy instrument"), list(dict.fromkeys(_instruments(actions, instruments)))),
    ]


def _instruments(actions: Iterable[Any], cards: Iterable[Any]) -> Iterator[Link]:
    for card in cards:
        yield Link(card.title, card.address)
    for action in actions:
        if action.plan.policy_instrument:
            yield Link(action.plan.policy_instrument, action.plan.get_absolute_url(), action.plan.title)
