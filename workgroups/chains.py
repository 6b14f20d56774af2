"""What became of a staff exchange: ideas, actions, policy instruments, practices, as far as it is known."""

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
    """One step of a chain; without links it is not known, which may be said in words of its own."""

    name: str
    links: list[Link]
    unknown: str = ""


def chain_of(exchange: StaffExchange) -> list[Step]:
    """Return the steps of an exchange fetched `for_page`."""
    actions, grown = exchange.public_actions, exchange.public_instruments  # type: ignore[attr-defined]
    return [
        Step(_("Staff exchange"), [Link(exchange.title, note=str(exchange.period or ""))]),
        Step(_("Idea"), [Link(idea.title, f"#{IDEAS}") for idea in exchange.ideas.all()]),
        Step(
            _("Action"),
            [Link(one.title, one.plan.get_absolute_url(), one.plan.title) for one in actions],
            _("No action of an action plan is known"),
        ),
        Step(_("Policy instrument or practice"), list(dict.fromkeys(_changed(actions, grown)))),
    ]


def _changed(actions: Iterable[Any], grown: Iterable[Any]) -> Iterator[Link]:
    """Yield the practices that grew from it and the instruments of its actions, each called what it is."""
    for practice in grown:
        told = ", ".join(part for part in (_("Good practice"), practice.where) if part)
        yield Link(practice.title, practice.get_absolute_url(), told)
    for plan in (action.plan for action in actions if action.plan.policy_instrument):
        told = _("Policy instrument: %(plan)s") % {"plan": plan.title}
        yield Link(plan.policy_instrument, plan.get_absolute_url(), told)
