"""A file of FHIR from the browser, read before anything is written."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammenhaeng.journeys.fhir import reading
from sammenhaeng.kernel.refusal import Refused

LARGEST = 10 * 1024 * 1024


class FhirFile(forms.Form):
    """One file with FHIR R4."""

    file = forms.FileField(
        label=gettext_lazy("Fil med FHIR R4 (JSON)"),
        help_text=gettext_lazy("En Bundle eller en enkelt ressource, højst 10 MB."),
        widget=forms.FileInput({"accept": ".json,application/json,application/fhir+json"}),
        error_messages={
            "required": gettext_lazy("Vælg en fil med FHIR R4."),
            "empty": gettext_lazy("Filen er tom. Vælg en fil med FHIR R4."),
        },
    )

    def clean_file(self) -> list[reading.Incoming]:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("Filen er over 10 MB. Del den i flere filer."))
        try:
            return reading.read(file.name, file.read())
        except Refused as refused:
            raise ValidationError(
                _(refused.sentence).format(**refused.facts), code=refused.code
            ) from None
