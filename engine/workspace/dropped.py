"""How many rows an import left out, by table and reason."""

from __future__ import annotations

import json
from pathlib import Path

__all__ = ["dropped_rows"]


def dropped_rows(folder: Path) -> dict[str, dict[str, int]]:
    """Rows left out of a dataset: "interactions", and "tables" for those of users and items, each by reason."""
    facts = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
    return {
        "interactions": {reason["code"]: reason["rows"] for reason in facts["dropped"]},
        "tables": {reason["code"]: reason["rows"] for reason in facts["tables"]},
    }
