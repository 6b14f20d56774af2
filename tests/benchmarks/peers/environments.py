"""Virtual environments of the peers, in the throw-away folder: the project's own is never touched."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from ..programs import run, say


def make(folder: Path, *packages: str) -> Path:
    """Make an environment with the newest releases of the packages; return its interpreter."""
    say(f"Installing {', '.join(packages)}")
    run(sys.executable, "-m", "venv", folder)
    python = folder / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade", *packages)
    return python


def versions(python: Path | str, names: Iterable[str]) -> dict[str, str]:
    """Return the versions of these packages in the interpreter's environment."""
    ask = "import json, sys; from importlib.metadata import version; "
    ask += "print(json.dumps({name: version(name) for name in sys.argv[1:]}))"
    return json.loads(run(python, "-c", ask, *names))


def in_words(name: str, found: dict[str, str]) -> str:
    return f"{name}: " + ", ".join(f"{package} {number}" for package, number in found.items())
