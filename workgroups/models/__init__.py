"""Where partners learn from each other: working groups, meetings, staff exchanges."""

from .meeting import Meeting
from .staff_exchange import Idea, StaffExchange
from .working_group import Lead, Membership, WorkingGroup

__all__ = ["Idea", "Lead", "Meeting", "Membership", "StaffExchange", "WorkingGroup"]
