"""English and 简体中文: loads the translators and changes them while the window is open."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from pathlib import Path
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
        old.deleteLater()
    _installed.clear()
    QLocale.setDefault(QLocale(QLocale.Language.Chinese if language == "zh_CN" else QLocale.Language.English))
    folder = str(resources.files("resources").joinpath("translations"))
    for name, where in (
        (f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        (f"crossaisle_{language}", folder),
    ):
        words = _held(Path(where, f"{name}.qm"))
        translator = QTranslator(app)
        if words and translator.load(words):
            app.installTranslator(translator)
            _installed.append(translator)


@lru_cache(maxsize=8)
def _held(file: Path) -> bytes:
    """A translation as it was when first read, empty where there is none.

    Qt would map the file, and a program whose translation is written anew beneath it ends in a bus error. Qt does not
    copy what it is given either, so this is kept.
    """
    return file.read_bytes() if file.is_file() else b""
