"""Folders of one workspace made visible in another."""

from __future__ import annotations

import shutil
from pathlib import Path

__all__ = ["lend"]


def lend(source: Path, target: Path) -> None:
    """Makes a folder visible elsewhere, without a copy where the system can."""
    try:
        target.symlink_to(source, target_is_directory=True)
    except OSError:
        shutil.copytree(source, target)
