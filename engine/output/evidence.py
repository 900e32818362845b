"""Which runs of a study are one recommender, and which of them the others are held against."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from engine.workspace import Run

__all__ = ["is_reference", "recommenders", "reference_of"]


def recommenders(runs: Sequence[Run]) -> list[list[int]]:
    """The places of the runs by configuration: those that differ in their seed alone stand together."""
    groups: dict[str, list[int]] = {}
    for place, run in enumerate(runs):
        groups.setdefault(json.dumps(run.manifest["config"], sort_keys=True), []).append(place)
    return list(groups.values())


def reference_of(primary: Mapping[str, Any], runs: Sequence[Run]) -> Run | None:
    """The run that bears the name which the study's question gives its reference, else the first of that model."""
    named = str(primary.get("reference", "")).lower()
    found = [run for run in runs if run.name.lower() == named] or [run for run in runs if run.entry.model == named]
    return found[0] if found else None


def is_reference(primary: Mapping[str, Any], run: Run) -> bool:
    """Whether the study's question means this run as its reference."""
    return str(primary.get("reference", "")).lower() in (run.name.lower(), run.entry.model)
