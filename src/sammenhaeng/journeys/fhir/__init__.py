"""FHIR R4 in and out: resources become rows where our rules permit, and are kept word for word."""
