"""Recommenders behind one contract, by name."""

from engine.models.registry import BASELINES, MODELS, TITLES, model_class

__all__ = ["BASELINES", "MODELS", "TITLES", "model_class"]
