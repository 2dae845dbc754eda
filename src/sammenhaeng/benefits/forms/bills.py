"""What the rules office writes about a bill."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammenhaeng.benefits.operations.bills import Heed
from sammenhaeng.benefits.rules import bills as rules
from sammenhaeng.benefits.rules.bills import Assessed, Point
from sammenhaeng.benefits.rules.hints import LONGEST
from sammenhaeng.design.forms import DateField

LONG = 4_000  # characters of one field


def _long(label, hint="", rows: int = 3, missing="") -> forms.CharField:
    """A field of several lines; with a sentence for when it is empty, it must be filled."""
    return forms.CharField(
        label=label, help_text=hint, required=bool(missing), max_length=LONG,
        widget=forms.Textarea({"rows": rows}), error_messages={"required": missing},
    )  # fmt: skip


class NewBill(forms.Form):
    """A bill as it begins."""

    title = forms.CharField(
        label=gettext_lazy("Lovforslagets titel"), max_length=200,
        error_messages={"required": gettext_lazy("Skriv lovforslagets titel.")},
    )  # fmt: skip
    ministry = forms.CharField(
        label=gettext_lazy("Ministerium"), max_length=120,
        error_messages={"required": gettext_lazy("Skriv, hvilket ministerium der fremsætter det.")},
    )  # fmt: skip


class Pasted(forms.Form):
    """The text of a bill."""

    text = forms.CharField(
        label=gettext_lazy("Lovteksten"), max_length=LONGEST,
        help_text=gettext_lazy("Indsæt paragrafferne. Den forrige udgave bliver gemt."),
        widget=forms.Textarea({"rows": 16}),
        error_messages={"required": gettext_lazy("Indsæt lovteksten.")},
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class Answer(forms.Form):
    """The answer to one of the eleven points."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data, *, point: Point, **options) -> None:
        super().__init__(data, **options)
        self.point = point
        asked = _("Er princippet opfyldt?") if point.is_principle else _("Er der konsekvenser?")
        self.fields["answer"] = forms.ChoiceField(
            label=asked, choices=[(code, _(word)) for code, word in point.answers.items()],
            widget=forms.RadioSelect,
            error_messages={"required": _("Vælg et svar.")},
        )  # fmt: skip
        self.fields["provisions"] = _long(_("Bestemmelser"), _("Fx § 3, stk. 2. Én på hver linje."))
        self.fields["evidence"] = _long(_("Hvad viser det?"), _(point.evidence), 5)
        self.fields["mitigation"] = _long(
            _("Begrundelse og afhjælpning"),
            _("Når princippet fraviges: hvorfor, og hvad der afhjælper det."), 5,
        )  # fmt: skip
        self.order_fields(["answer", "provisions", "evidence", "mitigation", "seen"])

    def told(self) -> Assessed:
        return Assessed(**{name: self.cleaned_data.get(name, "") for name in (
            "answer", "provisions", "evidence", "mitigation",
        )})  # fmt: skip

    def clean(self):
        if not self.errors and (fault := rules.fault(self.point, self.told())):
            self.add_error(fault[0], _(fault[1]))
        return self.cleaned_data


class Sending(forms.Form):
    """When the hearing begins, and why the secretariat gets less than six weeks."""

    hearing_on = DateField(label=gettext_lazy("Høringen begynder"))
    late_because = _long(
        gettext_lazy("Hvorfor kan de seks uger ikke holdes?"),
        gettext_lazy("Kun når der er mindre end seks uger til høringen."),
    )

    def __init__(self, data, *, today: date, **options) -> None:
        super().__init__(data, **options)
        self.today = today

    def clean(self):
        day = self.cleaned_data.get("hearing_on")
        if day and day <= self.today:
            self.add_error("hearing_on", _("Høringen skal ligge senere end i dag."))
        elif day and not (rules.is_in_time(self.today, day) or self.cleaned_data["late_because"]):
            self.add_error("late_because", _(
                "Der er mindre end seks uger til høringen. Vælg en senere dag, eller skriv hvorfor."
            ))  # fmt: skip
        return self.cleaned_data


class Advised(forms.Form):
    """What the secretariat recommends on a point."""

    recommendation = _long(
        gettext_lazy("Sekretariatets anbefaling"), rows=5,
        missing=gettext_lazy("Skriv, hvad sekretariatet anbefaler."),
    )  # fmt: skip


class Heeded(forms.Form):
    """Whether a recommendation is followed."""

    is_followed = forms.ChoiceField(
        label=gettext_lazy("Følges anbefalingen?"), widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("Ja")), ("no", gettext_lazy("Nej"))],
        error_messages={"required": gettext_lazy("Vælg et svar.")},
    )  # fmt: skip
    because = _long(gettext_lazy("Hvorfor ikke?"), gettext_lazy("Kun når svaret er nej."))

    def told(self) -> Heed:
        return Heed(self.cleaned_data["is_followed"] == "yes", self.cleaned_data["because"])

    def clean(self):
        if not self.errors and not self.told().is_followed and not self.told().because.strip():
            self.add_error("because", _("Skriv, hvorfor anbefalingen ikke følges."))
        return self.cleaned_data
