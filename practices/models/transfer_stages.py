"""How far a practice came on its way: the stages in their order, and what has to be said of a way back."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """From first to last. What was dropped comes after all others: to take it up again is a way back."""

    INTEREST = "interest", _("Interest")
    EXPLORING = "exploring", _("Exploring")
    ADAPTING = "adapting", _("Adapting")
    PILOTING = "piloting", _("Piloting")
    RUNNING = "running", _("Running")
    DROPPED = "dropped", _("Dropped")


def check(stage: str, steps: Iterable[Any], before: str = "") -> None:
    """Raise ValidationError where the steps do not lead to the stage, or a way back has no note.

    `before` is the stage that the transfer was in when the change began; empty for a new one.
    """
    way = sorted(steps, key=lambda step: step.reached_on)
    for former, step in pairwise(way):
        if _is_back(former.stage, step.stage) and not step.note.strip():
            message = _("From “%(former)s” back to “%(stage)s”: say in the note of that step why.")
            raise _refused(message, former=former.stage, stage=step.stage)
    if way and way[-1].stage != stage:
        message = _(
            "The transfer is at “%(stage)s”, but its last step by date at “%(last)s”. "
            "Add a step, or choose the stage of the last one."
        )
        raise _refused(message, stage=stage, last=way[-1].stage)
    if before and _is_back(before, stage) and not (way and way[-1].note.strip()):
        message = _(
            "From “%(former)s” back to “%(stage)s”: add a step with the day, and say in its note why."
        )
        raise _refused(message, former=before, stage=stage)


def _refused(message: Any, **stages: str) -> ValidationError:
    told = {name: Stage(stage).label for name, stage in stages.items()}
    return ValidationError(message, code="steps", params=told)


def _is_back(former: str, stage: str) -> bool:
    return Stage.values.index(stage) < Stage.values.index(former)
