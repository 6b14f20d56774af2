"""What follows: policy recommendations, and the action plans that put them into practice."""

from .action_plan import Action, ActionPlan, Indicator, Reading
from .answer import Answer
from .recommendation import Evidence, LevelAddressed, Recommendation
from .uptake import Uptake

__all__ = [
    "Action",
    "ActionPlan",
    "Answer",
    "Evidence",
    "Indicator",
    "LevelAddressed",
    "Reading",
    "Recommendation",
    "Uptake",
]
