from django import forms
from django.utils.translation import gettext_lazy as _

from clusterix.visitors.forms import PLEASE_CHOOSE

from .making import GERMAN


class SampleForm(forms.Form):
    """A field in each of its states."""

    usual = forms.CharField(label=_("A field"), initial=_("As it was filled in"))
    helped = forms.EmailField(
        label=_("A field with help"),
        required=False,
        help_text=_("What is asked for, and what becomes of it."),
    )
    wrong = forms.EmailField(
        label=_("A field with an error"), help_text=_("It has help too."), initial=f"{GERMAN}@"
    )
    shut = forms.CharField(label=_("A field that is disabled"), initial=_("Not to be changed"), disabled=True)
    long = forms.CharField(
        label=_("A field of several lines: %(word)s") % {"word": GERMAN},
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    chosen = forms.ChoiceField(
        label=_("A field to choose from"), choices=[("", PLEASE_CHOOSE), ("1", GERMAN)]
    )
    ticked = forms.BooleanField(
        label=_("A box to tick, with a sentence that says what it means: %(word)s") % {"word": GERMAN},
        help_text=_("What becomes of it."),
    )
    website = forms.CharField(
        label=_("The trap, which nobody sees"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )


def a_form() -> SampleForm:
    """Return the form as it comes back with a mistake in it."""
    given = {name: field.initial for name, field in SampleForm.base_fields.items()}
    return SampleForm(given, auto_id="style-%s", label_suffix="")
