from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from .tickets import Tickets, Worn


class MessageForm(forms.ModelForm):
    """A form by which a visitor writes to those who run the portal: the base of all of them."""

    name: ClassVar[str]  # tells its tickets and its limits from those of other forms

    # A trap for programs that fill in whatever there is; people do not see it.
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    ticket = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    @classmethod
    def tickets(cls) -> Tickets:
        return Tickets(cls.name)

    @property
    def is_trapped(self) -> bool:
        return bool(self.cleaned_data.get("website"))

    def clean_ticket(self) -> str:
        """Return the number of the ticket. One that does not hold is replaced, and what was typed stays."""
        try:
            return self.tickets().number(self.cleaned_data["ticket"])
        except Worn:
            self.data = {**self.data.dict(), "ticket": self.tickets().new()}  # type: ignore[attr-defined]
            raise
