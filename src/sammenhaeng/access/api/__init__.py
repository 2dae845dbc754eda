"""The API of seats, people, the trail and its oversight."""

from . import entry, oversight, people, trail

routers = [one.router for one in (entry, people, trail, oversight)]
