"""What follows: policy recommendations, and the action plans that put them into practice."""

from .action_plan import Action, ActionPlan, Indicator, Reading
from .recommendation import Evidence, LevelAddressed, Recommendation

__all__ = ["Action", "ActionPlan", "Evidence", "Indicator", "LevelAddressed", "Reading", "Recommendation"]
