"""Tables of the dialogue on results and of leaders' public comments."""

from .comment import Comment
from .dialogue import Dialogue

__all__ = ["Comment", "Dialogue"]
