"""How far the indicators of an action plan have come: each with its picture, where there is one to draw."""

from collections.abc import Iterable
from dataclasses import dataclass

from clusterix.pictures.progress import Progress, progress

from .models.action_plan import Indicator, Reading


@dataclass(frozen=True)
class Measured:
    """An indicator with its readings in the order of their days."""

    indicator: Indicator
    readings: list[Reading]
    picture: Progress | None


def measured(indicators: Iterable[Indicator]) -> list[Measured]:
    return [_measured(indicator) for indicator in indicators]


def _measured(indicator: Indicator) -> Measured:
    readings = list(indicator.readings.all())
    values = [(reading.read_on, reading.value) for reading in readings]
    return Measured(indicator, readings, progress(indicator.baseline, indicator.target, values))
