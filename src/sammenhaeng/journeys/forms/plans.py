"""What people write about the plan as a whole."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sammenhaeng.access.models import Seat
from sammenhaeng.citizens.models import Person
from sammenhaeng.design.forms import DateField
from sammenhaeng.journeys.rules.plans import plan_types

REQUIRED = {"required": _("Skriv noget her, eller gå tilbage.")}


class Comment(forms.Form):
    """A comment on the plan."""

    text = forms.CharField(
        label=_("Din kommentar"), widget=forms.Textarea({"rows": 3}), max_length=4000,
        error_messages={"required": _("Skriv din kommentar.")},
    )  # fmt: skip


class OwnWords(forms.Form):
    """What matters most to the citizen."""

    words = forms.CharField(
        label=_("Det vigtigste for mig"), widget=forms.Textarea({"rows": 3}), max_length=2000,
        error_messages=REQUIRED,
    )  # fmt: skip


class Answer(forms.Form):
    """The citizen's answer to a proposed plan."""

    answer = forms.ChoiceField(
        label=_("Skal planen gælde?"),
        choices=[("yes", _("Ja, planen skal gælde")), ("no", _("Nej, noget skal ændres"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg ja eller nej.")},
    )
    reason = forms.CharField(
        label=_("Hvad skal ændres, hvis du svarer nej?"), widget=forms.Textarea({"rows": 3}),
        required=False, max_length=2000,
    )  # fmt: skip

    def clean(self):
        super().clean()
        told = self.cleaned_data
        if told.get("answer") == "no" and not told.get("reason", "").strip():
            self.add_error("reason", _("Skriv, hvad der skal ændres."))
        return told


class Start(forms.Form):
    """The four conditions of the law, and when to look at the plan again."""

    is_complex = forms.BooleanField(
        label=_("Borgeren har komplekse og sammensatte problemer"),
        error_messages={"required": _("Planen kræver komplekse og sammensatte problemer.")},
    )
    has_several = forms.BooleanField(
        label=_("Der kan eller skal laves flere planer efter forskellige love"),
        error_messages={"required": _("Planen kræver, at der kan laves flere planer.")},
    )
    needs_coordination = forms.BooleanField(
        label=_("Der er behov for at koordinere"),
        error_messages={"required": _("Planen kræver et behov for at koordinere.")},
    )
    has_asked = forms.BooleanField(
        label=_("Borgeren er spurgt om samtykke"),
        error_messages={"required": _("Spørg borgeren om samtykke først.")},
    )
    others = forms.MultipleChoiceField(
        label=_("Hvem skal planen også være for?"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Vælg de børn, som planen også handler om. Voksne og unge fra 15 år siger selv ja "
            "til deres egen plan. Du ser kun dem, du selv arbejder med."
        ),
        error_messages={"invalid_choice": _("Vælg kun børn fra listen.")},
    )  # fmt: skip
    review_on = DateField(label=_("Næste opfølgning"), required=False)

    def __init__(self, *args, children: Iterable[Person], **options):
        super().__init__(*args, **options)
        known = [(one.code, one.name) for one in children]
        self.fields["others"].choices = known  # type: ignore[attr-defined]
        if not known:
            del self.fields["others"]


class Because(forms.Form):
    """Why, in words the citizen can read."""

    reason = forms.CharField(
        label=_("Begrundelse"), widget=forms.Textarea({"rows": 3}), max_length=2000,
        help_text=_("Borgeren kan læse det, du skriver."),
        error_messages={"required": _("Skriv en begrundelse, som borgeren kan læse.")},
    )  # fmt: skip


class Hold(Because):
    """Why a plan rests, and until when."""

    resume_on = DateField(
        label=_("Hvornår går planen i gang igen?"),
        error_messages={"required": _("Skriv, hvornår planen går i gang igen.")},
    )


class Summary(forms.Form):
    """What came of the plan, for the citizen."""

    summary = forms.CharField(
        label=_("Hvad kom der ud af planen?"), widget=forms.Textarea({"rows": 4}), max_length=4000,
        help_text=_("Borgeren kan læse det, du skriver."),
        error_messages={"required": _("Skriv, hvad der kom ud af planen.")},
    )  # fmt: skip


class HandOver(forms.Form):
    """Who coordinates from now on."""

    to = forms.TypedChoiceField(
        label=_("Hvem skal koordinere?"), widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvem der skal koordinere.")},
    )  # fmt: skip

    def __init__(self, *args, seats: Iterable[Seat], **options):
        super().__init__(*args, **options)
        known = {str(seat.pk): seat for seat in seats}
        choice = self.fields["to"]
        assert isinstance(choice, forms.TypedChoiceField)
        choice.coerce = known.get
        choice.choices = [
            (key, f"{seat.account.name}, {seat.own_unit.name}") for key, seat in known.items()
        ]


class Statutory(forms.Form):
    """Which law a new plan is made under."""

    kind = forms.ChoiceField(
        label=_("Hvilken plan?"), error_messages={"required": _("Vælg en plan.")}
    )
    review_on = DateField(label=_("Næste opfølgning"), required=False)

    def __init__(self, *args, today, **options):
        super().__init__(*args, **options)
        choice = self.fields["kind"]
        assert isinstance(choice, forms.ChoiceField)
        known = [kind for kind in plan_types().values() if kind.in_force(today)]
        choice.choices = [
            ("", gettext("Vælg en plan")),
            *((kind.code, f"{gettext(kind.name)} ({kind.law})") for kind in known),
        ]


class Parts(forms.Form):
    """The contents that a law demands of one plan."""

    def __init__(self, *args, kind: str, **options):
        super().__init__(*args, **options)
        for key, what in plan_types()[kind].mandatory.items():
            self.fields[key] = forms.CharField(
                label=gettext(what), required=False, max_length=4000,
                widget=forms.Textarea({"rows": 3}),
            )  # fmt: skip


class Covering(forms.Form):
    """Which line of the holistic plan carries each content of one replaced plan."""

    def __init__(self, *args, kind: str, lines: list[tuple[str, str]], **options):
        super().__init__(*args, **options)
        for key, what in plan_types()[kind].mandatory.items():
            self.fields[key] = forms.ChoiceField(
                label=gettext(what), required=False,
                choices=[("", gettext("Vælg en linje i planen")), *lines],
            )  # fmt: skip
