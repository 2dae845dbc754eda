"""Charts as pure functions: frozen data in, a Chart with picture, description and table out."""
