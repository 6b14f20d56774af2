"""What a machine may lack: its tests are then left out, and say so; `.ci/run` insists on them."""

import os

import pytest


def leave_out(message: str) -> None:
    if os.environ.get("BROWSER_REQUIRED"):
        pytest.fail(message)
    pytest.skip(message)
