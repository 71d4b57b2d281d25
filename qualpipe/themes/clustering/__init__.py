"""Clustering: which segments belong together, and how surely."""
