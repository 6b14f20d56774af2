"""What works: good practices, the services behind them, and their way from region to region."""

from .practice import BEST_TOLD_FIRST, Practice, TaggedPractice
from .practice_parts import Attachment, Image, Link
from .service import Service
from .transfer import Transfer

__all__ = [
    "BEST_TOLD_FIRST",
    "Attachment",
    "Image",
    "Link",
    "Practice",
    "Service",
    "TaggedPractice",
    "Transfer",
]
