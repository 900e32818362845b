"""Roles: which column is what, as guessed and as a person may say otherwise."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from engine.session import Problem
from engine.session.messages.importing import RolesQuery, RolesView, TableName
from gui.data import sentences
from gui.data.draft import source_of, with_guesses, with_role
from gui.data.roles_view import RolesPage
from gui.data.step import ImportState, Step
from gui.problems import sentence
from gui.widgets.states import StatesWidget

__all__ = ["RolesStep"]

KEY = "import roles"


class RolesStep(Step):
    """Asks anew at each change, for the share of ids that match depends on the roles."""

    def __init__(self, state: ImportState) -> None:
        super().__init__(state)
        self.page = RolesPage()
        self.states = StatesWidget(self.page)
        self.view = self.states
        self.answer: RolesView | None = None
        self._asked: RolesQuery | None = None
        self._sources: tuple[str, str] = ("", "")
        self._failed = ""
        self.page.role_chosen.connect(self._on_role_chosen)

    def name(self) -> str:
        return self.tr("Roles")

    def entered(self) -> None:
        sources = (source_of(self.state.draft, "interactions"), source_of(self.state.draft, "items"))
        if sources != self._sources:
            self.answer, self._sources = None, sources
        if self.answer is None:
            self.states.show_loading(self.tr("Reading the columns…"))
        self._ask()

    def blocker(self) -> str:
        if self._failed:
            return self._failed
        if self.answer is None:
            return self.tr("The columns are being read.")
        missing = self._missing()
        if missing:
            return sentences.missing_role(missing[0])
        return ""

    def go_to_blocker(self) -> None:
        missing = self._missing()
        table: TableName = "items" if missing and missing[0].startswith("items") else "interactions"
        self.page.go_to(table)

    def total(self) -> str:
        if self.answer is None:
            return ""
        columns = (*self.answer.interactions, *self.answer.items)
        used = sum(bool(column.role) for column in columns)
        return self.tr("%Ln columns used, ", "", used) + self.tr("%Ln left aside.", "", len(columns) - used)

    def panels(self) -> list[QWidget]:
        return self.page.panels()

    def retranslate(self) -> None:
        self.page.retranslate()

    def _missing(self) -> tuple[str, ...]:
        """Roles that are needed: those of the interactions, and the item of the items, if there are any."""
        if self.answer is None:
            return ()
        missing = [role for role in self.answer.missing if not role.startswith("items")]
        lacks = self.answer.items and all(column.role != "item" for column in self.answer.items)
        return (*missing, *(("items-item",) if lacks else ()))

    def _on_role_chosen(self, table: TableName, column: str, role: str) -> None:
        if self.answer is None:
            return
        columns = self.answer.items if table == "items" else self.answer.interactions
        self.state.set_draft(with_role(self.state.draft, table, column, role, columns))
        self._ask()

    def _ask(self) -> None:
        query = RolesQuery(self.state.draft)
        if query == self._asked and self.answer is not None and not self._failed:
            self.states.show_filled()
            self.changed.emit()
            return
        self._asked = query
        self.state.bridge.ask(query, KEY, self._on_answer, self._on_refused)
        self.changed.emit()

    def _on_answer(self, answer: RolesView) -> None:
        draft = with_guesses(self.state.draft, "interactions", answer.interactions)
        draft = with_guesses(draft, "items", answer.items)
        if draft != self.state.draft:  # a table that has just been put into its place takes what was guessed of it
            self.state.set_draft(draft)
            self._ask()
            return
        self._failed, self.answer = "", answer
        self.page.show_roles(answer)
        self.states.show_filled()
        self.changed.emit()

    def _on_refused(self, problem: Problem) -> None:
        self._failed, self._asked = sentence(problem), None
        if self.answer is None:
            self.states.show_error(problem, self.tr("Read the columns again"), self._ask)
        self.changed.emit()
