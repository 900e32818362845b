"""The recommenders of a draft at work: the table, adding, doubling, removing, and the settings of the selected one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from engine.session.messages.studies import ModelForm, StudyCheck, StudyForm
from gui.studies.draft import Draft
from gui.studies.form_fields import FormFields
from gui.studies.form_models import FormModels, shown_name
from gui.studies.form_view import FormPage
from gui.studies.settings import described

__all__ = ["FormRecommenders"]


class FormRecommenders(QObject):
    """Changes the models of a draft; `changed` follows each change of their number."""

    changed = Signal()

    def __init__(
        self,
        page: FormPage,
        fields: FormFields,
        on_value: Callable[[str, Any], None],
        on_misread: Callable[[str, bool], None],
    ) -> None:
        super().__init__(page)
        self._page, self._fields = page, fields
        self._on_value, self._on_misread = on_value, on_misread
        self.model = FormModels()
        self.draft: Draft | None = None
        self.form: StudyForm | None = None
        self._check: StudyCheck | None = None
        page.models.setModel(self.model)
        page.add.clicked.connect(self._on_add)
        page.double.clicked.connect(self._on_double)
        page.remove.clicked.connect(self._on_remove)
        page.models.selectionModel().currentRowChanged.connect(lambda _now, _before: self.show_settings())

    @property
    def kinds(self) -> Mapping[str, ModelForm]:
        """The registered models by name."""
        return {form.model: form for form in self.form.models} if self.form else {}

    @property
    def number(self) -> int:
        """The model whose settings are shown, or -1."""
        row = self._page.models.currentIndex().row()
        return row if self.draft is not None and 0 <= row < len(self.draft.models) else -1

    def add(self, form: ModelForm) -> None:
        """Puts a model into the draft and shows its settings."""
        assert self.draft is not None
        self._after(self.draft.add_model(form))

    def select(self, number: int) -> None:
        """Shows the settings of a model."""
        if number >= 0:
            self._page.models.setCurrentIndex(self.model.index(number, 0))
        self.show_settings()

    def show(self, check: StudyCheck | None) -> None:
        """Draws the table with what the last check found."""
        self._check = check
        if self.draft is None:
            return
        wrong: frozenset[int] = frozenset()
        if check is not None and check.problem is not None and check.field.startswith("models."):
            wrong = frozenset([int(check.field.split(".")[1]) - 1])
        facts = check.facts if check else None
        held = self._page.models.currentIndex().row()
        self.model.show(self.draft.models, self.kinds, facts.runs if facts else (), wrong)
        if self._page.models.currentIndex().row() < 0 <= held < self.model.rowCount():
            self._page.models.setCurrentIndex(self.model.index(held, 0))  # other rows have come below it
        self._enable()

    def show_settings(self) -> None:
        """The settings of the selected model."""
        if self.draft is None or self.form is None:
            return
        number, panel = self.number, self._page.settings
        model = self.draft.models[number] if number >= 0 else {}
        form = self.kinds.get(str(model.get("model", "")))
        panel.title.setText(shown_name(model, self.kinds) if number >= 0 else self.tr("Settings"))
        panel.caption.setText(described(form.help) if form else self.tr("Select or add a recommender."))
        self._fields.show_model(number, model, form, self._on_value, self._on_misread)
        self._enable()
        if self._check is not None:
            self._fields.show_problem(self._check.problem, self._check.field)

    def _enable(self) -> None:
        own = self.number >= 0
        self._page.double.setEnabled(own)
        self._page.remove.setEnabled(own)

    def _on_add(self) -> None:
        menu = QMenu(self._page)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.setToolTipsVisible(True)
        for form in self.form.models if self.form else ():
            menu.addAction(form.title, partial(self.add, form)).setToolTip(described(form.help))
        menu.popup(self._page.add.mapToGlobal(self._page.add.rect().bottomLeft()))

    def _on_double(self) -> None:
        if self.draft is not None and self.number >= 0:
            title = shown_name(self.draft.models[self.number], self.kinds)
            self._after(self.draft.double_model(self.number, title))

    def _on_remove(self) -> None:
        if self.draft is not None and (number := self.number) >= 0:
            self.draft.remove_model(number)
            self._after(min(number, len(self.draft.models) - 1))

    def _after(self, number: int) -> None:
        self._fields.forget_models()
        self.show(None)
        self.select(number)
        self.changed.emit()
