"""A recommendation to the evidence for it."""

from engine.explain.contributions import strongest

__all__ = ["strongest"]
