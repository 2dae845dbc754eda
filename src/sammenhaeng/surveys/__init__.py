"""Questions asked once, and answers that expose nobody."""
