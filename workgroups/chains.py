"""What became of a staff exchange: ideas, actions and what grew from them, as far as it is known."""

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


def chain_of(exchange: StaffExchange) -> list[Step]:
    """Return the steps of an exchange fetched `for_page`."""
    actions, grown = exchange.public_actions, exchange.public_instruments  # type: ignore[attr-defined]
    return [
        Step(_("Staff exchange"), [Link(exchange.title, note=str(exchange.period or ""))]),
        Step(_("Idea"), [Link(idea.title, f"#{IDEAS}") for idea in exchange.ideas.all()]),
        Step(_("Action"), [Link(one.title, one.plan.get_absolute_url(), _plan(one.plan)) for one in actions]),
        Step(_("What grew from it"), [Link(one.title, one.get_absolute_url(), _kind(one)) for one in grown]),
    ]


def _plan(plan: Any) -> str:
    """Return the plan of an action, and which policy instrument it is about."""
    if not plan.policy_instrument:
        return plan.title
    told = _("%(plan)s; its policy instrument: %(instrument)s")
    return told % {"plan": plan.title, "instrument": plan.policy_instrument}


def _kind(practice: Any) -> str:
    """Return what it is that grew, and where: a practice is not always a policy instrument."""
    return ", ".join(part for part in (_("Good practice"), practice.where) if part)
