"""What works: good practices, the services behind them, and their way from region to region."""

from .approach import Approach
from .interest import Interest
from .practice import Practice, TaggedPractice
from .practice_parts import Attachment, Image, Link, Opinion
from .service import Service
from .transfer import Transfer
from .transfer_steps import Step

__all__ = [
    "Approach",
    "Attachment",
    "Image",
    "Interest",
    "Link",
    "Opinion",
    "Practice",
    "Service",
    "Step",
    "TaggedPractice",
    "Transfer",
]
