"""Columns that a person moves and hides, and what they chose kept over sessions."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject, QPoint, QSettings, Qt
from PySide6.QtWidgets import QMenu

from gui.widgets.table import Table

__all__ = ["Columns"]


class Columns(QObject):
    """The columns of one table; its header and the `menu` offer them. The first column stays where it is."""

    def __init__(self, table: Table, name: str, hidden: Collection[int] = (), fixed: Collection[int] = (0,)) -> None:
        """Takes a table that has its model.

        Args:
            name: under which the choice is kept.
            hidden: columns that are hidden until they are wanted.
            fixed: columns that cannot be hidden.
        """
        super().__init__(table)
        self._table, self._name = table, name
        self._first_hidden, self._fixed = frozenset(hidden), frozenset(fixed)
        header = table.horizontalHeader()
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_asked)
        self._restore()
        header.sectionMoved.connect(self._on_moved)

    def menu(self, parent: QMenu | None = None) -> QMenu:
        """A menu of all columns to check, with the current one to be moved."""
        made = QMenu(self.tr("Columns"), parent or self._table)
        model, header = self._table.model(), self._table.horizontalHeader()
        for visual in range(header.count()):
            column = header.logicalIndex(visual)
            title = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
            if column in self._fixed or not title:
                continue
            act = made.addAction(title)
            act.setCheckable(True)
            act.setChecked(column not in self._table.hidden_columns)
            act.triggered.connect(lambda shown, column=column: self.show_column(column, shown))
        made.addSeparator()
        current = self._table.currentIndex().column()
        name = str(model.headerData(current, Qt.Orientation.Horizontal) or "") if current > 0 else ""
        if name:
            left = made.addAction(self.tr("Move {0} to the left").format(name))
            left.triggered.connect(lambda: self.move_column(current, -1))
            right = made.addAction(self.tr("Move {0} to the right").format(name))
            right.triggered.connect(lambda: self.move_column(current, 1))
        made.addAction(self.tr("All columns as at first")).triggered.connect(self.reset)
        return made

    def show_column(self, column: int, shown: bool) -> None:
        """Shows or hides a column."""
        hidden = self._table.hidden_columns
        self._table.hidden_columns = hidden - {column} if shown else hidden | {column}
        self._keep()

    def move_column(self, column: int, step: int) -> None:
        """Moves a column over its visible neighbour; the first stays first."""
        header = self._table.horizontalHeader()
        place = header.visualIndex(column) + step
        while 0 < place < header.count() and header.isSectionHidden(header.logicalIndex(place)):
            place += step
        if 0 < place < header.count():
            header.moveSection(header.visualIndex(column), place)

    def reset(self) -> None:
        """The order and choice that the table began with."""
        self._arrange(list(range(self._table.horizontalHeader().count())))
        self._table.hidden_columns = self._first_hidden
        self._keep()

    def _restore(self) -> None:
        count = self._table.horizontalHeader().count()
        order = _numbers(QSettings().value(f"columns/{self._name}/order"))
        if sorted(order) == list(range(count)):
            self._arrange(order)
        kept = QSettings().value(f"columns/{self._name}/hidden")
        self._table.hidden_columns = self._first_hidden if kept is None else frozenset(_numbers(kept)) - self._fixed

    def _arrange(self, order: list[int]) -> None:
        header = self._table.horizontalHeader()
        for place, column in enumerate(order):
            header.moveSection(header.visualIndex(column), place)

    def _keep(self) -> None:
        header = self._table.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        QSettings().setValue(f"columns/{self._name}/order", " ".join(map(str, order)))
        QSettings().setValue(f"columns/{self._name}/hidden", " ".join(map(str, sorted(self._table.hidden_columns))))

    def _on_moved(self, _column: int, _before: int, _after: int) -> None:
        self._table.share_room()
        self._keep()

    def _on_asked(self, point: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._table.horizontalHeader().mapToGlobal(point))


def _numbers(kept: object) -> list[int]:
    return [int(word) for word in str(kept or "").split() if word.isdigit()]
