"""The one way to say no: what may not, cannot, or comes too late, and what to do instead."""


class Refused(Exception):
    """A no with a code for machines and a Danish sentence for people.

    The sentence is the translatable text; `facts` fill its {places}. Codes: "forbidden", "missing",
    "state", "clash", "stale", "late", "invalid" (config/refusals.py gives each its HTTP status).
    """

    def __init__(self, code: str, sentence: str, **facts: object):
        super().__init__(code, sentence)
        self.code = code
        self.sentence = sentence
        self.facts = facts

    def __str__(self) -> str:
        return self.sentence.format(**self.facts)
