"""What is kept in the cache at CACHE_URL. A cache that does not answer costs time, never an answer."""

import logging
from typing import Any

from django.core.cache import cache

logger = logging.getLogger(__name__)


def recall(key: str) -> Any:
    """Return what is kept under the key; None where nothing is, or where the cache does not answer."""
    try:
        return cache.get(key)
    except Exception:
        logger.exception("The cache at CACHE_URL cannot be read: what it held is made anew.")
        return None


def keep(key: str, value: Any, seconds: int) -> None:
    try:
        cache.set(key, value, seconds)
    except Exception:
        logger.exception("The cache at CACHE_URL cannot be written: nothing is kept.")
