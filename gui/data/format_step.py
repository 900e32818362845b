"""Format: how each file is written, as it was found and as a person may say otherwise; the preview follows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from engine.session import Problem
from engine.session.messages.importing import FormatQuery, FormatView, RowsFrom, TableName
from gui import words
from gui.data import sentences
from gui.data.draft import format_of, source_of, with_format
from gui.data.format_view import FormatPage
from gui.data.step import ImportState, Step
from gui.problems import sentence
from gui.widgets.states import StatesWidget

__all__ = ["FormatStep", "recipe_value"]

KEY = "import format"
TABLES: tuple[TableName, ...] = ("interactions", "items")


class FormatStep(Step):
    """Asks anew at each change; what was read before stays until the new is there."""

    def __init__(self, state: ImportState) -> None:
        super().__init__(state)
        self.page = FormatPage()
        self.states = StatesWidget(self.page)
        self.view = self.states
        self.table: TableName = "interactions"
        self.rows_from: RowsFrom = "across"
        self.answers: dict[TableName, FormatView] = {}
        self._asked: dict[TableName, FormatQuery] = {}
        self._sources: dict[TableName, str] = {}
        self._failed = ""
        self.page.table_chosen.connect(self._on_table_chosen)
        self.page.rows_from_chosen.connect(self._on_rows_from_chosen)
        self.page.settings.chosen.connect(self._on_setting_chosen)
        self.page.settings.sniff.clicked.connect(self._on_sniff)
        self.page.dates.chosen.connect(self._on_reading_chosen)
        self.retranslate()

    def name(self) -> str:
        return self.tr("Format")

    def entered(self) -> None:
        if not source_of(self.state.draft, self.table):
            self.table = "interactions"
        self._show_tabs()
        self._ask()

    def left(self) -> None:
        """Writes down how an ambiguous date is read, for what was seen here is what shall be imported."""
        for table, answer in self.answers.items():
            times = answer.times
            if (
                times is not None
                and len(times.readings) > 1
                and "time_format" not in format_of(self.state.draft, table)
            ):
                chosen = times.readings[times.chosen].format
                self.state.set_draft(with_format(self.state.draft, table, "time_format", chosen))

    def blocker(self) -> str:
        if self._failed:
            return self._failed
        if self.table not in self.answers:
            return self.tr("The file is being read.")
        return ""

    def go_to_blocker(self) -> None:
        self.page.settings.go_in()

    def total(self) -> str:
        answer = self.answers.get(self.table)
        if answer is None:
            return ""
        lines = self._lines(answer)
        rows = self.tr("%Ln rows", "", len(answer.rows))
        if self.state.bridge.waits(KEY):
            return self.tr("{0}. Reading again…").format(lines)
        return self.tr("{0}. Preview of {1} read in {2} s.").format(lines, rows, f"{answer.seconds:.1f}")

    def _lines(self, answer: FormatView) -> str:
        """How long the file is; only a text file has lines."""
        if answer.raw:
            return self.tr("%Ln lines", "", answer.lines)
        return self.tr("%Ln rows", "", answer.lines)

    def panels(self) -> list[QWidget]:
        page = self.page
        return [page.settings.first(), page.dates.first(), page.tabs[self.table], page.preview]

    def retranslate(self) -> None:
        self.page.retranslate()
        self._show_tabs()
        answer = self.answers.get(self.table)
        if answer is not None:
            self._show(answer)

    # what happens

    def _on_table_chosen(self, table: str) -> None:
        self.table = "items" if table == "items" else "interactions"
        self._failed = ""
        self._show_tabs()
        answer = self.answers.get(self.table)
        if answer is not None:
            self._show(answer)
        self._ask()

    def _on_rows_from_chosen(self, rows_from: RowsFrom) -> None:
        self.rows_from = rows_from
        self._ask()

    def _on_setting_chosen(self, name: str, value: str) -> None:
        self._change(name, recipe_value(name, value))

    def _on_reading_chosen(self, index: int) -> None:
        answer = self.answers.get(self.table)
        if answer is not None and answer.times is not None:
            self.page.dates.mark(index)
            self.answers[self.table] = replace(answer, times=replace(answer.times, chosen=index))
            self._change("time_format", answer.times.readings[index].format or None)

    def _on_sniff(self) -> None:
        draft = self.state.draft
        for name in list(format_of(draft, self.table)):
            draft = with_format(draft, self.table, name, None)
        self.state.set_draft(draft)
        self._ask()

    def _change(self, name: str, value: Any) -> None:
        self.state.set_draft(with_format(self.state.draft, self.table, name, value))
        self._ask()

    def _ask(self) -> None:
        query = FormatQuery(self.state.draft, self.table, self.rows_from)
        if self._asked.get(self.table) == query and self.table in self.answers and not self._failed:
            self.states.show_filled()
            self.changed.emit()
            return
        asked = self.table
        self._asked[asked] = query
        source = source_of(query.draft, asked)
        if self._sources.get(asked) != source:
            self.answers.pop(asked, None)
        self._sources[asked] = source
        if asked not in self.answers:
            self.states.show_loading(self.tr("Reading the first lines of the file…"))
        self.state.bridge.ask(query, KEY, lambda answer: self._on_answer(asked, answer), self._on_refused)
        self.changed.emit()

    def _on_answer(self, table: TableName, answer: FormatView) -> None:
        self._failed = ""
        self.answers[table] = answer
        if table == self.table:
            self._show(answer)
            self.states.show_filled()
        self.changed.emit()

    def _on_refused(self, problem: Problem) -> None:
        self._failed = sentence(problem)
        self._asked.pop(self.table, None)
        if self.table in self.answers:
            self.page.settings.say(self._failed)
        else:
            self.states.show_error(problem, self.tr("Find the format again"), self._on_sniff)
        self.changed.emit()

    # what is shown

    def _show_tabs(self) -> None:
        sizes = {str(guess.path): sentences.file_size(guess.bytes) for guess in self.state.files}
        texts = {}
        for table in TABLES:
            source = source_of(self.state.draft, table)
            if source:
                name = source.replace("\\", "/").rpartition("/")[2]
                size = (sizes[source],) if source in sizes else ()
                texts[table] = (name, words.beside(sentences.table_name(table).lower(), *size))
        self.page.show_tabs(texts, self.table)

    def _show(self, answer: FormatView) -> None:
        page = self.page
        page.settings.show_settings(answer.settings)
        page.show_times(answer.times)
        page.show_raw(answer.raw, answer.delimiter)
        page.show_rows(answer)


def recipe_value(name: str, value: str) -> Any:
    """A choice of a setting as the recipe holds it: true and false, a list of texts, else the text."""
    match name:
        case "header":
            return value == "true"
        case "na":
            return [part.strip() for part in value.split(",")]
        case "thousands" | "decimal" if not value:
            return None
        case _:
            return value
