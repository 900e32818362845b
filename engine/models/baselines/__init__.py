"""Closed forms that every study is held against; each is imported on its first use by `engine.models.registry`."""
