"""The panel of who gains and who loses: bars, and the numbers that lead to the shoppers."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, Signal

from gui import words
from gui.compare.gains import GainsChart
from gui.style import repolish
from gui.widgets.parts import Elided, Panel, button, row

__all__ = ["GainsPanel"]

Counts = npt.NDArray[np.int32]


class GainsPanel(Panel):
    """At one K; `asked` names the side whose shoppers are wanted, "better" or "worse"."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(head_height=36)
        self.chart = GainsChart()
        self.lose, self.gain = (button("", kind="link", small=True) for _ in range(2))
        self.unchanged = Elided("", "caption", "muted")
        self.unchanged.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for made, tone in ((self.lose, "negative"), (self.gain, "positive")):
            made.setProperty("tone", tone)
            repolish(made)
        foot = row(self.lose, self.unchanged, self.gain, margins=(12, 0, 12, 6))
        foot.setStretch(1, 1)
        self.body.addWidget(self.chart, 1)
        self.body.addLayout(foot)
        self.body.setContentsMargins(8, 0, 8, 0)
        self.chart.asked.connect(self.asked)
        self.lose.clicked.connect(lambda: self.asked.emit("worse"))
        self.gain.clicked.connect(lambda: self.asked.emit("better"))
        self._filled = False
        self.retranslate()
        self.clear()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Who gains, who loses"))
        self.caption.setText(self.tr("click to open them") if self._filled else "")
        self.lose.setToolTip(self.tr("Open the shoppers who lose"))
        self.gain.setToolTip(self.tr("Open the shoppers who gain"))
        self.chart.setAccessibleName(
            self.tr("Shoppers by the size of their change; Left opens those who lose, Right those who gain")
        )

    def fill(self, step: float, losing: Counts, gaining: Counts, worse: int, better: int, unchanged: str) -> None:
        """Shows the bars."""
        self._filled = True
        self.chart.set_counts(step, losing, gaining)
        self.lose.setText(self.tr("{0} lose").format(words.count(worse)))
        self.gain.setText(self.tr("{0} gain").format(words.count(better)))
        for made, number in ((self.lose, worse), (self.gain, better)):
            made.setEnabled(number > 0)
            made.show()
        self.unchanged.setText(unchanged)
        self.retranslate()

    def clear(self) -> None:
        """Shows nothing."""
        self._filled = False
        nothing = np.zeros(0, np.int32)
        self.chart.set_counts(0.0, nothing, nothing)
        self.unchanged.setText("")
        self.lose.hide()
        self.gain.hide()
        self.caption.setText("")
