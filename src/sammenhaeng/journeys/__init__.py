"""One plan, its goals and activities, and the appointments of every authority."""
