"""What staff exchanges led to, and how partners do the same task, shown with samples."""

from practices.models import Approach
from workgroups.approaches import Task, by_task
from workgroups.chains import Link, Step

from .making import LONG, PROSE, USUAL, made
from .samples import partner, practice

NOWHERE = "#record"  # where the samples' links lead


def a_chain() -> list[Step]:
    """Return a chain with one step of several things, and one of which nothing is known."""
    return [
        Step("Staff exchange", [Link("ecoplus at INMA", note="May 2017")]),
        Step("Idea", [Link("A national scheme", NOWHERE), Link(LONG, NOWHERE)]),
        Step("Action", []),
        Step(
            "Policy instrument or practice",
            [Link("A scheme for cluster managers", NOWHERE, "Good practice, Romania")],
        ),
    ]


def a_task() -> Task:
    """Return a task with three partners' approaches: as usual, of the longest words, without a practice.

    Of three members more, no approach is known.
    """
    known = zip(partner(), practice(), (USUAL, LONG, USUAL), strict=True)
    approaches = [
        made(Approach, task="Monitoring clusters", partner=one, practice=backed, summary=summary)
        for one, backed, summary in known
    ]
    approaches[0].editors_note, approaches[2].practice = PROSE, None
    return by_task(approaches, partner())[0]
