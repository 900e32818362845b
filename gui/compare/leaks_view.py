"""A finished leak audit: the verdict, findings and recommenders on the left, what stands behind one on the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.session.messages.auditing import AuditView
from gui import words
from gui.compare.leak_detail import LeakDetail
from gui.compare.leak_models import ICONS, TONES, FindingsModel, TrialsModel
from gui.compare.leak_texts import name
from gui.style import look, repolish
from gui.widgets.check import Check
from gui.widgets.parts import Elided, Glyph, Panel, Tone, button, row, set_tone
from gui.widgets.splitter import Splitter
from gui.widgets.table import Table

__all__ = ["LeaksView"]

DETAIL = 468
GAP = 8
LOW, COMPACT, USUAL = 400, 24, 30  # under the first height rows are compact


class LeaksView(QWidget):
    """`again` asks for another audit, with all epochs or not; `export_asked` for the rows of a finding."""

    again = Signal(bool)
    export_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._view: AuditView | None = None
        self._remark: tuple[str, Tone] = ("", "muted")
        self._marks = {kind: Glyph(ICONS[kind], TONES[kind]) for kind in ICONS}
        self.verdict, self.age, self.old = (
            Elided("", "strong"),
            Elided("", "caption", "muted"),
            Glyph("warning", "warning"),
        )
        self.full, self.act = Check(), button("", small=True)
        self.findings, self.findings_model = Table(), FindingsModel()
        self.trials, self.trials_model = Table(), TrialsModel()
        self.detail = LeakDetail()
        self.findings.setModel(self.findings_model)
        self.trials.setModel(self.trials_model)
        self.findings.set_widths([104, 164, 156, None])
        self.trials.set_widths([104, 124, 76, 88, 64, 72, None])
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_view(self, view: AuditView) -> None:
        """Shows an audit and selects its first line."""
        self._view = view
        self.findings_model.set_view(view)
        self.trials_model.set_view(view)
        self.trials_panel.setVisible(bool(view.trials))
        self._say()
        self.trials.setCurrentIndex(QModelIndex())
        self.findings.setCurrentIndex(self.findings_model.index(0, 0))
        self._share()

    def remark(self, text: str, tone: Tone) -> None:
        """What became of looking again, in the place of the age; nothing: the age."""
        if (text, tone) != self._remark:
            self._remark = (text, tone)
            self._say()

    def lock(self, locked: bool) -> None:
        """Greys the act in a workspace that can only be read."""
        for part in (self.act, self.full):
            part.setEnabled(not locked)
            part.setToolTip(self.tr("This workspace can only be read.") if locked else "")

    def panels(self) -> list[QWidget]:
        return [self.findings, self.trials, self.detail.fits, self.detail.examples]

    def retranslate(self) -> None:
        self.full.setText(self.tr("all epochs (slow)"))
        self.full.setAccessibleName(self.full.text())
        self.act.setText(self.tr("Look again"))
        self.findings.setAccessibleName(self.tr("What was looked for"))
        self.trials.setAccessibleName(self.tr("Recommenders fitted again on a permuted future"))
        for table, model in ((self.findings, self.findings_model), (self.trials, self.trials_model)):
            model.repaint_rows()
            table.horizontalHeader().viewport().update()
        self.detail.retranslate()
        self._say()
        self._show_detail()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        height = look().px(COMPACT if self.height() < look().px(LOW) else USUAL)
        for table in (self.findings, self.trials):
            if table.verticalHeader().defaultSectionSize() != height:
                table.verticalHeader().setDefaultSectionSize(height)
        self._share()

    # what happens

    def _on_finding(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.trials.setCurrentIndex(QModelIndex())
            self._show_detail()

    def _on_trial(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.findings.setCurrentIndex(QModelIndex())
            self._show_detail()

    def _on_opened(self, index: QModelIndex) -> None:
        if index.row() == self.findings_model.fold_row():
            self.findings_model.toggle()
            self.findings.setCurrentIndex(self.findings_model.index(self.findings_model.fold_row(), index.column()))
            self._share()

    # what is shown

    def _show_detail(self) -> None:
        if self._view is None:
            return
        finding = self.findings_model.finding(self.findings.currentIndex().row())
        trial = self.trials_model.trial(self.trials.currentIndex().row())
        if trial is not None:
            self.detail.show_trial(trial)
        elif finding is not None:
            self.detail.show_finding(finding, self._view)
        else:
            passed = self.findings_model.passed()
            self.detail.show_nothing(
                self.tr("%Ln checks passed", "", passed), self.tr("Enter or a click shows what was looked for in vain.")
            )

    def _say(self) -> None:
        view = self._view
        if view is None:
            return
        for kind, mark in self._marks.items():
            mark.setVisible(kind == ("leak" if view.leaks else "passed"))
        self.verdict.setText(self._verdict(view))
        set_tone(self.verdict, "negative" if view.leaks else "text")
        text, tone = self._remark if self._remark[0] else self._age(view)
        self.age.setText(text)
        set_tone(self.age, tone)
        self.old.setVisible(tone == "warning")
        kind = "primary" if view.outdated else "plain"
        if self.act.property("kind") != kind:
            self.act.setProperty("kind", kind)
            repolish(self.act)

    def _verdict(self, view: AuditView) -> str:
        checks = self.tr("%Ln checks", "", len(view.findings))
        recommenders = self.tr("%Ln recommenders", "", len(view.trials))
        if not view.leaks:
            return self.tr("No leak found in {0} and {1}").format(checks, recommenders)
        keys = dict.fromkeys(name(each.key) for each in view.findings if each.severity == "leak")
        runs = dict.fromkeys(each.run for each in view.trials if each.severity == "leak")
        return words.led(
            self.tr("%Ln leaks", "", view.leaks), words.listed([*(key[:1].lower() + key[1:] for key in keys), *runs])
        )

    def _age(self, view: AuditView) -> tuple[str, Tone]:
        if view.outdated:
            text = self.tr("Outdated: the data or the runs have changed since {0}").format(words.clock(view.created))
            return text, "warning"
        how = self.tr("networks for all epochs") if view.full else self.tr("networks for one epoch")
        when = self.tr("Audited on {0} in {1}").format(words.clock(view.created), words.duration(view.seconds))
        return words.beside(when, how), "muted"

    def _share(self) -> None:
        """Gives the lower table what its rows need, up to half; the upper one takes the rest."""
        header, each = look().px(28) + 4, self.trials.verticalHeader().defaultSectionSize()
        room = self.height() - self.full.height() - 2 * GAP
        upper, lower = (header + model.rowCount() * each for model in (self.findings_model, self.trials_model))
        self._halves.give([1.0, round(min(lower, max(room // 2, room - upper)) / look().scale)])

    def _lay_out(self) -> None:
        self.findings_panel, self.trials_panel = Panel(headed=False), Panel(headed=False)
        self.findings_panel.body.addWidget(self.findings)
        self.trials_panel.body.addWidget(self.trials)
        for table in (self.findings, self.trials):
            table.setMinimumHeight(look().px(28 + COMPACT))
        head = row(*self._marks.values(), self.verdict, self.old, self.age, self.full, self.act, spacing=8)
        head.setStretchFactor(self.verdict, 5)
        head.setStretchFactor(self.age, 4)
        self._halves = Splitter("leaks-halves", False, [self.findings_panel, self.trials_panel], [1.0, 128])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addLayout(head)
        whole.addWidget(Splitter("leaks", True, [self._halves, self.detail], [1.0, DETAIL]), 1)

    def _connect(self) -> None:
        self.findings.selectionModel().currentRowChanged.connect(self._on_finding)
        self.trials.selectionModel().currentRowChanged.connect(self._on_trial)
        for signal in (self.findings.opened, self.findings.spaced, self.findings.cell_clicked):
            signal.connect(self._on_opened)
        self.detail.export_asked.connect(self.export_asked)
        self.act.clicked.connect(lambda: self.again.emit(self.full.isChecked()))
