"""Split and summary: the time line with its cuts, who would be evaluated, the name, and the recipe."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from engine.session import Problem
from engine.session.messages.checking import CheckView
from engine.session.messages.importing import RecipeQuery, RecipeView, SplitQuery, SplitView
from gui import words
from gui.data import sentences
from gui.data.check_step import CheckStep
from gui.data.draft import with_name
from gui.data.split_view import SplitPage
from gui.data.step import ImportState, Step
from gui.problems import sentence
from gui.widgets.states import StatesWidget

__all__ = ["SplitStep"]

SPLIT, RECIPE = "import split", "import recipe"
REST_MS = 150  # of a handle or a name before it is asked about


class SplitStep(Step):
    """Asks what each cut would evaluate; a name that the recipe refuses stands in the way."""

    def __init__(self, state: ImportState, check: CheckStep) -> None:
        super().__init__(state)
        self._check = check
        self.page = SplitPage()
        self.states = StatesWidget(self.page)
        self.view = self.states
        self.answer: SplitView | None = None
        self.cuts: tuple[str | None, str | None] = (None, None)
        self._shown: CheckView | None = None
        self._problem: Problem | None = None
        self._rest, self._named = QTimer(self, singleShot=True), QTimer(self, singleShot=True)
        for timer, act in ((self._rest, self._ask), (self._named, self._ask_recipe)):
            timer.setInterval(REST_MS)
            timer.timeout.connect(act)
        self.page.timeline.cuts_moved.connect(self._on_cuts_moved)
        self.page.reset.clicked.connect(self._on_reset)
        self.page.name.textChanged.connect(self._on_named)

    def name(self) -> str:
        return self.tr("Split and summary")

    def entered(self) -> None:
        checked = self._check.answer
        assert checked is not None, "the check stands in the way before"
        if checked is not self._shown:
            self._shown, self.answer = checked, None
            self.states.show_loading(self.tr("Reading the time line…"))
        if self.page.name.text() != self.state.name:
            self.page.name.setText(self.state.name)
        self.page.show_summary(checked)
        self._ask()
        self._ask_recipe()

    def blocker(self) -> str:
        if self._problem is not None:
            return sentence(self._problem)
        return "" if self.page.name.text().strip() else self.tr("Give the dataset a name.")

    def go_to_blocker(self) -> None:
        self.page.name.setFocus()

    def total(self) -> str:
        checked = self._check.answer
        if checked is None:
            return ""
        rows = self.tr("%Ln rows", "", checked.rows_out)
        size, seconds = sentences.file_size(checked.bytes), words.duration(checked.seconds)
        return self.tr("{0}, about {1} on disk, {2} to import.").format(rows, size, seconds)

    def panels(self) -> list[QWidget]:
        return [self.page.name, self.page.timeline.test, self.page.by_level]

    def retranslate(self) -> None:
        self.page.retranslate()
        if self.answer is not None:
            self.page.show_split(self.answer, self._level())

    # what happens

    def _on_cuts_moved(self, validation: str, test: str) -> None:
        self.cuts = (test, validation or None)
        self.page.reset.setVisible(True)
        self._rest.start()

    def _on_reset(self) -> None:
        self.cuts = (None, None)
        self.page.reset.setVisible(False)
        self._ask()

    def _on_named(self, text: str) -> None:
        self.state.set_draft(with_name(self.state.draft, text.strip()))
        self._named.start()
        self.changed.emit()

    def _ask(self) -> None:
        checked = self._check.answer
        if checked is not None:
            test, validation = self.cuts
            query = SplitQuery(checked.folder, self.state.draft, test, validation)
            self.state.bridge.ask(query, SPLIT, self._on_split, self._on_refused)

    def _ask_recipe(self) -> None:
        self.state.bridge.ask(RecipeQuery(self.state.draft), RECIPE, self._on_recipe, self._on_recipe_refused)

    def _on_split(self, answer: SplitView) -> None:
        self.answer = answer
        self.page.show_split(answer, self._level())
        self.states.show_filled()
        self.changed.emit()

    def _on_refused(self, problem: Problem) -> None:
        if self.answer is None:
            self.states.show_error(problem, self.tr("Read again"), self._ask)
        else:
            self.page.say(sentence(problem))

    def _on_recipe(self, answer: RecipeView) -> None:
        self._problem = answer.problem
        self.page.show_recipe(answer.toml, sentence(answer.problem) if answer.problem else "")
        self.changed.emit()

    def _on_recipe_refused(self, problem: Problem) -> None:
        self._problem = problem
        self.page.show_recipe("", sentence(problem))
        self.changed.emit()

    def _level(self) -> str:
        checked = self._check.answer
        return (checked.level or "") if checked is not None else ""
