"""What stands behind one line of the leak audit: its sentence, what it is worth, and the rows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from engine.session.messages.auditing import AuditView, LeakFinding, LeakTrial
from gui import words
from gui.compare.leak_models import ExamplesModel, Fits, FitsModel, first_change, metric_title
from gui.compare.leak_texts import finding_sentence, name, trial_sentence
from gui.style import look
from gui.widgets.parts import Panel, button, label
from gui.widgets.scrolled import Scrolled
from gui.widgets.table import Table

__all__ = ["LeakDetail"]

EXAMPLES = 2  # rows that are seen at least
HEADER, ROW = 28, 24
MARGIN, BAR = 12, 12  # beside the texts, and a scroll bar at most
SAME = ("after-first-test", "others-future")  # of the same rows where every shopper has a moment of his own


class LeakDetail(Panel):
    """One finding or one recommender; `export_asked` names the finding whose rows are wanted."""

    export_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(head_height=36)
        self.sentence, self.remark = label(""), label("", "caption", "muted")
        self.fits, self.fits_model = Table(row_height=ROW), FitsModel()
        self.examples, self.examples_model = Table(row_height=ROW), ExamplesModel()
        self.export = button("", icon_name="export", small=True)
        self._key, self._listed = "", 0
        for text in (self.sentence, self.remark):
            text.setWordWrap(True)
            text.setAlignment(Qt.AlignmentFlag.AlignTop)
            policy = text.sizePolicy()
            policy.setHeightForWidth(False)  # else the page is as high as all of its tables would like
            text.setSizePolicy(policy)
        self.fits.setModel(self.fits_model)
        self.examples.setModel(self.examples_model)
        self.fits.set_widths([None, 84, 84, 84, 130])
        self.examples.set_widths([76, 72, None, 146])
        self.export.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.head.addWidget(self.export)
        self.export.clicked.connect(lambda: self.export_asked.emit(self._key))
        self._lay_out()
        self.show_nothing("", "")

    def show_finding(self, finding: LeakFinding, view: AuditView) -> None:
        """A finding: the two baselines with its rows and without them, and the first of its rows."""
        self._key = finding.key
        # what a leak is worth is measured in the first window
        first = finding.window == view.findings[0].window
        several = any(each.window != finding.window for each in view.findings)
        window = words.moment(finding.window) if several else ""
        self._say(name(finding.key), window, finding_sentence(finding))
        worth = [each for each in view.effects if first and each.key == finding.key]
        fits = [Fits(each.model, each.moved) for each in worth]
        if worth:
            heads = (self.tr("{0} with").format(metric_title(worth[0].metric)), self.tr("without"))
            scope = words.scope(worth[0].scope)
            told = self.tr("Refitted with its rows and without them; {0}, {1} shoppers.")
            self._show_fits(fits, *heads, told.format(scope, words.count(worth[0].moved.users)))
        elif finding.key == SAME[0] and any(each.key == SAME[1] for each in view.effects):
            told = self.tr('The same rows as under "{0}", where it says what they are worth.')
            self._show_fits((), "", "", told.format(name(SAME[1])))
        else:
            self._show_fits((), "", "", "")
        self.examples_model.set_rows(finding.rows)
        self.examples.setVisible(bool(finding.rows))
        self._fill.setVisible(not finding.rows)
        self.export.setVisible(finding.listed > 0)
        self._listed = finding.listed
        self._name_export()

    def show_trial(self, trial: LeakTrial) -> None:
        """A recommender: its metric as the data is and permuted, and the first change."""
        told = []
        if trial.limited:
            told.append(self.tr("Fitted for one epoch, with one member and two past windows."))
        if trial.seconds:
            told.append(self.tr("It took {0}.").format(words.duration(trial.seconds)))
        change = first_change(trial)
        first = self.tr("The first change: {0}.").format(change) if change else ""
        self._say(trial.run, "", "\n".join(filter(None, (trial_sentence(trial), first))))
        fits = [Fits(trial.run, trial.moved)] if trial.moved is not None else []
        self._show_fits(fits, metric_title(trial.metric), self.tr("permuted"), " ".join(told))
        self._without_rows()

    def show_nothing(self, title: str, sentence: str) -> None:
        """A title and a sentence alone."""
        self._say(title, "", sentence)
        self._show_fits((), "", "", "")
        self._without_rows()

    def retranslate(self) -> None:
        self.fits.setAccessibleName(self.tr("What it is worth"))
        self.examples.setAccessibleName(self.tr("Rows behind it"))
        self._name_export()
        for table, model in ((self.fits, self.fits_model), (self.examples, self.examples_model)):
            model.repaint_rows()
            table.horizontalHeader().viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _name_export(self) -> None:
        self.export.setText(self.tr("Export all %Ln rows as CSV", "", self._listed))

    def _say(self, title: str, caption: str, sentence: str) -> None:
        self.title.setText(title)
        self.caption.setText(caption)
        self.caption.setVisible(bool(caption))
        self.sentence.setText(sentence)

    def _fit(self) -> None:
        """Gives the texts the height of their lines; Qt would ask for that of a narrow column."""
        room = self.width() - 2 * (MARGIN + 1) - BAR
        for text in (self.sentence, self.remark):
            text.setFixedHeight(max(text.heightForWidth(room), text.fontMetrics().height()))

    def _show_fits(self, fits: list[Fits] | tuple[()], first: str, second: str, remark: str) -> None:
        self.fits_model.set_fits(fits, first, second)
        self.fits.setVisible(bool(fits))
        self.fits.setFixedHeight(look().px(HEADER) + len(fits) * self.fits.verticalHeader().defaultSectionSize() + 2)
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))
        self._fit()

    def _without_rows(self) -> None:
        self._key = ""
        self.examples_model.set_rows(())
        self.examples.hide()
        self._fill.show()
        self.export.hide()

    def _lay_out(self) -> None:
        px = look().px
        page, self._fill = QWidget(), QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        told = QVBoxLayout()
        told.setContentsMargins(MARGIN, 0, MARGIN, 0)
        told.addWidget(self.sentence)
        inside.addLayout(told)
        inside.addWidget(self.fits)
        below = QVBoxLayout()
        below.setContentsMargins(MARGIN, 0, MARGIN, 4)
        below.addWidget(self.remark)
        inside.addLayout(below)
        self.examples.setMinimumHeight(px(HEADER) + EXAMPLES * px(ROW))
        inside.addWidget(self.examples, 1)
        inside.addWidget(self._fill, 1)
        self.body.addWidget(Scrolled(page, across=False))
