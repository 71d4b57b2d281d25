"""The XML of projects and codebooks, element by element."""
