"""Verbs of benefits: apply, gather, decide, establish, settle, withdraw, replay."""
