"""The context menu of a plot: copy its values, save it as a picture or as a table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, QObject, QPoint, QSettings, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from engine.session import Problem
from gui.widgets.plot import Plot
from gui.widgets.plot_files import Form, plot_bytes, save, values_text

__all__ = ["PlotMenu"]

FORMS: tuple[Form, ...] = ("png", "svg", "pdf", "csv")


class PlotMenu(QObject):
    """Belongs to one plot; opened by the right button or the menu key."""

    def __init__(
        self,
        plot: Plot,
        title: Callable[[], tuple[str, str]],
        told: Callable[[str], None],
        failed: Callable[[Problem], None],
    ) -> None:
        """Takes whom to tell.

        Args:
            title: gives the title of a picture and the remark beside it.
            told: takes a sentence about what was done.
            failed: takes what went wrong.
        """
        super().__init__(plot)
        self._plot, self._title, self._told, self._failed = plot, title, told, failed
        plot.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        plot.customContextMenuRequested.connect(self._on_asked)

    def menu(self) -> QMenu:
        """What the plot offers now."""
        made = QMenu(self._plot)
        drawn = bool(self._plot.values()[1])
        texts = {
            "png": self.tr("Save as PNG…"),
            "svg": self.tr("Save as SVG…"),
            "pdf": self.tr("Save as PDF…"),
            "csv": self.tr("Save values as CSV…"),
        }
        made.addAction(self.tr("Copy values")).triggered.connect(self.copy)
        made.addSeparator()
        for form in FORMS:
            made.addAction(texts[form]).triggered.connect(lambda _checked=False, form=form: self.ask_and_save(form))
        for act in made.actions():
            act.setEnabled(drawn)
        return made

    def copy(self) -> None:
        """The values into the clipboard, tab-separated with a header."""
        QApplication.clipboard().setText(values_text(self._plot))
        self._told(self.tr("Copied the values of {0}").format(self._title()[0]))

    def ask_and_save(self, form: Form) -> None:
        """Asks where to, and writes the file."""
        title, remark = self._title()
        folder = str(QSettings().value("pictures", QDir.homePath()))
        name = "".join(letter if letter.isalnum() else "-" for letter in title.lower()).strip("-")
        kinds = {"csv": self.tr("CSV (*.csv)"), "svg": "SVG (*.svg)", "pdf": "PDF (*.pdf)", "png": "PNG (*.png)"}
        out, _ = QFileDialog.getSaveFileName(
            self._plot.window(), self.tr("Save the plot"), str(Path(folder) / f"{name}.{form}"), kinds[form]
        )
        if not out:
            return
        file = Path(out) if Path(out).suffix else Path(out).with_suffix(f".{form}")
        reason = save(file, plot_bytes(self._plot, title, remark, form))
        if reason:
            values = {"file": str(file), "reason": reason}
            sentence = f"{file} cannot be written: {reason}. Choose another place."
            self._failed(Problem(sentence, "out-unwritable", values))
            return
        QSettings().setValue("pictures", str(file.parent))
        self._told(self.tr("Saved {0}").format(file))

    def _on_asked(self, point: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._plot.mapToGlobal(point))
