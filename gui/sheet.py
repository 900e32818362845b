"""The one style sheet, a template over the tokens."""

from __future__ import annotations

from gui.theme import Theme

__all__ = ["sheet"]

_TEMPLATE = """
QMainWindow, QDialog { background: @window; }
QDialog { background: @surface; }
QToolTip { background: @raised; color: @text; border: 1px solid @border; padding: 5px 8px; }
QLabel { background: transparent; }
QLabel[tone="muted"] { color: @muted; }
QLabel[tone="accent"] { color: @accent; }
QLabel[tone="positive"] { color: @positive; }
QLabel[tone="negative"] { color: @negative; }
QLabel[tone="warning"] { color: @warning; }
QLabel[tone="run0"] { color: @run0; }
QLabel[tone="run2"] { color: @run2; }
QLabel[tone="run3"] { color: @run3; }
QLabel[tone="run4"] { color: @run4; }

#rail { background: @window; border: 0; border-right: 1px solid @border; }
#top { background: @window; border: 0; border-bottom: 1px solid @border; }
#status { background: @window; border: 0; border-top: 1px solid @border; }
#status QLabel { color: @muted; }
#foot { background: @window; border: 0; border-top: 1px solid @border; }
QFrame[ground="raised"] { background: @raised; border: 0; }
#status QFrame[group="true"] { border: 0; border-left: 1px solid @border; }
QFrame[panel="true"] { background: @surface; border: 1px solid @border; border-radius: 8px; }
QFrame[raised="true"] { background: @raised; border: 1px solid @border; border-radius: 6px; }
QFrame[section="true"] { background: @raised; border: 0; border-top: 1px solid @line; border-bottom: 1px solid @line; }
QFrame[framed="true"] { background: @surface; border: 1px solid @border; border-radius: 6px; }
QFrame[beside="true"] { background: @line; border: 0; }
QDialog #head { background: @surface; border: 0; border-bottom: 1px solid @line; }
QDialog #foot { background: @surface; border: 0; border-top: 1px solid @line; }
QFrame[rule="true"] { background: @line; border: 0; max-height: 1px; min-height: 1px; }

QPushButton { min-height: 30px; padding: 0 11px; border: 1px solid @control; border-radius: 6px; background: @surface;
  color: @text; font-weight: 500; outline: 0; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @selection; }
QPushButton:disabled { color: @strong; border-color: @line; background: @surface; }
QPushButton[kind="plain"]:checked { background: @selection; border-color: @accent; color: @accent; }
QPushButton:focus { border: 2px solid @focus; padding: 0 10px; min-height: 28px; }
QPushButton[kind="primary"] { background: @accent; border-color: @accent; color: @on_accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: @accent_hover; border-color: @accent_hover; }
QPushButton[kind="primary"]:disabled { background: @track; border-color: @track; color: @strong; }
QPushButton[kind="primary"]:focus { border: 1px solid @accent; padding: 0 11px; min-height: 30px; }
QPushButton[kind="danger"] { color: @negative; }
QPushButton[kind="danger"]:disabled { color: @strong; }
QPushButton[kind="link"] { border: 0; background: transparent; color: @accent; font-weight: 600; padding: 0 4px;
  min-height: 24px; }
QPushButton[kind="link"][tone="positive"] { color: @positive; }
QPushButton[kind="link"][tone="negative"] { color: @negative; }
QPushButton[kind="link"]:hover { background: @hover; }
QPushButton[kind="link"]:focus { border: 2px solid @focus; padding: 0 2px; min-height: 20px; }
QPushButton[kind="quiet"] { border: 1px solid transparent; background: transparent; color: @muted; }
QPushButton[kind="quiet"]:hover { background: @hover; }
QPushButton[kind="quiet"]:focus { border: 2px solid @focus; }
QPushButton[small="true"] { min-height: 26px; padding: 0 9px; }
QPushButton[small="true"]:focus { min-height: 24px; padding: 0 8px; }
QPushButton[alone="true"] { padding: 0; min-width: 30px; max-width: 30px; }
QPushButton[alone="true"]:focus { min-width: 28px; max-width: 28px; }
QPushButton[tall="true"] { min-height: 34px; padding: 0 15px; }

QPushButton[chip="on"] { min-height: 24px; padding: 0 7px; border: 0; border-radius: 4px; background: @accent_soft;
  color: @accent; font-weight: 600; font-size: 11px; }
QPushButton[chip="on"]:hover { background: @selection; }
QPushButton[chip="add"] { min-height: 22px; padding: 0 7px; border: 1px dashed @control; border-radius: 4px;
  background: transparent; color: @muted; font-size: 11px; }
QPushButton[chip="add"]:hover { background: @hover; }
QPushButton[chip="add"]:disabled { border-color: @line; color: @strong; }
QPushButton[chip]:focus { border: 2px solid @focus; min-height: 20px; padding: 0 5px; }

#status QPushButton { min-height: 20px; padding: 0 8px; border: 0; border-radius: 4px; background: transparent;
  color: @muted; font-weight: 400; }
#status QPushButton:hover { background: @hover; color: @text; }
#status QPushButton:checked { background: @selection; color: @accent; }
#status QPushButton[kind="link"] { color: @accent; font-weight: 600; }
#status QPushButton:focus { border: 2px solid @focus; padding: 0 6px; min-height: 16px; }

QFrame[segments="true"] { background: @surface; border: 1px solid @control; border-radius: 6px; }
QPushButton[segment="true"] { border: 0; border-radius: 0; border-left: 1px solid @control; background: transparent;
  color: @muted; padding: 0 11px; min-height: 30px; }
QPushButton[segment="true"]:hover { background: @hover; }
QPushButton[segment="true"]:checked { background: @selection; color: @accent; font-weight: 600; }
QPushButton[segment="true"]:disabled { color: @strong; background: transparent; }
QPushButton[segment="true"]:checked:disabled { color: @strong; background: @track; }
QPushButton[segment="true"]:focus { border: 2px solid @focus; padding: 0 10px 0 10px; min-height: 26px; }
QPushButton[segment="true"][place="first"] { border-left: 0; border-top-left-radius: 5px;
  border-bottom-left-radius: 5px; }
QPushButton[segment="true"][place="first"]:focus { border: 2px solid @focus; padding: 0 9px; }
QPushButton[segment="true"][place="last"] { border-top-right-radius: 5px; border-bottom-right-radius: 5px; }
QPushButton[segment="true"][small="true"] { min-height: 24px; padding: 0 9px; }
QPushButton[segment="true"][small="true"]:focus { min-height: 20px; padding: 0 8px; }

QLineEdit, QSpinBox, QComboBox { min-height: 30px; padding: 0 9px; border: 1px solid @control; border-radius: 6px;
  background: @surface; color: @text; selection-background-color: @selection; selection-color: @text; }
QLineEdit:focus, QSpinBox:focus, QComboBox:focus { border: 2px solid @focus; padding: 0 8px; min-height: 28px; }
QLineEdit:disabled, QSpinBox:disabled, QComboBox:disabled { color: @strong; border-color: @line; }
QLineEdit[invalid="true"], QComboBox[invalid="true"], QFrame[segments="true"][invalid="true"] {
  border-color: @negative; }
QLineEdit[small="true"], QComboBox[small="true"] { min-height: 24px; }
QLineEdit[small="true"]:focus, QComboBox[small="true"]:focus { min-height: 22px; }
QComboBox { padding-right: 4px; }
QComboBox:focus { padding-right: 3px; }
QComboBox:hover, QSpinBox:hover { background: @hover; }
QComboBox::drop-down { border: 0; width: 22px; subcontrol-position: center right; }
QComboBox::down-arrow { image: url(theme:down-@name.svg); width: 14px; height: 14px; }
QComboBox[flat="true"] { border: 1px solid transparent; background: transparent; padding: 0 2px 0 6px; }
QComboBox[flat="true"]:hover { background: @hover; }
QComboBox[flat="true"]:focus { border: 2px solid @focus; padding: 0 1px 0 5px; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @border; padding: 4px; outline: 0;
  selection-background-color: @selection; selection-color: @text; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 6px; border-radius: 4px; }
QSpinBox::up-button, QSpinBox::down-button { border: 0; width: 18px; background: transparent; }
QSpinBox::up-button { subcontrol-position: top right; margin: 2px 2px 0 0; }
QSpinBox::down-button { subcontrol-position: bottom right; margin: 0 2px 2px 0; }
QSpinBox::up-arrow { image: url(theme:up-@name.svg); width: 11px; height: 11px; }
QSpinBox::down-arrow { image: url(theme:down-@name.svg); width: 11px; height: 11px; }

QTableView { background: @surface; border: 0; outline: 0; gridline-color: @line; color: @text;
  selection-background-color: @selection; selection-color: @text; }
QHeaderView { background: @raised; border: 0; }
QTableCornerButton::section { background: @raised; border: 0; }
QPlainTextEdit { background: @surface; border: 0; color: @text; selection-background-color: @selection;
  selection-color: @text; padding: 4px 8px; }
QPlainTextEdit:focus { border: 2px solid @focus; padding: 2px 6px; }
QFrame[raised="true"] QPlainTextEdit { background: transparent; padding: 0 4px; }
QFrame[raised="true"] QPlainTextEdit:focus { border: 2px solid @focus; border-radius: 4px; padding: 0 2px; }
QListWidget { background: @surface; border: 0; outline: 0; color: @text; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: 0; }

QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 9px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @control; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @strong; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMainWindow::separator { background: @border; height: 1px; width: 1px; }

QMenuBar { background: @window; color: @text; border-bottom: 1px solid @border; padding: 2px 8px; }
QMenuBar::item { padding: 4px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @selection; }
QMenu { background: @surface; color: @text; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 26px; border-radius: 4px; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @strong; }
QMenu::separator { height: 1px; background: @line; margin: 4px 6px; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 6px; }
QMenu::indicator:checked { image: url(theme:tick-@name.svg); }
QMenu::right-arrow { width: 12px; height: 12px; }
QDockWidget { color: @text; }
#dock { background: @surface; border: 0; border-top: 1px solid @border; }
QPushButton[tab="true"] { border: 0; border-radius: 0; border-bottom: 2px solid transparent; background: transparent;
  color: @muted; min-height: 30px; padding: 0 12px; }
QPushButton[tab="true"]:hover { color: @text; }
QPushButton[tab="true"]:checked { color: @text; border-bottom: 2px solid @accent; font-weight: 600; }
QPushButton[tab="true"]:focus { border: 2px solid @focus; padding: 0 10px; min-height: 28px; }
"""


def sheet(theme: Theme, scale: float = 1.0) -> str:
    """The style sheet of a theme.

    Args:
        scale: the system's font size over 13 px; sizes in px grow with it.
    """
    values = {name: getattr(theme, name) for name in theme.__slots__ if isinstance(getattr(theme, name), str)}
    values["accent_hover"] = theme.focus if theme.name == "dark" else theme.ramp[-1]
    values |= {f"run{number}": colour for number, colour in enumerate(theme.series)}
    text = _TEMPLATE if scale == 1.0 else _scaled(_TEMPLATE, scale)
    for name in sorted(values, key=len, reverse=True):
        text = text.replace(f"@{name}", values[name])
    return text


def _scaled(text: str, scale: float) -> str:
    words = []
    for word in text.split(" "):
        digits = word.rstrip(";}\n").removesuffix("px")
        grows = word.rstrip(";}\n").endswith("px") and digits.isdigit() and int(digits) > 4
        words.append(word.replace(f"{digits}px", f"{round(int(digits) * scale)}px") if grows else word)
    return " ".join(words)
