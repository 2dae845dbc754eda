"""The API of results: dialogues, comments, spans of control and knowledge."""

from . import comment, dialogue, knowledge, spans

routers = [one.router for one in (dialogue, comment, spans, knowledge)]
