"""What people write to log in and to choose a seat."""

from django import forms


class Choice(forms.Form):
    """One id among those offered."""

    id = forms.IntegerField(min_value=1)
