"""Choosing a persona or a seat."""

from django import forms


class Choice(forms.Form):
    """One id among those offered."""

    id = forms.IntegerField(min_value=1)
