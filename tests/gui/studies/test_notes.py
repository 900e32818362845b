"""What the form says beside a choice, and what the plots of a study that learns offer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from gui.main_window import MainWindow
from gui.studies.controller import StudiesScreen, templates
from gui.studies.fields import Field, Toggles
from gui.studies.form import StudyFormScreen
from gui.studies.live import Live
from tests.gui.conftest import App, settle, wait_until


def quick(window: MainWindow) -> StudyFormScreen:
    """The form, started from the quick study, whose Pipeline is ranked in Cross and All."""
    window.open_screen("studies")
    screen = window.shown_screen("studies")
    assert isinstance(screen, StudiesScreen)
    screen.new_study()
    screen.form.open_template(templates()[0])
    wait_until(lambda: bool(screen.form.draft and screen.form.draft.models and screen.form.check))
    return screen.form


def field(form: StudyFormScreen, place: str) -> Field:
    found = form.fields.field(place)
    assert found is not None
    return found


def test_a_recommender_that_a_scope_leaves_out_is_named_beside_the_scopes(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        form = quick(window)
        note = field(form, "protocol.scopes").note
        assert note.text().startswith("Pipeline is not ranked in In, Repeat")
        assert "add it to its own scopes" in note.text()
        scopes = field(form, "protocol.scopes").control
        assert isinstance(scopes, Toggles)
        for name in ("in", "repeat"):
            scopes.button(name).click()
        assert note.isHidden()

    assert app(steps, "--workspace", str(workspace)) == 0


def test_where_the_primary_scope_leaves_a_recommender_out_the_form_says_what_it_is_validated_in(
    app: App, workspace: Path
) -> None:
    def steps(window: MainWindow) -> None:
        form = quick(window)
        primary = field(form, "primary.scope")
        assert primary.note.isHidden()
        form._on_changed("primary.scope", "repeat")
        assert primary.note.text() == "Pipeline is not ranked here; it is validated in Cross."

    assert app(steps, "--workspace", str(workspace)) == 0


def test_the_values_of_a_learning_plot_can_be_copied(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        window.open_screen("studies")
        settle()
        screen = window.shown_screen("studies")
        assert isinstance(screen, StudiesScreen)
        live, follower = Live(), screen.follower
        live.meet("Pipeline")
        for step, value in ((1.0, 0.02), (2.0, 0.03)):
            from engine.session import MetricPoint

            live.take_metric(MetricPoint(1, "Pipeline", "validation f1@10", step, value))
        screen.page.live.validation.show_live(live, "best so far {0}, epoch {1}")
        follower.menus[0].copy()
        rows = QApplication.clipboard().text().splitlines()
        assert rows[0] == "epoch\tPipeline"
        assert rows[1:] == ["1\t0.02", "2\t0.03"]
        assert [act.text() for act in follower.menus[0].menu().actions() if act.text()][1:] == [
            "Save as PNG…",
            "Save as SVG…",
            "Save as PDF…",
            "Save values as CSV…",
        ]

    assert app(steps, "--workspace", str(workspace)) == 0


def test_a_form_opened_after_a_change_of_language_speaks_the_new_one(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        form = quick(window)
        assert form.fields.field("seeds").control.accessibleName() == "Seeds"  # type: ignore[union-attr]
        form.page.cancel.click()
        window.use_language("zh_CN")
        settle()
        form = quick(window)
        assert form.fields.field("seeds").control.accessibleName() == "随机种子"  # type: ignore[union-attr]

    assert app(steps, "--workspace", str(workspace)) == 0


def test_the_form_says_how_small_a_difference_the_study_would_find(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        form = quick(window)
        wait_until(lambda: "It would find a difference of" in form.page.remark.text())
        assert "in F1@10 (EASE against MostPop in the validation, " in form.page.remark.text()
        first = form.page.remark.text()
        form._on_changed("primary.k", 20)
        wait_until(lambda: "in F1@20 (" in form.page.remark.text())
        assert form.page.remark.text() != first

    assert app(steps, "--workspace", str(workspace)) == 0
