"""Amounts of money in words."""

from decimal import Decimal

from django.utils.formats import number_format


def in_words(amount: Decimal | None, currency: str) -> str:
    """Return "EUR 3,800,000", with cents only where there are any; nothing for an unknown amount."""
    if amount is None:
        return ""
    cents = 0 if amount == amount.to_integral_value() else 2
    return f"{currency} {number_format(amount, decimal_pos=cents, force_grouping=True)}"
