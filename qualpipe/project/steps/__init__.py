"""The steps of a project: what goes into a stage, whether it was done before, what is kept."""
