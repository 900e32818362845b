"""A report from the window: one act, and it says what the Compare screen says, in its colours."""

from __future__ import annotations

import re
from html import unescape
from importlib import resources
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from gui import theme
from gui.language import Language
from gui.main_window import MainWindow
from tests.gui.conftest import App, wait_until


def asks(monkeypatch: pytest.MonkeyPatch, out: Path | str) -> None:
    """Answers the dialog for the file."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(out), ""))


def texts(html: str, part: str) -> str:
    """What a paragraph of the verdict says."""
    inside = html.split('id="verdict"', 1)[1].split("</div>", 1)[0]
    found = re.findall(r"<p[^>]*>(.*?)</p>", inside, flags=re.DOTALL)
    wanted = {"sentence": found[0], "title": found[1], "evidence": found[2]}[part]
    return unescape(re.sub(r"<[^>]*>", "", wanted))


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_report_says_what_the_compare_screen_says(
    app: App, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    out = tmp_path / "report.html"

    def steps(window: MainWindow) -> None:
        window.use_language(language)
        window.open_screen("compare")
        screen = window.shown_screen("compare")
        wait_until(lambda: screen.evidence.claims is not None)  # type: ignore[union-attr]
        asks(monkeypatch, out)
        window._actions.report.trigger()
        wait_until(lambda: not window.jobs.live())
        panel = screen.page.verdict  # type: ignore[union-attr]
        html = out.read_text(encoding="utf-8")
        assert texts(html, "sentence") == panel.sentence.text()
        assert texts(html, "evidence") == panel.evidence.text().replace("。 ", "。")

    assert app(steps, "--workspace", str(workspace)) == 0


def test_a_saved_report_can_be_opened_from_the_line_that_says_so(
    app: App, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, opened = tmp_path / "report.html", []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda place: opened.append(place))

    def steps(window: MainWindow) -> None:
        asks(monkeypatch, out)
        menu = window.acts.menu_for("study", window.selection.study_id)
        (act,) = [action for action in menu.actions() if action.text() == "Write report…"]
        act.trigger()
        wait_until(lambda: "Saved the report" in window.status_text())
        window._status._on_offer_taken()
        assert opened == [QUrl.fromLocalFile(str(out))]

    assert app(steps, "--workspace", str(workspace)) == 0


def test_a_dialog_left_without_a_file_writes_nothing(
    app: App, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def steps(window: MainWindow) -> None:
        asks(monkeypatch, "")
        window.reports.write()
        assert not window.jobs.live()

    assert app(steps, "--workspace", str(workspace)) == 0


def test_the_page_has_the_colours_of_the_themes() -> None:
    style = (resources.files("resources") / "report" / "report.css").read_text(encoding="utf-8")
    light, dark = style.split("prefers-color-scheme: dark", 1)
    for text, tokens in ((light, theme.LIGHT), (dark, theme.DARK)):
        given = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", text))
        series = [given.pop(f"series-{number}") for number in range(1, 9)]
        assert series == [each.lower() for each in tokens.series]
        assert given == {name: getattr(tokens, name.replace("-", "_")).lower() for name in given}
