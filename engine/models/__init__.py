"""Recommenders behind one contract, by name."""

from engine.models.registry import BASELINES, MODELS, TITLES, missing_baselines, model_class

__all__ = ["BASELINES", "MODELS", "TITLES", "missing_baselines", "model_class"]
