"""A small shop: 60 shoppers, 80 items of 10 shelves in 3 departments, 200 days; drawn once from a fixed seed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.data.dataset import Dataset
from engine.data.importer import import_dataset
from engine.data.recipe import Recipe
from engine.monitor import Monitor
from engine.workspace import Run, StudyEntry, Workspace

USERS, ITEMS, SHELVES, DAYS = 60, 80, 10, 200
RECIPE = """
name = "{name}"
[interactions]
source = "log.csv"
user = "user"
item = "item"
time = "day"
"""
ITEMS_RECIPE = """
[items]
source = "items.csv"
item = "item"
category = ["department", "shelf"]
title = "title"
format = { list_separator = ";" }
"""


@dataclass(frozen=True)
class Finished:
    """A study that was run once for all tests that only read it."""

    workspace: Workspace
    entry: StudyEntry
    runs: tuple[Run, ...]
    data: Dataset
    out: Path


def write_shop(folder: Path, name: str = "shop", categories: bool = True) -> Path:
    """Writes log.csv, items.csv and their recipe; returns the recipe."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(7)
    taste = rng.dirichlet(np.full(SHELVES, 0.3), USERS)
    lines = ["user,item,day"]
    for user in range(USERS):
        shelves = rng.choice(SHELVES, 70, p=taste[user])
        items = shelves + SHELVES * np.minimum(rng.geometric(0.35, 70) - 1, ITEMS // SHELVES - 1)
        days = np.sort(rng.integers(0, DAYS, 70))
        lines += [
            f"{user + 1},{item + 100},{np.datetime64('2024-01-01') + day}"
            for item, day in zip(items, days, strict=True)
        ]
    (folder / "log.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "items.csv").write_text("\n".join(_items()) + "\n", encoding="utf-8")
    recipe = folder / f"{name}.toml"
    recipe.write_text(RECIPE.format(name=name) + (ITEMS_RECIPE if categories else ""), encoding="utf-8")
    return recipe


def import_shop(folder: Path, into: Path, name: str = "shop", categories: bool = True) -> Path:
    """Imports the shop through the real importer; returns the dataset's folder."""
    recipe = Recipe.read(write_shop(folder, name, categories))
    import_dataset(recipe, into / name, Monitor())
    return into / name


def _items() -> list[str]:
    lines = ["item,department,shelf,title"]
    for item in range(ITEMS):
        shelf = item % SHELVES
        # item 103 stands on two shelves, item 104 has a title that a careless CSV breaks on
        shelves = f"shelf {shelf};shelf 9" if item == 3 else f"shelf {shelf}"
        title = '"Beans, ""extra"" fine"' if item == 4 else f"Item {item}"
        lines.append(f"{item + 100},department {shelf % 3},{shelves},{title}")
    return lines
