"""What a map does not draw, and why, in sentences."""

from django.utils.translation import ngettext


def undrawn(unplaced: int, near: int, crowded: int) -> list[str]:
    """Return a sentence on each reason for which transfers are not drawn, with how many there are of them."""
    told = (
        (
            unplaced,
            ngettext(
                "%(count)d transfer is not drawn: where it came from or went to is not known.",
                "%(count)d transfers are not drawn: where they came from or went to is not known.",
                unplaced,
            ),
        ),
        (
            near,
            ngettext(
                "%(count)d transfer is not drawn: both ends lie close together.",
                "%(count)d transfers are not drawn: both ends lie close together.",
                near,
            ),
        ),
        (
            crowded,
            ngettext(
                "%(count)d transfer is not drawn: the map bears no more.",
                "%(count)d transfers are not drawn: the map bears no more.",
                crowded,
            ),
        ),
    )
    return [words % {"count": count} for count, words in told if count > 0]
