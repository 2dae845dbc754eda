"""What an administrator writes about accounts, seats and stand-ins."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sammenhaeng.design.forms import DateField


class Search(forms.Form):
    """A part of a name, a title or a log-in subject; posted, never in an address."""

    text = forms.CharField(
        label=_("Navn eller bruger-id"), min_length=2, max_length=100,
        error_messages={
            "required": _("Skriv mindst to tegn af et navn eller et bruger-id."),
            "min_length": _("Skriv mindst to tegn af et navn eller et bruger-id."),
        },
    )  # fmt: skip


class Register(forms.Form):
    """Someone who is to log in."""

    name = forms.CharField(
        label=_("Navn"), max_length=200, error_messages={"required": _("Skriv brugerens navn.")}
    )
    issuer = forms.CharField(
        label=_("Log-in-tjeneste"), max_length=300,
        help_text=_("Adressen på den tjeneste, som brugeren logger på med."),
        error_messages={"required": _("Skriv adressen på log-in-tjenesten.")},
    )  # fmt: skip
    subject = forms.CharField(
        label=_("Bruger-id"), max_length=300,
        help_text=_("Det, som log-in-tjenesten kalder brugeren (sub). Aldrig et CPR-nummer."),
        error_messages={"required": _("Skriv brugerens id hos log-in-tjenesten.")},
    )  # fmt: skip


class GiveSeat(forms.Form):
    """A role in a unit for a period."""

    role = forms.ChoiceField(
        label=_("Rolle"), widget=forms.RadioSelect,
        error_messages={"required": _("Vælg en rolle.")},
    )  # fmt: skip
    unit = forms.TypedChoiceField(
        label=_("Enhed"), coerce=int,
        error_messages={
            "required": _("Vælg en enhed."), "invalid_choice": _("Vælg en af jeres enheder."),
        },
    )  # fmt: skip
    title = forms.CharField(label=_("Stilling"), max_length=100, required=False)
    phone = forms.CharField(label=_("Telefon"), max_length=30, required=False)
    first_on = DateField(
        label=_("Fra og med"), error_messages={"required": _("Skriv, hvornår pladsen begynder.")}
    )
    last_on = DateField(label=_("Til og med"), required=False)

    def __init__(self, data=None, *, units, roles, **options):
        super().__init__(data, **options)
        for name, choices in {"role": roles, "unit": [("", _("Vælg en enhed")), *units]}.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [*choices]


class EndSeat(forms.Form):
    """The last day of a seat."""

    last_on = DateField(
        label=_("Sidste dag"), error_messages={"required": _("Skriv den sidste dag.")}
    )


class NameStandIn(forms.Form):
    """Who holds the relations of the one away, and from when until when."""

    stand_in = forms.TypedChoiceField(
        label=_("Stedfortræder"), coerce=int,
        help_text=_("En i samme myndighed med samme rolle."),
        error_messages={
            "required": _("Vælg en stedfortræder."),
            "invalid_choice": _("Vælg en stedfortræder fra listen."),
        },
    )  # fmt: skip
    first_on = DateField(
        label=_("Fra og med"), error_messages={"required": _("Skriv den første dag.")}
    )
    last_on = DateField(
        label=_("Til og med"), error_messages={"required": _("Skriv den sidste dag.")}
    )

    def __init__(self, data=None, *, seats, **options):
        super().__init__(data, **options)
        field = self.fields["stand_in"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Vælg en stedfortræder")), *seats]
