"""Item models over arrays, and what a cell of a table holds."""

from gui.models.cells import CELL_ROLE, Cell, CellModel, Whisker, order_of

__all__ = ["CELL_ROLE", "Cell", "CellModel", "Whisker", "order_of"]
