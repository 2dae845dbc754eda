"""The ledger of every table of numbers about people ever published."""
