"""The right side of the dialog: format and its options, the first rows, the same as a command."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QFrame, QPlainTextEdit, QSizePolicy, QStackedWidget, QWidget

from gui.export.choices import stretched
from gui.export.preview import PreviewTable
from gui.style import font, look
from gui.widgets.check import Check
from gui.widgets.parts import Segments, button, column, label, row
from gui.widgets.states import StatesWidget

__all__ = ["FilePane"]


class FilePane(QWidget):
    """Widgets only; the controller fills and listens."""

    def __init__(self) -> None:
        super().__init__()
        px = look().px
        self.format = stretched(Segments())
        self.delimiter, self.decimal, self.encoding, self.missing = (_small_combo() for _ in range(4))
        self.files = _small_combo()
        self._captions = [label("", "caption", "muted") for _ in range(4)]
        self.missing_field = _field(self._captions[3], self.missing)
        self.files.setFixedWidth(px(148))
        self.note = label("", "table", "muted")
        self.note.setWordWrap(True)
        self.neutralise, self.manifest = Check(), Check()
        self._options = QStackedWidget()
        self._options.setFixedHeight(px(48))
        self._options.addWidget(self._csv_options())
        holder = QWidget()
        holder.setLayout(column(self.note, None, spacing=0, margins=(0, 6, 0, 0)))
        self._options.addWidget(holder)
        self.heading, self.caption = label("", "strong"), label("", "table", "muted")
        self.table = PreviewTable()
        self.preview = StatesWidget(self.table)
        self.preview.setMinimumHeight(px(28 + 3 * 26))
        self._same = label("", "caption", "muted", semibold=True)
        self.command = QPlainTextEdit()
        self.command.setReadOnly(True)
        self.command.setTabChangesFocus(True)
        self.command.setFont(font("mono"))
        self.command.setFixedHeight(px(56))
        self.command.document().setDocumentMargin(2)
        self.copy = button("", "quiet", "copy", small=True, alone=True)
        self._lay_out()

    def retranslate(self) -> None:
        texts = (self.tr("Delimiter"), self.tr("Decimal mark"), self.tr("Encoding"), self.tr("What it lacks"))
        self.files.setAccessibleName(self.tr("Files"))
        for made, part, text in zip(
            self._captions, (self.delimiter, self.decimal, self.encoding, self.missing), texts, strict=True
        ):
            made.setText(text)
            part.setAccessibleName(text)
        self.format.setAccessibleName(self.tr("Format"))
        self.neutralise.setText(self.tr("Keep spreadsheets from running formulas in titles"))
        self.neutralise.setToolTip(
            self.tr("Puts an apostrophe before texts that begin with = + − @, a tab or a line break; numbers stay")
        )
        self.manifest.setText(self.tr("Manifest beside the file"))
        self.manifest.setToolTip(self.tr("Run, dataset hash, options, rows and checksum, as FILE.manifest.json"))
        self.heading.setText(self.tr("Preview"))
        self.table.setAccessibleName(self.tr("The first rows of the file"))
        self._same.setText(self.tr("The same as a command"))
        self.command.setAccessibleName(self.tr("The same as a command"))
        self.copy.setAccessibleName(self.tr("Copy the command"))
        self.copy.setToolTip(self.tr("Copy the command"))

    def show_options(self, csv: bool, note: str) -> None:
        """The options of CSV, or a sentence about another format in their place."""
        self._options.setCurrentIndex(0 if csv else 1)
        self.note.setText(note)
        self.neutralise.setVisible(csv)

    def fill(self, combo: QComboBox, choices: Sequence[tuple[str, str]], current: str) -> None:
        """(key, text) pairs, without telling anyone."""
        combo.blockSignals(True)
        combo.clear()
        for key, text in choices:
            combo.addItem(text, key)
        combo.setCurrentIndex(max(0, combo.findData(current)))
        combo.blockSignals(False)

    def _csv_options(self) -> QWidget:
        made = QWidget()
        fields = [
            _field(self._captions[0], self.delimiter),
            _field(self._captions[1], self.decimal),
            _field(self._captions[2], self.encoding),
            self.missing_field,
        ]
        line = row(*fields, spacing=10)
        for place, share in enumerate((10, 10, 14, 12)):
            line.setStretch(place, share)
        made.setLayout(line)
        return made

    def _lay_out(self) -> None:
        framed, raised = QFrame(), QFrame()
        framed.setProperty("framed", True)
        framed.setLayout(column(self.preview, spacing=0, margins=(1, 1, 1, 1)))
        raised.setProperty("raised", True)
        raised.setLayout(row(self.command, self.copy, spacing=4, margins=(2, 2, 6, 2)))
        whole = column(self.format, self._options, spacing=12, margins=(20, 16, 20, 12))
        checks = row(self.neutralise, None, self.manifest, spacing=8)
        whole.addLayout(checks)
        whole.addLayout(row(self.heading, self.caption, None, self.files, spacing=8))
        whole.addWidget(framed, 1)
        whole.addWidget(self._same)
        whole.addWidget(raised)
        whole.setSpacing(8)
        self.setLayout(whole)


def _small_combo() -> QComboBox:
    made = QComboBox()
    made.setProperty("small", True)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(6)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made


def _field(caption: QWidget, part: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(caption, part, spacing=4))
    return made
