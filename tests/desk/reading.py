"""What a page of the desk says."""

from typing import Any


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())
