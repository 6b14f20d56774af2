"""The middles of countries in degrees, as `tools/europe_outline.py` found them, by their ISO 3166 codes."""

import json
from pathlib import Path

_made = json.loads(Path(__file__).with_name("middles.json").read_text())
MIDDLES: dict[str, tuple[float, float]] = {code: (place[0], place[1]) for code, place in _made.items()}
