"""The layout of a study's form: the question left, its recommenders and their settings right, or all of it as TOML."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from gui.studies.parts import scrolled, toml_edit
from gui.style import look
from gui.widgets.facts import Facts
from gui.widgets.parts import Elided, Panel, Segments, button, column, label, row
from gui.widgets.table import Table

__all__ = ["FormPage"]


class Lines(QWidget):
    """Fields one below the other."""

    def __init__(self, margin: int = 10) -> None:
        super().__init__()
        self.fields = QVBoxLayout()
        self.fields.setContentsMargins(16, margin, 16, margin)
        self.fields.setSpacing(6)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self.fields)
        whole.addStretch(1)
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetMinimumSize)  # squeezed by nothing around it


class FormPage(QWidget):
    """Head with the two faces, the face, and a foot with the estimate and the primary act."""

    def __init__(self) -> None:
        super().__init__()
        self.back = button("", "quiet", "chevron-left")
        self.title = label("", "title")
        self.template = button("", icon_name="copy")
        self.faces = Segments()
        self.question, self.recommenders, self.settings = Panel(), Panel(), Panel()
        self.asked, self.set = Lines(), Lines()
        self.facts = Facts()
        self.models = Table(row_height=30)
        self.models.set_widths([None, 120, 90])
        self.add = button("", icon_name="plus", small=True)
        self.double = button("", icon_name="copy", small=True)
        self.remove = button("", icon_name="close", small=True)
        self.baselines = Lines(margin=5)
        self.toml_panel = Panel()
        self.toml = toml_edit()
        self.toml_error = label("", "body", "negative")
        self.estimate = label("", "strong")
        self.remark = Elided("", "table", "muted")
        self.cancel = button("")
        self.run = button("", "primary", "play")
        self.faces_stack = QStackedWidget()
        self._lay_out()
        self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width()
        self.question.setFixedWidth(
            look().px(468 if wide < look().px(1260) else 540 if wide > look().px(1700) else 500)
        )

    def _lay_out(self) -> None:
        asked = QWidget()
        inside = QVBoxLayout(asked)
        inside.setContentsMargins(0, 0, 0, 8)
        inside.setSpacing(0)
        inside.addWidget(self.asked)
        inside.addWidget(self.facts)
        inside.addStretch(1)
        self.question.body.addWidget(scrolled(asked))
        for made in (self.add, self.double, self.remove):
            self.recommenders.head.addWidget(made)
        self.recommenders.body.addWidget(self.models, 1)
        self.recommenders.body.addWidget(self.baselines)
        self.recommenders.setMinimumHeight(look().px(268))  # the Pipeline and four baselines are seen at once
        self.settings.body.addWidget(scrolled(self.set))
        self.toml_error.setWordWrap(True)
        self.toml_error.setContentsMargins(16, 6, 16, 10)
        self.toml_error.hide()
        self.toml_panel.body.addWidget(self.toml, 1)
        self.toml_panel.body.addWidget(self.toml_error)
        right = column(self.recommenders, self.settings, spacing=12)
        right.setStretch(0, 45)
        right.setStretch(1, 55)
        form = QWidget()
        both = row(self.question, spacing=12)
        both.addLayout(right, 1)
        form.setLayout(both)
        self.faces_stack.addWidget(form)
        self.faces_stack.addWidget(self.toml_panel)
        head = row(self.back, self.title, None, self.template, self.faces, spacing=8)
        foot = QFrame()
        foot.setProperty("panel", True)
        foot.setFixedHeight(look().px(64))
        words = column(None, self.estimate, self.remark, None, spacing=1)
        line = row(spacing=8, margins=(16, 0, 16, 0))
        line.addLayout(words, 1)
        line.addWidget(self.cancel)
        line.addWidget(self.run)
        foot.setLayout(line)
        whole = column(spacing=12, margins=(16, 12, 16, 16))
        whole.addLayout(head)
        whole.addWidget(self.faces_stack, 1)
        whole.addWidget(foot)
        self.setLayout(whole)

    def show_face(self, face: str) -> None:
        """ "form" or "toml"."""
        self.faces_stack.setCurrentIndex(0 if face == "form" else 1)
        self.faces.set_choices(self._face_names(), face)

    def retranslate(self) -> None:
        self.back.setText(self.tr("All studies"))
        self.template.setText(self.tr("Start from"))
        self.faces.set_choices(self._face_names(), self.faces.current() or "form")
        self.faces.setAccessibleName(self.tr("Form or TOML"))
        self.question.title.setText(self.tr("Question"))
        self.recommenders.title.setText(self.tr("Recommenders"))
        self.models.setAccessibleName(self.tr("Recommenders"))
        self.add.setText(self.tr("Add"))
        self.double.setText(self.tr("Duplicate"))
        self.remove.setText(self.tr("Remove"))
        self.toml_panel.title.setText(self.tr("The study as TOML"))
        self.toml_panel.caption.setText(self.tr("main.py study takes the same text as a file"))
        self.toml.setAccessibleName(self.tr("The study as TOML"))
        self.cancel.setText(self.tr("Cancel"))

    def _face_names(self) -> list[tuple[str, str]]:
        return [("form", self.tr("Form")), ("toml", "TOML")]
