"""The tables of the leak audit: findings, recommenders, what a leak is worth, and the rows behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.session.messages.auditing import AuditView, LeakExample, LeakFinding, LeakTrial, Shift
from gui import words
from gui.compare.leak_texts import finding_sentence, name, severity, trial_sentence
from gui.models import Cell, CellModel, Whisker

__all__ = [
    "ICONS",
    "TONES",
    "ExamplesModel",
    "FindingsModel",
    "Fits",
    "FitsModel",
    "TrialsModel",
    "first_change",
    "metric_title",
    "severity_cell",
]

translate = QCoreApplication.translate
ICONS = {"leak": "error", "note": "warning", "passed": "check"}
TONES = {"leak": "negative", "note": "warning", "passed": "positive"}


def severity_cell(kind: str) -> Cell:
    """A verdict as shape, colour and word."""
    return Cell(severity(kind), icon=ICONS[kind], tone=TONES[kind])


class FindingsModel(CellModel):
    """Leaks, then what nobody can tell, then one line for all that passed, which opens.

    Attributes:
        opened: whether the passed checks stand under their line.
    """

    def __init__(self) -> None:
        super().__init__()
        self._findings: Sequence[LeakFinding] = ()
        self._windows = False
        self.opened = False

    def set_view(self, view: AuditView) -> None:
        """Shows the findings of an audit; the passed ones folded."""
        self._findings, self.opened = view.findings, False
        self._windows = len({finding.window for finding in view.findings}) > 1
        self._put()

    def finding(self, row: int) -> LeakFinding | None:
        """The finding in a row; None on the line of the passed ones and where there is no row."""
        position = int(self.order[row]) if 0 <= row < len(self.order) else len(self._findings)
        return self._findings[position] if position < len(self._findings) else None

    def fold_row(self) -> int:
        """The row of the line that opens; -1 where nothing passed."""
        return self.row_of(len(self._findings))

    def toggle(self) -> None:
        """Opens the passed checks, or folds them."""
        self.opened = not self.opened
        self._put()

    def passed(self) -> int:
        """How many checks passed."""
        return len(self._of("passed"))

    def titles(self) -> list[str]:
        return [
            translate("Leaks", "Verdict"),
            translate("Leaks", "Looked for"),
            translate("Leaks", "How many"),
            translate("Leaks", "Found"),
        ]

    def right_aligned(self, column: int) -> bool:
        return column == 2

    def cell(self, position: int, column: int) -> Cell:
        if position == len(self._findings):
            return self._fold_cell(column)
        finding = self._findings[position]
        match column:
            case 0:
                return severity_cell(finding.severity)
            case 1:
                window = words.moment(finding.window) if self._windows else ""
                return Cell(name(finding.key), semibold=finding.severity == "leak", remark=window)
            case 2:
                if not finding.count:
                    return Cell("", right=True)
                text = translate("Leaks", "{0} of {1}")
                return Cell(text.format(words.count(finding.count), words.count(finding.total)), right=True)
            case _:
                sentence = finding_sentence(finding)
                return Cell(sentence, tip=sentence, tone="muted" if finding.severity == "passed" else "text")

    def _fold_cell(self, column: int) -> Cell:
        match column:
            case 0:
                return severity_cell("passed")
            case 1:
                icon = "chevron-down" if self.opened else "chevron-right"
                return Cell(self.tr("%Ln checks", "", self.passed()), icon=icon)
            case 2:
                return Cell()
            case _:
                text = translate("Leaks", "Enter folds them") if self.opened else translate("Leaks", "Enter shows them")
                return Cell(text, tone="muted")

    def _of(self, kind: str) -> list[int]:
        return [place for place, finding in enumerate(self._findings) if finding.severity == kind]

    def _put(self) -> None:
        passed = self._of("passed")
        lines = [*self._of("leak"), *self._of("note"), *([len(self._findings)] if passed else [])]
        self.reset_rows(np.array([*lines, *(passed if self.opened else [])], np.intp))


class TrialsModel(CellModel):
    """One row a recommender: what changed when everything that must not train was permuted."""

    def __init__(self) -> None:
        super().__init__()
        self._trials: Sequence[LeakTrial] = ()

    def set_view(self, view: AuditView) -> None:
        """Shows the recommenders; those that leak first."""
        self._trials = view.trials
        ranked = [list(ICONS).index(trial.severity) for trial in view.trials]
        self.reset_rows(np.argsort(np.array(ranked, np.intp), kind="stable"))

    def trial(self, row: int) -> LeakTrial | None:
        """The recommender in a row."""
        return self._trials[int(self.order[row])] if 0 <= row < len(self.order) else None

    def titles(self) -> list[str]:
        metric = metric_title(self._trials[0].metric) if self._trials else ""
        return [
            translate("Leaks", "Verdict"),
            translate("Leaks", "Recommender"),
            translate("Leaks", "Other lists"),
            translate("Leaks", "Other scores"),
            metric,
            translate("Leaks", "permuted"),
            translate("Leaks", "First change"),
        ]

    def right_aligned(self, column: int) -> bool:
        return 2 <= column <= 5

    def header_tip(self, column: int) -> str:
        if column in (2, 3):
            return translate("Leaks", "Shoppers for whom it gives something else after the future was permuted")
        return translate("Leaks", "Of the same shoppers, where lists changed") if column in (4, 5) else ""

    def cell(self, position: int, column: int) -> Cell:
        trial = self._trials[position]
        told = trial_sentence(trial)
        match column:
            case 0:
                return severity_cell(trial.severity)
            case 1:
                return Cell(trial.run, tip=told, semibold=trial.severity == "leak")
            case 2 | 3 if trial.severity == "note":
                return Cell("", right=True, tip=told)
            case 2 | 3:
                count = trial.lists if column == 2 else trial.scores
                return Cell(words.count(count), right=True, tone="text" if count else "muted", tip=told)
            case 4 | 5 if trial.moved is not None:
                return Cell(words.metric(trial.moved.first if column == 4 else trial.moved.second), right=True)
            case 4 | 5:
                return Cell("", right=True, tip=translate("Leaks", "Its lists did not change."))
            case _:
                change = first_change(trial)
                return Cell(change, tip=change)


def metric_title(metric: str) -> str:
    """f1@10 → F1@10."""
    kind, at, k = metric.partition("@")
    return f"{words.METRIC_TITLES.get(kind, kind)}{at}{k}"


def first_change(trial: LeakTrial) -> str:
    """The first place of a list that changed, in words; nothing where none did."""
    if trial.first is None:
        return ""
    text = translate("Leaks", "shopper {0}, rank {1}: {2} became {3}")
    none = translate("Leaks", "nothing")
    return text.format(
        trial.first.user, words.count(trial.first.rank), trial.first.item or none, trial.first.permuted or none
    )


class Fits(NamedTuple):
    """Two fits of a recommender, and the metric of both."""

    name: str
    shift: Shift


class FitsModel(CellModel):
    """Two scores beside each other, with their difference and its interval on a scale that all rows share."""

    def __init__(self) -> None:
        super().__init__()
        self._fits: Sequence[Fits] = ()
        self._heads = ("", "")
        self._scale = (0.0, 1.0)

    def set_fits(self, fits: Sequence[Fits], first: str, second: str) -> None:
        """Shows fits.

        Args:
            first, second: what the two scores are called.
        """
        self._fits, self._heads = fits, (first, second)
        low = min((each.shift.low for each in fits), default=0.0)
        high = max((each.shift.high for each in fits), default=0.0)
        low, high = min(low, 0.0), max(high, 0.0)
        self._scale = (low, high if high > low else low + 1.0)
        self.reset_rows(np.arange(len(fits), dtype=np.intp))

    def titles(self) -> list[str]:
        fitted, difference = translate("Leaks", "Fitted"), translate("Leaks", "difference")
        return [fitted, *self._heads, difference, translate("Leaks", "95 % interval")]

    def right_aligned(self, column: int) -> bool:
        return 1 <= column <= 3

    def cell(self, position: int, column: int) -> Cell:
        fits = self._fits[position]
        shift = fits.shift
        apart = shift.low > 0 or shift.high < 0
        match column:
            case 0:
                return Cell(fits.name, tip=fits.name)
            case 1 | 2:
                return Cell(words.metric(shift.first if column == 1 else shift.second), right=True)
            case 3:
                return Cell(words.signed(shift.difference, 4), right=True, semibold=apart)
            case _:
                interval = translate("Leaks", "{0} to {1}").format(
                    words.signed(shift.low, 4), words.signed(shift.high, 4)
                )
                places = (self._place(each) for each in (shift.low, shift.difference, shift.high, 0.0))
                tone = "warning" if apart else "muted"
                return Cell(whisker=Whisker(*places), tone=tone, tip=interval, spoken=interval)

    def _place(self, value: float) -> float:
        low, high = self._scale
        return 0.04 + 0.92 * (value - low) / (high - low)


class ExamplesModel(CellModel):
    """Rows of the log, as the source names them."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[LeakExample] = ()

    def set_rows(self, rows: Sequence[LeakExample]) -> None:
        """Shows at most as many as an audit keeps."""
        self._rows = rows
        self.reset_rows(np.arange(len(rows), dtype=np.intp))

    def titles(self) -> list[str]:
        return [
            translate("Leaks", "Row"),
            translate("Leaks", "Shopper"),
            translate("Leaks", "Item"),
            translate("Leaks", "Time"),
        ]

    def right_aligned(self, column: int) -> bool:
        return column == 0

    def cell(self, position: int, column: int) -> Cell:
        example = self._rows[position]
        match column:
            case 0:
                return Cell(words.count(example.row), right=True, tone="muted")
            case 1:
                return Cell(example.user, tip=example.user)
            case 2:
                title = words.softened(example.title) if example.title else example.item
                return Cell(title, remark=example.item, tip=words.beside(title, example.item))
            case _:
                return Cell(words.moment(example.time), tone="muted")
