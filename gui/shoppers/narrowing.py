"""What the filters over the shoppers are called, and how they keep their meaning when other runs are shown."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gui import words
from gui.shoppers.filters import FilterBar
from gui.shoppers.model import ShoppersModel

__all__ = ["Narrowing"]

OF_RUNS = ("hits", "no-hits", "better", "worse")  # their meaning depends on the runs that are shown


class Narrowing(QObject):
    """Puts words to the chips.

    Attributes:
        why: another screen led to some shoppers; nothing: none did.
    """

    def __init__(self, bar: FilterBar, model: ShoppersModel, parent: QObject) -> None:
        super().__init__(parent)
        self._bar, self._model = bar, model
        self._held: dict[str, str] = {}
        self.why = ""

    def fill(self, against: str) -> None:
        """Words for all filters there are beside a run of this name, if there is one."""
        texts = self._texts(against)
        texts |= {key: text for key, text in self._held.items() if key in self._bar.active}
        if self.why:
            texts["chosen"] = self.why
        self._bar.set_texts(texts, self.tr("Filter"), self.tr("Take off the filter: {0}"))

    def hold(self, run: str, against: str) -> None:
        """Other runs come: a filter that speaks of those shown till now keeps its shoppers, and names its run.

        Args:
            run, against: names of the runs shown till now; `fill` must follow.
        """
        keys = {kind: f"{kind} {run} {against}" for kind in self._bar.active if kind in OF_RUNS}
        texts = self._texts(against)
        for kind, key in keys.items():
            self._model.hold(kind, key)
            self._held[key] = words.led(run, texts[kind])
        self._bar.rename(keys)

    def _texts(self, against: str) -> dict[str, str]:
        texts = {"evaluated": self.tr("Evaluated"), "hits": self.tr("With hits"), "no-hits": self.tr("Without hits")}
        if against:
            texts["better"] = self.tr("Gains over {0}").format(against)
            texts["worse"] = self.tr("Losses to {0}").format(against)
        return texts
