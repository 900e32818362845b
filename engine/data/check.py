"""The check of a recipe: an import into a folder of its own, and what is remembered of its rows."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from engine.data.check_rows import CheckRows
from engine.data.dataset import DAY
from engine.data.duck import Duck
from engine.data.importer import import_dataset
from engine.data.interactions import Events
from engine.data.item_table import Catalogue
from engine.data.left_out import EXAMPLES, SHOWN, Check
from engine.data.loading import Loaded
from engine.data.recipe import Recipe
from engine.data.remembering import remember
from engine.monitor import Monitor

__all__ = ["check_recipe"]

LOOK = 0.75  # share of the time after which the import has read all


def check_recipe(recipe: Recipe, into: Path, monitor: Monitor, about: Mapping[str, Any]) -> CheckRows:
    """Imports a recipe into a folder of its own, by the same code, and remembers its rows beside it.

    Args:
        about: plain values that are remembered with them.

    Raises:
        UserError: as `import_dataset`.
        Cancelled: nothing is left behind.
    """
    folder = CheckRows.beside(into)
    facts, begun, looked = dict(about), time.monotonic(), 0.0

    def look(duck: Duck, events: Events, catalogue: Catalogue | None) -> None:
        nonlocal looked
        since = time.monotonic()
        looking = monitor.part("looking at every row", LOOK, 1.0)
        facts.update(remember(duck, recipe, events, catalogue, folder, looking))
        facts["in_files"] = _in_files(duck, recipe, events, catalogue)
        facts["bad"] = _bad_lines(events, catalogue)
        facts["marked"] = {"interactions": _marked(duck, "log_left", events.checks)}
        facts["values"] = _common_values(duck, events)
        if catalogue is not None:
            facts["marked"]["items"] = _marked(duck, "item_left", catalogue.checks)
        looked = time.monotonic() - since

    report = import_dataset(recipe, into, monitor.part("", 0.0, LOOK), look)
    stored = json.loads((into / "dataset.json").read_text(encoding="utf-8"))
    facts |= {name: stored[name] for name in ("has_time", "relative")}
    seconds = time.monotonic() - begun - looked  # which an import without a check takes
    return CheckRows.of(folder, {**facts, "seconds": seconds}, report)


def _in_files(duck: Duck, recipe: Recipe, events: Events, catalogue: Catalogue | None) -> dict[str, int]:
    """Shoppers, items and days before anything is left out; -1 where that cannot be told."""
    users = duck.row('SELECT count(DISTINCT r."user") FROM log r')[0]
    items = duck.row(
        "SELECT count(DISTINCT id) FROM item_rows" if catalogue else "SELECT count(DISTINCT item) FROM log"
    )
    low, high = duck.row(f"SELECT min(t), max(t) FROM (SELECT {events.time} AS t FROM log r {events.joins})")
    days = (high // DAY - low // DAY + 1) if low is not None and recipe.interactions.time is not None else -1
    return {"shoppers": users, "items": items[0], "days": days}


def _bad_lines(events: Events, catalogue: Catalogue | None) -> dict[str, list[tuple[str, int, str]]]:
    """File, line and text of three lines of each table that could not be read."""

    def shown(loaded: Loaded) -> list[tuple[str, int, str]]:
        bad = loaded.bad[:EXAMPLES]
        return [(loaded.headers[each.file].file.shown, each.line, each.text[:SHOWN]) for each in bad]

    tables = {"interactions": shown(events.loaded)}
    return tables if catalogue is None else {**tables, "items": shown(catalogue.loaded)}


def _marked(
    duck: Duck, left: str, checks: Sequence[Check]
) -> list[tuple[str, str | None, list[int], list[str | None]]]:
    """Code, column, three rows and their values at fault, of every check that left some out."""
    told = duck.rows(
        f"SELECT reason, row, value FROM (SELECT *, row_number() OVER (PARTITION BY reason ORDER BY row) AS n "
        f"FROM {left}) WHERE n <= {EXAMPLES} ORDER BY reason, row"
    )
    found: dict[int, tuple[list[int], list[str | None]]] = {}
    for reason, row, value in told:
        rows, values = found.setdefault(reason, ([], []))
        rows.append(row)
        values.append(value)
    return [(checks[reason].code, checks[reason].column, *both) for reason, both in found.items()]


def _common_values(duck: Duck, events: Events) -> list[tuple[str, str | None, list[str]]]:
    """Code, column and values, where three or fewer make up all rows that are left out for it."""
    told = duck.rows(
        "SELECT reason, list(DISTINCT value) FROM log_left GROUP BY reason HAVING count(DISTINCT value) <= 3"
    )
    checks = events.checks
    return [
        (checks[reason].code, checks[reason].column, sorted(value for value in values if value is not None))
        for reason, values in told
    ]
