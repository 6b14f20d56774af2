"""Land and borders, as `tools/europe_outline.py` made them: paths in the units of `projection`."""

import json
from pathlib import Path

_made = json.loads(Path(__file__).with_name("europe.json").read_text())
LAND: str = _made["land"]
BORDERS: str = _made["borders"]
