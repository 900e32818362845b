"""The translations of a running program, whatever becomes of their files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTranslator
from PySide6.QtWidgets import QApplication

from gui import language


@pytest.fixture(autouse=True)
def _english_again(qapp: QApplication) -> Iterator[None]:
    yield
    language.use(qapp, "en")


@pytest.mark.skipif(sys.platform != "linux", reason="only there a program can see what it maps")
def test_no_translation_is_mapped_so_that_writing_it_anew_ends_no_program(qapp: QApplication) -> None:
    language.use(qapp, "zh_CN")
    assert QCoreApplication.translate("MainWindow", "Workspace") == "工作区"
    assert ".qm" not in Path("/proc/self/maps").read_text(encoding="utf-8")


def test_a_language_that_is_left_leaves_no_translator_behind(qapp: QApplication) -> None:
    language.use(qapp, "zh_CN")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    before = len(qapp.findChildren(QTranslator))
    for name in ("en", "zh_CN", "en", "zh_CN"):
        language.use(qapp, name)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(qapp.findChildren(QTranslator)) == before
