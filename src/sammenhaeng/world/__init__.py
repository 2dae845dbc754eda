"""The invented Solby Kommune and a synthetic Denmark, shared by demo, tests and screenshots."""
