"""What the window can be asked to do, as actions: menus, shortcuts, and the menu of the rail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from gui.language import LANGUAGES, Language, current
from gui.shell.shortcuts import Shortcuts
from gui.style import Choice, look

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.shell.help import Group

__all__ = ["Actions"]

THEMES: tuple[Choice, ...] = ("system", "light", "dark")


class Actions(QObject):
    """All actions of the window. The menu bar is hidden until Alt where the desktop has none of its own."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.screens = {
            name: self._action(lambda name=name: window.open_screen(name), f"Ctrl+{index + 1}")
            for index, name in enumerate(window.SCREENS)
        }
        self.sample = self._action(window.run_sample)
        self.data = self._action(lambda: window.import_files(()), "Ctrl+I")
        self.recipe = self._action(window.choose_recipe, "Ctrl+Shift+I")
        self.export = self._action(self._export, "Ctrl+E")
        self.report = self._action(window.reports.write, "Ctrl+Shift+E")
        self.workspace = self._action(window.choose_workspace, "Ctrl+O")
        self.quit = self._action(window.close, QKeySequence.StandardKey.Quit)
        self.jobs = self._action(lambda: window.toggle_dock("jobs"), "Ctrl+J")
        self.log = self._action(lambda: window.toggle_dock("log"), "Ctrl+L")
        self.problems = self._action(lambda: window.toggle_dock("problems"), "Ctrl+Shift+M")
        self.next_panel = self._action(lambda: window.step_panel(1), "F6")
        self.last_panel = self._action(lambda: window.step_panel(-1), "Shift+F6")
        self.help = self._action(self.show_help, QKeySequence.StandardKey.HelpContents)
        self._themes = self._choices({name: look().choice == name for name in THEMES}, look().choose)
        self._languages = self._choices({name: current() == name for name in LANGUAGES}, window.use_language)
        self.file_menu, self.view_menu = QMenu(window), QMenu(window)
        self.theme_menu, self.language_menu, self.help_menu = QMenu(window), QMenu(window), QMenu(window)
        self._shortcuts = Shortcuts(window, self.findChildren(QAction))
        self._fill()
        self.retranslate()

    def retranslate(self) -> None:
        """Texts in the window's language."""
        for name, action in self.screens.items():
            action.setText(self._window.screen_name(name))
        self.sample.setText(self.tr("Run the sample"))
        self.data.setText(self.tr("Import data…"))
        self.recipe.setText(self.tr("Import from a recipe…"))
        self.export.setText(self.tr("Export lists…"))
        self.report.setText(self.tr("Write report…"))
        self.workspace.setText(self.tr("Open another workspace…"))
        self.quit.setText(self.tr("Quit"))
        self.jobs.setText(self.tr("Jobs"))
        self.log.setText(self.tr("Log"))
        self.problems.setText(self.tr("Problems"))
        self.next_panel.setText(self.tr("Next panel"))
        self.last_panel.setText(self.tr("Previous panel"))
        self.help.setText(self.tr("Keyboard shortcuts"))
        self.help_menu.setTitle(self.tr("&Help"))
        self.file_menu.setTitle(self.tr("&File"))
        self.view_menu.setTitle(self.tr("&View"))
        self.theme_menu.setTitle(self.tr("Theme"))
        self.language_menu.setTitle(self.tr("Language"))
        names = {"system": self.tr("As the system"), "light": self.tr("Light"), "dark": self.tr("Dark")}
        for theme, action in self._themes.items():
            action.setText(names[theme])
        for action, own_name in zip(self._languages.values(), LANGUAGES.values(), strict=True):
            action.setText(own_name)

    def show_help(self) -> None:
        """Everything that can be done, with its keys."""
        from gui.shell.help import HelpDialog

        HelpDialog(self.groups(), self._window).open()

    def groups(self) -> list[Group]:
        """Every action by the title of its menu, and those that lists have."""
        found: list[Group] = []
        for menu in (self.file_menu, self.view_menu, self.theme_menu, self.language_menu, self.help_menu):
            acts = [act for act in menu.actions() if act.menu() is None and not act.isSeparator()]
            found.append((menu.title().replace("&", ""), acts))
        return [*found, (self.tr("In lists"), self._window.acts.keys())]

    def set_read_only(self, read_only: bool) -> None:
        """Greys what would change the workspace."""
        for action in (self.sample, self.data, self.recipe):
            action.setEnabled(not read_only)

    def _export(self) -> None:
        """As the button of the screen in front does it: for the shoppers that are in sight there, if it has such."""
        screen = self._window.shown_screen(self._window.current)
        of_screen = getattr(screen, "export", None)
        (of_screen or self._window.export_lists)()

    def _action(self, act: object, shortcut: str | QKeySequence.StandardKey | None = None) -> QAction:
        made = QAction(self)
        made.triggered.connect(lambda _checked=False: act())  # type: ignore[operator]
        if shortcut is not None:
            made.setShortcut(QKeySequence(shortcut))
        self._window.addAction(made)  # so that shortcuts work while the menu bar is hidden
        return made

    def _choices(self, choices: dict[Language, bool] | dict[Choice, bool], act: object) -> dict[str, QAction]:
        group = QActionGroup(self)
        made: dict[str, QAction] = {}
        for name, chosen in choices.items():
            action = QAction(self)
            action.setCheckable(True)
            action.setChecked(chosen)
            action.triggered.connect(lambda _checked=False, name=name: act(name))  # type: ignore[operator]
            group.addAction(action)
            made[name] = action
        return made

    def _fill(self) -> None:
        self.file_menu.addActions([self.sample, self.data, self.recipe, self.export, self.report])
        self.file_menu.addSeparator()
        self.file_menu.addActions([self.workspace, self.quit])
        self.theme_menu.addActions(list(self._themes.values()))
        self.language_menu.addActions(list(self._languages.values()))
        self.view_menu.addActions(list(self.screens.values()))
        self.view_menu.addSeparator()
        self.view_menu.addActions([self.jobs, self.log, self.problems])
        self.view_menu.addSeparator()
        self.view_menu.addActions([self.next_panel, self.last_panel])
        self.view_menu.addSeparator()
        self.view_menu.addMenu(self.theme_menu)
        self.view_menu.addMenu(self.language_menu)
        self.help_menu.addAction(self.help)
        bar = self._window.menuBar()
        bar.addMenu(self.file_menu)
        bar.addMenu(self.view_menu)
        bar.addMenu(self.help_menu)
