"""The layout of the studies screen: the running study on one page, the studies done on another."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui.icons import icon
from gui.studies.plots import LossPlot, ValidationPlot
from gui.style import look
from gui.widgets.bars import PartsBar
from gui.widgets.facts import Facts
from gui.widgets.k_plot import KPlot
from gui.widgets.parts import Elided, Panel, Segments, button, column, label, row
from gui.widgets.table import Table

__all__ = ["LivePage", "StudiesPage", "StudiesView"]


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
        self.again = button("", "plain", "play")
        self.studies = button("")
        self.compare = button("", "primary", "compare")
        for made in self.acts():
            made.hide()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(column(self.left, self.step, spacing=2), 1)
        for made in self.acts():
            head.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        inside = column(spacing=12, margins=(19, 13, 19, 8))
        inside.addLayout(head)
        inside.addWidget(self.bar)
        self.body.addLayout(inside)

    def acts(self) -> list[QWidget]:
        return [self.pause, self.stop, self.cancel, self.again, self.studies, self.compare]

    def set_paused(self, paused: bool) -> None:
        self.pause.setText(self.tr("Resume") if paused else self.tr("Pause"))
        self.pause.setIcon(icon("play" if paused else "pause"))


class LivePage(QWidget):
    """The running study: form left, progress, plots and epochs right."""

    def __init__(self) -> None:
        super().__init__()
        self.form = Panel()
        self.form.setFixedWidth(look().px(336))
        self.facts = Facts()
        self.recommenders = Table(row_height=28)
        self.recommenders.set_widths([32, None, 62, 66])
        self.recommenders.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.form.body.addWidget(self.facts)
        self.form.body.addWidget(self.recommenders, 1)
        self.progress = ProgressPanel()
        self.validation, self.loss, self.curves = ValidationPlot(), LossPlot(), KPlot()
        self.epochs = Table(row_height=30)
        self.epochs.set_widths([70, None, None, None, None])
        self.parts = Segments(small=True)
        self.validation_panel, self.loss_panel = Panel(head_height=38), Panel(head_height=38)
        self.epochs_panel, self.curves_panel = Panel(), Panel(head_height=38)
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width()
        self.form.setFixedWidth(look().px(288 if wide < look().px(1260) else 380 if wide > look().px(1700) else 336))

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
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.progress)
        grid = QGridLayout()
        grid.setSpacing(12)
        for index, panel in enumerate((self.validation_panel, self.loss_panel, self.epochs_panel, self.curves_panel)):
            grid.addWidget(panel, index // 2, index % 2)
        grid.setColumnStretch(0, 57)
        grid.setColumnStretch(1, 39)
        grid.setRowStretch(0, 55)
        grid.setRowStretch(1, 45)
        right.addLayout(grid, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 16)
        whole.setSpacing(12)
        whole.addWidget(self.form)
        whole.addLayout(right, 1)


class StudiesPage(QWidget):
    """The studies done, and the quick study of the dataset in focus as one act."""

    def __init__(self) -> None:
        super().__init__()
        self.panel = Panel()
        self.table = Table(row_height=30)
        self.table.set_widths([None, 150, 150, 110, 190, 60, 150])
        self.quick = button("", "primary", "play")
        self.panel.body.addWidget(self.table)
        self.remark = label("", "body", "muted")
        self.setLayout(column(spacing=12, margins=(16, 12, 16, 16)))
        self.layout().addLayout(row(self.remark, None, self.quick))  # type: ignore[union-attr]
        self.layout().addWidget(self.panel)  # type: ignore[union-attr]


class StudiesView(QStackedWidget):
    """Two pages: live, and all studies."""

    def __init__(self) -> None:
        super().__init__()
        self.live, self.studies = LivePage(), StudiesPage()
        self.addWidget(self.studies)
        self.addWidget(self.live)
        self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(look().px(1200), look().px(760))

    def retranslate(self) -> None:
        live, done = self.live, self.studies
        live.validation_panel.title.setText(self.tr("Validation by epoch"))
        live.loss_panel.title.setText(self.tr("Loss"))
        live.epochs_panel.title.setText(self.tr("Epochs"))
        live.epochs_panel.caption.setText(self.tr("validation only, the test stays closed"))
        live.curves_panel.title.setText(self.tr("Validation F1@K"))
        live.curves_panel.caption.setText(self.tr("now and every epoch before"))
        live.progress.set_paused(False)
        live.progress.stop.setText(self.tr("Stop and keep"))
        live.progress.stop.setToolTip(self.tr("Ends the part that learns now and keeps its best epoch"))
        live.progress.cancel.setText(self.tr("Cancel"))
        live.progress.again.setText(self.tr("Run again"))
        live.progress.studies.setText(self.tr("All studies"))
        live.progress.compare.setText(self.tr("Open in Compare"))
        live.validation.x_name.setText(self.tr("epoch"))
        live.loss.x_name.setText(self.tr("epoch"))
        live.recommenders.setAccessibleName(self.tr("Recommenders"))
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
        done.panel.title.setText(self.tr("Studies"))
        done.table.setAccessibleName(self.tr("Studies"))
        done.quick.setText(self.tr("Run the quick study"))
        done.remark.setText(self.tr("Four baselines and the Pipeline, defaults only; Enter opens a study in Compare."))
