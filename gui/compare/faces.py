"""The faces of Compare's lower half under their tabs; each is made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.compare.face import Face, Services, Shown
from gui.widgets.parts import Segments

__all__ = ["Faces"]

translate = QCoreApplication.translate

# name → module and class, imported on use as their plots are
MADE = {
    "recall": "gui.compare.recall_face:RecallFace",
    "segments": "gui.compare.segments_face:SegmentsFace",
    "parts": "gui.compare.parts_face:PartsFace",
    "limits": "gui.compare.limits_face:LimitsFace",
    "definitions": "gui.compare.definitions_face:DefinitionsFace",
    "leaks": "gui.compare.leaks_face:LeaksFace",
}


class Faces(QObject):
    """Knows which face is up and gives it what the screen shows.

    Attributes:
        tabs: the names over the stack.
        current: the face that is up; "curves" is the first.
    """

    def __init__(self, tabs: Segments, stack: QStackedWidget, services: Services, first: Face) -> None:
        super().__init__(stack)
        self.tabs, self._stack, self._services = tabs, stack, services
        self._faces: dict[str, Face] = {"curves": first}
        self.current = "curves"
        self._shown: Shown | None = None
        tabs.chosen.connect(self.turn)
        self.retranslate()

    @property
    def face(self) -> Face:
        """The face that is up."""
        return self._faces[self.current]

    def turn(self, name: str) -> None:
        """Puts a face up."""
        if name not in self._faces:
            module, made = MADE[name].split(":")
            kind: Callable[[Services], Face] = getattr(import_module(module), made)
            self._faces[name] = kind(self._services)
            self._stack.addWidget(self._faces[name])
        self.current = name
        self._stack.setCurrentWidget(self._faces[name])
        self.tabs.set_choices(self._titles(), name)
        self._fill()

    def fill(self, shown: Shown) -> None:
        """Something has changed."""
        self._shown = shown
        self._fill()

    def move_to(self, shown: Shown) -> None:
        """K has changed, nothing else."""
        self._shown = shown
        self.face.move_to(shown)

    def forget(self) -> None:
        """Nothing is shown any more."""
        self._shown = None

    def retranslate(self) -> None:
        for face in self._faces.values():
            face.retranslate()
        self.tabs.setAccessibleName(translate("Faces", "What the lower half shows"))
        self.tabs.set_choices(self._titles(), self.current)
        self._fill()

    def panels(self) -> list[QWidget]:
        return self.face.panels()

    def _fill(self) -> None:
        if self._shown is not None:
            self.face.fill(self._shown)

    def _titles(self) -> list[tuple[str, str]]:
        titles = {
            "curves": translate("Faces", "Curves"),
            "recall": translate("Faces", "Precision–recall"),
            "segments": translate("Faces", "Segments"),
            "parts": translate("Faces", "Parts of lists"),
            "limits": translate("Faces", "Ceilings"),
            "definitions": translate("Faces", "Definitions"),
            "leaks": translate("Faces", "Leaks"),
        }
        return [(name, title) for name, title in titles.items() if name == "curves" or name in MADE]
