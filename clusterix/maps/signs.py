"""What tells the arcs of a theme from those of another, beside their hue: a small sign on the way."""

from dataclasses import dataclass

SQUARE, DIAMOND = "M-4.5-4.5h9v9h-9z", "M0-6.2L6.2 0L0 6.2L-6.2 0z"
PLUS, CROSS = "M-6 0h12M0-6v12", "M-4.6-4.6l9.2 9.2M-4.6 4.6l9.2-9.2"


@dataclass(frozen=True)
class Sign:
    """A shape around its middle, in a picture's units; an open one shows the paper."""

    path: str
    is_open: bool = False


SIGNS = {
    "terracotta": Sign(SQUARE),
    "blue": Sign(DIAMOND),
    "violet": Sign(SQUARE, is_open=True),
    "green": Sign(DIAMOND, is_open=True),
    "ochre": Sign(PLUS),
    "teal": Sign(CROSS),
}
