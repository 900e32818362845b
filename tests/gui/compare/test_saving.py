"""A plot leaves the window: into the clipboard, as PNG, SVG, PDF and CSV."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QFileDialog

from gui.compare.controller import CompareScreen
from gui.main_window import MainWindow
from gui.widgets.plot_files import Form
from tests.gui.compare.conftest import Run

METRICS = ("f1", "precision", "recall")


def answer(monkeypatch: pytest.MonkeyPatch, out: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(out), "")))


@pytest.mark.parametrize("metric", METRICS)
def test_every_plot_copies_its_values_with_the_names_of_the_runs(compare: Run, metric: str) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        screen.curves.menus[metric].copy()
        lines = [line.split("\t") for line in QApplication.clipboard().text().splitlines()]
        assert lines[0][0] == "K"
        assert set(lines[0][1:]) == {"EASE", "ItemKNN", "Category-pop", "MostPop"}
        assert len(lines) == 21
        assert screen._means is not None
        ease = next(row for row in screen._means.rows if screen._means.runs[row].name == "EASE")
        assert float(lines[7][lines[0].index("EASE")]) == pytest.approx(screen._means.curve(metric, ease)[6])

    compare(steps)


@pytest.mark.parametrize(("form", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF"), ("csv", b"K,")])
def test_a_plot_is_saved_whole_and_the_status_bar_says_where(
    compare: Run, form: Form, begins: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / f"Kurve 曲线.{form}"
    answer(monkeypatch, out)

    def steps(screen: CompareScreen, window: MainWindow) -> None:
        screen.curves.menus["f1"].ask_and_save(form)
        assert out.read_bytes().startswith(begins)
        assert str(out) in window.status_text()

    compare(steps)


def test_pictures_show_the_plot_with_its_title_and_the_names_of_the_runs(
    compare: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        answer(monkeypatch, tmp_path / "f1.svg")
        screen.curves.menus["f1"].ask_and_save("svg")
        text = (tmp_path / "f1.svg").read_text(encoding="utf-8")
        assert QSvgRenderer(str(tmp_path / "f1.svg")).isValid()
        assert "F1@K, Cross" in text
        assert all(name in text for name in ("EASE", "ItemKNN", "Category-pop", "MostPop"))
        answer(monkeypatch, tmp_path / "f1.png")
        screen.curves.menus["f1"].ask_and_save("png")
        picture = QImage(str(tmp_path / "f1.png"))
        assert picture.width() == 2 * screen.curves.f1.width()
        assert screen.curves.f1._cursor.isVisible()

    compare(steps)


def test_a_csv_of_a_plot_is_read_back_as_it_was(compare: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "recall.csv"
    answer(monkeypatch, out)

    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        screen.curves.menus["recall"].ask_and_save("csv")
        with out.open(newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))
        names, values = screen.curves.recall.values()
        assert rows[0] == names
        assert [[float(cell) for cell in row] for row in rows[1:]] == [pytest.approx(row) for row in values]

    compare(steps)


def test_a_place_that_cannot_be_written_is_a_problem_in_words(
    compare: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "nowhere" / "f1.png"
    answer(monkeypatch, out)

    def steps(screen: CompareScreen, window: MainWindow) -> None:
        screen.curves.menus["f1"].ask_and_save("png")
        assert window.jobs.problems[0].problem.code == "out-unwritable"
        assert str(out) in window.status_text()
        assert not out.parent.exists()

    compare(steps)


def test_a_plot_without_a_line_offers_nothing_to_save(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        screen.page.filter.setText("no such run")
        menu = screen.curves.menus["f1"].menu()
        assert not any(entry.isEnabled() for entry in menu.actions())
        menu.deleteLater()

    compare(steps)
