"""The controls of a study's form: those of its question, and those of the recommender that is selected."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from engine.session import DatasetRow, Problem
from engine.session.messages.studies import ModelForm, Setting, StudyForm
from gui import words
from gui.problems import sentence
from gui.studies.draft import Draft
from gui.studies.fields import Field, Toggles
from gui.studies.form_view import FormPage
from gui.studies.question import GROUPS, fill_choices, group_title, question_fields
from gui.studies.settings import described
from gui.style import look
from gui.widgets.parts import clear, label, row

__all__ = ["FormFields"]

Changed = Callable[[str, Any], None]
Misread = Callable[[str, bool], None]


class FormFields(QObject):
    """Builds fields, shows values in them, and knows which of them are wrong."""

    def __init__(self, page: FormPage) -> None:
        super().__init__(page)
        self._page = page
        self._question: dict[str, Field] = {}
        self._models: dict[str, Field] = {}
        self._baselines: Field | None = None
        self._shown: tuple[int, str] = (-1, "")
        self.name, self.device = "", "auto"

    def field(self, place: str) -> Field | None:
        """The control of a place, such as "protocol.max_k" or "models.1.l2"."""
        if place == "baselines":
            return self._baselines
        return self._question.get(place) or self._models.get(place)

    def build(self, form: StudyForm, changed: Changed, misread: Misread) -> None:
        """Makes the fields of the question, in the window's language."""
        lines = self._page.asked.fields
        clear(lines)
        self._question = question_fields(form)
        for group, places in GROUPS.items():
            if group != "study":
                lines.addSpacing(6)
                lines.addWidget(_head(group_title(group)))
            for place in places:
                field = self._question[place]
                lines.addWidget(field)
                field.changed.connect(self._on_own if place in ("name", "device") else changed)
                field.changed.connect(changed) if place in ("name", "device") else None
                field.misread.connect(misread)
        clear(self._page.baselines.fields)
        text = self.tr("Add missing baselines")
        said = described(form.fields["baselines"].help)
        self._baselines = Field("baselines", form.fields["baselines"], text, said, room=90)
        self._baselines.changed.connect(changed)
        self._page.baselines.fields.addWidget(self._baselines)
        self._shown = (-1, "")

    def fill(self, datasets: Sequence[DatasetRow], chosen: str, form: StudyForm | None) -> None:
        """The choices that the workspace and the machine give."""
        if self._question and form is not None:
            fill_choices(self._question, datasets, chosen, form.devices)
            self._question["device"].show_value(self.device)

    def show(self, draft: Draft) -> None:
        """The values of a draft in the fields of the question."""
        for place, field in self._question.items():
            if place == "name":
                field.show_value(self.name)
            elif place == "device":
                field.show_value(self.device)
            else:
                field.show_value(draft.get(place))
        if self._baselines is not None:
            self._baselines.show_value(draft.get("baselines"))
        for place in ("name", "device", "dataset"):  # they have no default to differ from
            self._question[place].dot.hide()

    def show_place(self, place: str, value: Any) -> None:
        """One value, whatever was shown before."""
        if place in self._question:
            self._question[place].show_value(value)
            if place == "dataset":
                self._question[place].dot.hide()

    def show_model(
        self, number: int, model: Mapping[str, Any], form: ModelForm | None, changed: Changed, misread: Misread
    ) -> None:
        """The settings of a model of the draft; fields are made anew only for another model."""
        kind = form.model if form else ""
        if self._shown != (number, kind):
            self._shown = (number, kind)
            lines = self._page.set.fields
            clear(lines)
            self._models = {}
            for setting in form.settings if form else ():
                place = f"models.{number + 1}.{setting.name}"
                field = _model_field(place, setting)
                field.changed.connect(changed)
                field.misread.connect(misread)
                lines.addWidget(field)
                self._models[place] = field
        for field in self._models.values():
            if not field.wrong:
                field.show_value(model.get(field.setting.name))

    def forget_models(self) -> None:
        """Models have changed their numbers."""
        self._shown = (-1, "")

    def show_problem(self, problem: Problem | None, place: str) -> None:
        """Outlines the control of a place and takes the outline from all others."""
        for each in (*self._question.values(), *self._models.values()):
            each.show_error(_short(problem) if problem is not None and self.at(place) is each else "")

    def show_notes(self, notes: Mapping[str, str]) -> None:
        """What to know beside fields of the question, by place."""
        for place, field in self._question.items():
            field.show_note(notes.get(place, ""))

    def at(self, place: str) -> Field | None:
        """The control that stands for a place, or for the table around it."""
        found = self.field(place)
        while found is None and "." in place:
            place = place.rpartition(".")[0]
            found = self.field(place)
        return found

    def first_wrong(self) -> str | None:
        """The place of the first control whose text is no value."""
        fields = (*self._question.values(), *self._models.values())
        return next((field.place for field in fields if field.wrong), None)

    def focus(self, place: str) -> None:
        """Puts the focus into the control of a place and scrolls to it."""
        field = self.at(place)
        if field is None:
            return
        target = field.control
        if isinstance(target, Toggles):
            target = target.button(field.setting.choices[0])
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_own(self, place: str, value: Any) -> None:
        """Name and device belong to the start of a study, not to its file."""
        if place == "name":
            self.name = value or ""
        else:
            self.device = value or "auto"
        field = self._question[place]
        field.dot.hide()


def _head(title: str) -> QFrame:
    made = QFrame()
    inside = QVBoxLayout(made)
    inside.setContentsMargins(0, 4, 0, 2)
    inside.addLayout(row(label(title, "caption", "muted", semibold=True), None))
    made.setFixedHeight(look().px(24))
    return made


def _model_field(place: str, setting: Setting) -> Field:
    field = Field(place, setting, setting.name, described(setting.help), name_width=150)
    if setting.name == "scopes":
        field.set_choices([(scope, words.scope(scope)) for scope in setting.choices])
    return field


def _short(problem: Problem) -> str:
    """The reason alone where the place is in sight, else the whole sentence."""
    reason = problem.values.get("reason", "")
    if problem.code == "config-field" and reason:
        return f"{reason[:1].upper()}{reason[1:]}."
    return sentence(problem)
