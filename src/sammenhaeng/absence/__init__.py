"""Sickness absence in days' work per full-time employee."""
