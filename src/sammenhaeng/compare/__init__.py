"""Indicators across rooms and units: benchmark, peers, funnel, publication."""
