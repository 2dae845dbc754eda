"""Opening a home or the inbox: one look-up for everything it shows, then the questions."""
