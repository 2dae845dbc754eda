"""What is wrong with a law, or with what it was asked about, said in a sentence."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where in the law something stands."""

    file: str
    line: int
    provision: str = ""

    def __str__(self) -> str:
        return f"{self.file}, linje {self.line}" + (
            f" ({self.provision})" if self.provision else ""
        )


class Mistake(Exception):
    """The law's text cannot be run: the sentence names file, line and provision."""

    def __init__(self, sentence: str, place: Place | None = None) -> None:
        super().__init__(f"{place}: {sentence}" if place else sentence)
        self.sentence = sentence
        self.place = place

    def at(self, place: Place) -> "Mistake":
        return self if self.place else Mistake(self.sentence, place)


class Unanswerable(Exception):
    """The law cannot be used on what was asked: the sentence says what, where and what to do."""
