"""Wording: the terms, quotes and label by which a researcher knows a theme."""
