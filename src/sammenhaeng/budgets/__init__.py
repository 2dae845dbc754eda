"""Savings, carry-over, frames and investments."""
