"""What the window understands of the command line. Imports no Qt."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

__all__ = ["asked_of_window"]


def asked_of_window(words: Sequence[str]) -> tuple[bool, Path | None] | None:
    """Whether the sample is asked for, and the workspace; None where there is more than the window understands."""
    left, sample, workspace = list(words), False, os.environ.get("CROSSAISLE_WORKSPACE") or None
    while left:
        match left.pop(0).partition("="):
            case ("--sample", "", ""):
                sample = True
            case ("--workspace", "", "") if left:
                workspace = left.pop(0)
            case ("--workspace", "=", folder):
                workspace = folder
            case _:
                return None
    return sample, Path(workspace) if workspace else None
