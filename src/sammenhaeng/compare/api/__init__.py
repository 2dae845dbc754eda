"""The API of results: dialogues, comments, spans of control and knowledge."""

from . import comment, dialogue, figures, knowledge, results, spans

routers = [
    *(one.router for one in (dialogue, comment, spans, knowledge)),
    figures.open_to_all, figures.leaders, figures.analysts,
    results.open_to_all, results.leaders, results.teams,
]  # fmt: skip
