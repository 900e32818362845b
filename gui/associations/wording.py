"""What the maps and a pair say, in sentences."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject

from engine.session.messages.associations import AssociationsView, PairView
from gui import words
from gui.associations.model import times

__all__ = ["Wording"]

FEW = 5  # shoppers, taken or expected; below, nothing is said


class Wording(QObject):
    """The sentences of the screen; an object, because numbers decide over the form of words."""

    def visits(self, number: int, baskets: bool) -> str:
        """4 baskets; shopping days where the data has no baskets."""
        return self.tr("%n baskets", "", number) if baskets else self.tr("%n shopping days", "", number)

    def no_weights(self, run: str) -> str:
        """Why a run has no map of its own."""
        text = self.tr(
            "{0} keeps no weights from item to item, so it has no map. The pipeline, EASE and ItemKNN have one."
        )
        return text.format(run)

    def corner(self, view: AssociationsView) -> str:
        """How to read the maps, and that nothing of the test is in them."""
        lines = self.tr("row leads to column"), self.tr("before {0}").format(words.day(view.cut))
        return "\n".join(lines)

    def model_caption(self, view: AssociationsView) -> str:
        """How the weights of items became one of their categories."""
        if view.relation == "none":
            return ""
        if view.relation == "signed":
            return self.tr("mean weight over its usual size, about 0")
        return self.tr("mean positive weight over the usual")

    def data_caption(self, view: AssociationsView) -> str:
        """Which lift it is."""
        if view.within is None:
            return self.tr("lift of a later first purchase")
        return self.tr("lift of a first purchase within {0}").format(self.visits(view.within, view.baskets))

    def missing(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """What a grey cell of either map means, in a word and in a sentence."""
        few = self.tr("Grey: fewer than %n shoppers took this step, and fewer were to be expected.", "", FEW)
        none = self.tr("Grey: the model keeps no weight here, as between a category and itself.")
        return (self.tr("none"), none), (self.tr("too few"), few)

    def read_out(self, view: AssociationsView, row: int, column: int) -> str:
        """What both maps say of the cell under the pointer."""
        if row == column:
            return f"{view.names[row]}\n" + self.tr("A category does not lead to itself.")
        lines = [f"{view.names[row]} → {view.names[column]}"]
        if view.relation != "none":
            weight = times(float(view.weights[row, column]))
            lines.append(self.tr("weight {0}").format(weight) if weight else self.tr("The model keeps no weight here."))
        lift, behind = times(float(view.lifts[row, column])), int(view.users[row, column])
        lines.append(self.tr("lift {0}, %Ln shoppers", "", behind).format(lift) if lift else self.too_few(behind))
        return "\n".join(lines)

    def too_few(self, behind: int) -> str:
        """Why a cell is empty."""
        return self.tr("Too few to say: %Ln shoppers.", "", behind)

    def sentence(self, pair: PairView, maps: AssociationsView) -> str:
        """What the number of a pair means, and whether the model agrees."""
        if pair.row == pair.column:
            return self.tr("A category does not lead to itself.")
        if max(pair.users, pair.expected) < FEW:
            return self.too_few(pair.users)
        if maps.within is None:
            begun = self.tr("to begin with {1} at any time after {0}.").format(pair.row, pair.column)
        else:
            soon = self.visits(maps.within, maps.baskets)
            begun = self.tr("to begin with {1} within {2} of {0}.").format(pair.row, pair.column, soon)
        return f"{begun} {self._judgement(pair)}".strip()

    def _judgement(self, pair: PairView) -> str:
        """Whether model and data point the same way, as far as the interval allows."""
        above, below = pair.low > 1, pair.high < 1
        if not above and not below:
            return self.tr("The interval holds 1, so chance will do.")
        if math.isnan(pair.weight):
            return ""
        if (pair.weight > 1) == above:
            return self.tr("Model and data agree.")
        return self.tr("The model says otherwise.")
