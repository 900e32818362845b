"""The engine's jobs without a window."""

from engine.cli.app import run

__all__ = ["run"]
