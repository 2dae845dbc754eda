"""The API of each role's home, a case at a glance, and reviews."""

from . import homes, reviews

routers = [one.router for one in (homes, reviews)]
