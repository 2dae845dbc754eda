"""The API of seats, people, the trail and its oversight."""

from . import entry, people

routers = [one.router for one in (entry, people)]
