"""Tables of figures, of the dialogue on them, and of leaders' public comments."""

from .comment import Comment
from .dialogue import Dialogue
from .figures import Course, Crowd, Kind, Measurement, Standing

__all__ = ["Comment", "Course", "Crowd", "Dialogue", "Kind", "Measurement", "Standing"]
