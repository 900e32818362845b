"""The layout of the studies screen: the list of studies, the running one, and the form of a new one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.icons import icon
from gui.studies.form_view import FormPage
from gui.studies.list_view import ListPage
from gui.studies.locked import LockedForm
from gui.studies.plots import LossPlot, ValidationPlot
from gui.style import look
from gui.widgets.bars import PartsBar
from gui.widgets.k_plot import KPlot
from gui.widgets.parts import Elided, Panel, Segments, button, column, row
from gui.widgets.plot import Plot
from gui.widgets.scrolled import Pages
from gui.widgets.splitter import Splitter
from gui.widgets.table import Table

__all__ = ["LivePage", "StudiesView"]

PLOT = 0.59  # of the room, for what stands on the left of two


class ProgressPanel(Panel):
    """Time left first; then what is done, its parts, and what can be asked of it."""

    def __init__(self) -> None:
        super().__init__(headed=False)
        self.setFixedHeight(look().px(116))
        self.left = Elided("", "verdict")
        self.step = Elided("", "body", "muted")
        self.bar = PartsBar()
        self.pause = button("", icon_name="pause")
        self.stop = button("", icon_name="star")
        self.cancel = button("", "danger", "close")
        self.again = button("", "primary", "play")
        self.compare = button("", "primary", "compare")
        for made in self.acts():
            made.hide()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.left, 1)
        for made in self.acts():
            head.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        inside = column(spacing=0, margins=(19, 12, 19, 8))
        inside.addLayout(head)
        inside.addWidget(self.step)
        inside.addSpacing(8)
        inside.addWidget(self.bar)
        self.body.addLayout(inside)

    def acts(self) -> list[QWidget]:
        return [self.pause, self.stop, self.cancel, self.again, self.compare]

    def set_paused(self, paused: bool) -> None:
        self.pause.setText(self.tr("Resume") if paused else self.tr("Pause"))
        self.pause.setIcon(icon("play" if paused else "pause"))


class LivePage(QWidget):
    """The running study: form left, progress, plots and epochs right."""

    def __init__(self) -> None:
        super().__init__()
        self.form = LockedForm()
        self.form.setMinimumWidth(look().px(240))
        self.progress = ProgressPanel()
        self.validation, self.loss, self.curves = ValidationPlot(), LossPlot(), KPlot()
        self.epochs = Table(row_height=30)
        self.epochs.set_widths([70, None, None, None, None])
        self.parts = Segments(small=True)
        self.validation_panel, self.loss_panel = Panel(head_height=38), Panel(head_height=38)
        self.epochs_panel, self.curves_panel = Panel(), Panel(head_height=38)
        self._lay_out()

    def plots(self) -> tuple[Plot, ...]:
        return self.validation, self.loss, self.curves

    def plot_panels(self) -> tuple[Panel, ...]:
        """The panels around the plots, in the same order."""
        return self.validation_panel, self.loss_panel, self.curves_panel

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width()
        self._whole.give([288 if wide < look().px(1260) else 380 if wide > look().px(1700) else 336, 1.0])

    def _lay_out(self) -> None:
        for panel, inside in (
            (self.validation_panel, self.validation),
            (self.loss_panel, self.loss),
            (self.curves_panel, self.curves),
            (self.epochs_panel, self.epochs),
        ):
            panel.body.addWidget(inside)
            if inside is not self.epochs:
                panel.body.setContentsMargins(2, 0, 6, 6)
        self.loss_panel.head.addWidget(self.parts)
        above = Splitter("study-plots", True, [self.validation_panel, self.loss_panel], [PLOT, 1 - PLOT])
        below = Splitter("study-epochs", True, [self.epochs_panel, self.curves_panel], [PLOT, 1 - PLOT])
        right = QWidget()
        lines = column(self.progress, Splitter("study-lines", False, [above, below], [0.55, 0.45]), spacing=12)
        lines.setStretch(1, 1)
        right.setLayout(lines)
        self._whole = Splitter("study", True, [self.form, right], [336, 1.0])
        self.setLayout(row(self._whole, spacing=0, margins=(16, 12, 16, 16)))


class StudiesView(Pages):
    """Three pages: the list of studies, the running one, the form."""

    def __init__(self, studies: ListPage, form: FormPage) -> None:
        super().__init__()
        self.live, self.studies, self.form = LivePage(), studies, form
        for page in (self.studies, self.live, self.form):
            self.addWidget(page)
        self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(look().px(1200), look().px(760))

    def retranslate(self) -> None:
        live = self.live
        self.studies.retranslate()
        live.form.retranslate()
        live.validation_panel.title.setText(self.tr("Validation by epoch"))
        live.loss_panel.title.setText(self.tr("Loss"))
        live.epochs_panel.title.setText(self.tr("Epochs"))
        live.curves_panel.title.setText(self.tr("Validation F1@K"))
        live.progress.set_paused(False)
        live.progress.stop.setToolTip(self.tr("Ends the part that learns now and keeps its best epoch"))
        live.progress.cancel.setText(self.tr("Cancel"))
        live.progress.again.setText(self.tr("Resume"))
        live.progress.compare.setText(self.tr("Open in Compare"))
        live.validation.x_name.setText(self.tr("epoch"))
        live.loss.x_name.setText(self.tr("epoch"))
        live.epochs.setAccessibleName(self.tr("Epochs"))
        live.validation.setAccessibleName(self.tr("Validation by epoch, the baselines as levels"))
        live.loss.setAccessibleName(self.tr("Loss"))
        live.curves.setAccessibleName(self.tr("Validation F1@K"))
        now = live.parts.current() or "ranking"
        names = (
            ("profile", self.tr("Profile")),
            ("association", self.tr("Association")),
            ("ranking", self.tr("Ranking")),
        )
        live.parts.set_choices(names, now)
        live.parts.setAccessibleName(self.tr("Model part"))
