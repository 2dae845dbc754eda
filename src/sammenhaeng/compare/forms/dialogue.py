"""What leaders write in a dialogue, and how the agreed went."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sammenhaeng.access.models import Seat
from sammenhaeng.compare.models import Dialogue
from sammenhaeng.compare.operations.dialogue import Words
from sammenhaeng.compare.rules.dialogue import LONGEST
from sammenhaeng.design.forms import DateField


class Write(forms.Form):
    """A comment on the results, and what is to be done by whom and when."""

    comment = forms.CharField(
        label=_("Hvad ser I i resultaterne?"), widget=forms.Textarea({"rows": 5}),
        max_length=LONGEST,
        help_text=_("Skriv om enheden, aldrig om en enkelt medarbejder eller borger."),
        error_messages={"required": _("Skriv, hvad I ser i resultaterne.")},
    )  # fmt: skip
    action = forms.CharField(
        label=_("Hvad skal ske?"), widget=forms.Textarea({"rows": 3}), max_length=LONGEST,
        required=False,
    )  # fmt: skip
    owner = forms.TypedChoiceField(
        label=_("Hvem gør det?"), coerce=int, required=False, empty_value=None
    )
    due_on = DateField(label=_("Hvornår følger I op?"), required=False)
    seen = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput())

    def __init__(self, *args, owners: Sequence[Seat], **kwargs):
        super().__init__(*args, **kwargs)
        self.owners = {seat.pk: seat for seat in owners}
        named = [(pk, f"{seat.name}, {seat.unit_name}") for pk, seat in self.owners.items()]
        field = self.fields["owner"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", "–"), *named]

    @property
    def words(self) -> Words:
        told = self.cleaned_data
        owner = self.owners.get(told["owner"])
        return Words(told["comment"], told["action"], owner, told["due_on"])


def initial(dialogue: Dialogue | None) -> dict[str, Any]:
    """What the form begins with."""
    if dialogue is None:
        return {}
    plain = ("comment", "action", "due_on")
    told = {name: getattr(dialogue, name) for name in plain}
    return {**told, "owner": dialogue.owner_id, "seen": dialogue.version}


class Seen(forms.Form):
    """The version that was read."""

    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput())


class FollowUp(Seen):
    """How the agreed action went."""

    outcome = forms.CharField(
        label=_("Hvordan gik det?"), widget=forms.Textarea({"rows": 4}), max_length=LONGEST,
        error_messages={"required": _("Skriv, hvordan det gik.")},
    )  # fmt: skip
