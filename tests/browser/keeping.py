"""What is kept of every page to be compared with: where it lies, and whether it is being renewed.

`make keep` sets KEEP: what differs is then written instead of told.
"""

import os
from pathlib import Path

from clusterix.environment import ROOT

KEPT = ROOT / "tests/browser/kept"
DIFFERING = ROOT / "var/differing"  # what a comparison leaves for people to look at
RENEWING = os.environ.get("KEEP") == "1"


def orphans(folder: Path, names: set[str]) -> list[str]:
    """Return the files of the folder that belong to no page; takes them away where all is being renewed."""
    files = [file for file in folder.iterdir() if file.name not in names]
    if not RENEWING:
        return sorted(file.name for file in files)
    for file in files:
        file.unlink()
    return []


def missing(folder: Path, names: set[str]) -> list[str]:
    return sorted(name for name in names if not (folder / name).is_file())
