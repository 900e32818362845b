"""Models by name; a model is imported on its first use. A new one is one file and one line here."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import cast

from engine.errors import UserError
from engine.protocol.recommender import Recommender

__all__ = ["BASELINES", "MODELS", "TITLES", "missing_baselines", "model_class"]

MODELS: dict[str, str] = {
    "mostpop": "engine.models.baselines.popularity:MostPop",
    "category-pop": "engine.models.baselines.category_pop:CategoryPop",
    "itemknn": "engine.models.baselines.itemknn:ItemKNN",
    "ease": "engine.models.baselines.ease:Ease",
    "gfcf": "engine.models.baselines.gfcf:Gfcf",
    "ials": "engine.models.baselines.ials:Ials",
    "content": "engine.models.baselines.content:Content",
    "bpr": "engine.models.baselines.lightgcn:Bpr",
    "lightgcn": "engine.models.baselines.lightgcn:LightGCN",
    "pipeline": "engine.models.pipeline.pipeline:Pipeline",
}
TITLES: dict[str, str] = {
    "mostpop": "MostPop",
    "category-pop": "Category-pop",
    "itemknn": "ItemKNN",
    "ease": "EASE",
    "gfcf": "GF-CF",
    "ials": "iALS",
    "content": "Content",
    "bpr": "BPR",
    "lightgcn": "LightGCN",
    "pipeline": "Pipeline",
}
BASELINES = ("mostpop", "category-pop", "itemknn", "ease")
NEED_LEVEL = ("category-pop",)


def missing_baselines(models: Iterable[str], level: str | None) -> tuple[str, ...]:
    """The baselines that a result is not held against.

    Args:
        models: names of the models that were run to the end.
        level: the category level; without one, baselines that need categories are not missed.
    """
    there = set(models)
    return tuple(name for name in BASELINES if name not in there and (level is not None or name not in NEED_LEVEL))


def model_class(name: str) -> type[Recommender]:
    """The recommender of a registered name.

    Raises:
        UserError: no model has that name.
    """
    if name not in MODELS:
        raise UserError("model-unknown", model=name, found=list(MODELS))
    module, attribute = MODELS[name].split(":")
    return cast(type[Recommender], getattr(import_module(module), attribute))
