"""English and 简体中文: loads the translators and changes them while the window is open."""

from __future__ import annotations

from importlib import resources
from typing import Literal

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, QTranslator
from PySide6.QtWidgets import QApplication

__all__ = ["LANGUAGES", "Language", "current", "use"]

Language = Literal["en", "zh_CN"]
LANGUAGES: dict[Language, str] = {"en": "English", "zh_CN": "简体中文"}  # a language's own name is never translated

_installed: list[QTranslator] = []


def current() -> Language:
    """The language chosen, else the system's if there is a translation, else English."""
    kept = QSettings().value("language", "")
    if kept in LANGUAGES:
        return kept
    return "zh_CN" if QLocale.system().language() == QLocale.Language.Chinese else "en"


def use(app: QApplication, language: Language, remember: bool = False) -> None:
    """Installs a language; Qt then sends LanguageChange to every widget."""
    if remember:
        QSettings().setValue("language", language)
    for old in _installed:
        app.removeTranslator(old)
    _installed.clear()
    QLocale.setDefault(QLocale(QLocale.Language.Chinese if language == "zh_CN" else QLocale.Language.English))
    folder = str(resources.files("resources").joinpath("translations"))
    for name, where in (
        (f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        (f"crossaisle_{language}", folder),
    ):
        translator = QTranslator(app)
        if translator.load(name, where):
            app.installTranslator(translator)
            _installed.append(translator)
