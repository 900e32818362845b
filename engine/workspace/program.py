"""Which program this is."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

__all__ = ["program_version"]


def program_version() -> str:
    """The installed version; from a source folder, the one in its pyproject.toml."""
    source = Path(__file__).parents[2] / "pyproject.toml"
    if source.is_file():
        import tomllib

        return str(tomllib.loads(source.read_text(encoding="utf-8"))["project"]["version"])
    return metadata.version("crossaisle")
