"""What a search for themes found, and what a reader must know of it."""
