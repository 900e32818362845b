"""What the shell expects of a screen."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget

__all__ = ["Screen"]


class Screen(Protocol):
    """A controller with its view; made when first shown."""

    @property
    def view(self) -> QWidget:
        """What the shell puts on the page."""
        ...

    def aside(self) -> QWidget | None:
        """Controls for the top bar, if the screen has some."""
        ...

    def panels(self) -> list[QWidget]:
        """Where F6 stops, in order."""
        ...

    def shown(self) -> None:
        """The screen has come to the front."""
        ...

    def retranslate(self) -> None:
        """The language has changed."""
        ...
