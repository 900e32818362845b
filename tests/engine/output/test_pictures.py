"""Curves as pictures, drawn without a window."""

from __future__ import annotations

import sys
from pathlib import Path

from engine.output import draw_curves
from tests.engine.shop import Finished


def test_a_picture_is_a_png_of_its_own_size(finished: Finished, tmp_path: Path) -> None:
    draw_curves(finished.runs, "cross", tmp_path / "curves.png")
    data = (tmp_path / "curves.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    assert (width, height) == (1584, 528)


def test_a_scope_with_other_curves_gives_another_picture(finished: Finished, tmp_path: Path) -> None:
    for scope in ("cross", "repeat"):
        draw_curves(finished.runs, scope, tmp_path / f"{scope}.png")
    assert (tmp_path / "cross.png").read_bytes() != (tmp_path / "repeat.png").read_bytes()


def test_no_window_toolkit_is_chosen_for_it(finished: Finished, tmp_path: Path) -> None:
    draw_curves(finished.runs, "cross", tmp_path / "curves.png")
    assert "matplotlib.pyplot" not in sys.modules
