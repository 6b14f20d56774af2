from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from .tickets import Tickets, Worn

PLEASE_CHOOSE, NOT_SAID = _("Please choose"), _("Not said")


def name_empty_choice(field: forms.ChoiceField) -> None:
    """Say in words what a list to choose from begins with, where a program would draw a line of dashes."""
    words = PLEASE_CHOOSE if field.required else NOT_SAID
    offered: Any = field.choices  # a list of pairs, whatever they were given as
    field.choices = [(value, name if value else words) for value, name in offered]


class MessageForm(forms.ModelForm):
    """A form by which a visitor writes to those who run the portal: the base of all of them."""

    name: ClassVar[str]  # tells its tickets and its limits from those of other forms
    needed: ClassVar[tuple[str, ...]] = ()  # asked of visitors, though what is kept can do without

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
        for name in self.needed:
            self.fields[name].required = True
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                name_empty_choice(field)

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
