"""Programs of the portal, run as a person runs them: each with settings of its own."""

import os
import subprocess
import sys
from pathlib import Path

from clusterix.environment import ROOT

UNREACHABLE = "postgres://postgres@127.0.0.1:1/clusterix"
PRODUCTION = {
    "ENVIRONMENT": "production",
    "SITE_URL": "https://clusterix.example",
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
}
OURS = (
    *("SECRET_KEY", "DATABASE_URL", "CACHE_URL", "EMAIL_URL", "ALLOWED_HOSTS", "SITE_URL", "PORT", "DEBUG"),
    *("DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE"),
)


def run(*arguments: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the arguments, its data in the folder and nothing set but what is given."""
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    environment |= {"ENVIRONMENT": "local", "DATA_DIR": str(folder), **settings}
    return subprocess.run(  # noqa: S603
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
