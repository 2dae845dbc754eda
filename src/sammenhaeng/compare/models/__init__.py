"""Tables of figures, of the dialogue on them, and of what leaders say and propose."""

from .comment import Comment
from .dialogue import Dialogue
from .figures import Course, Crowd, Kind, Measurement, Standing
from .group import OwnGroup

__all__ = [
    "Comment", "Course", "Crowd", "Dialogue", "Kind", "Measurement", "OwnGroup", "Standing",
]  # fmt: skip
