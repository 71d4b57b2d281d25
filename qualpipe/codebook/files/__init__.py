"""The files a codebook may come in: YAML, JSON, and tables."""
