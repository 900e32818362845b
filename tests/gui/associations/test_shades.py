"""Colours of the maps: one is neutral, more is darker or lighter by theme, less is warm, unknown is its own."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from engine.evaluation.category_maps import shades, signed_shades
from gui.associations.shades import RATIOS, SIGNED, colour_table, image
from gui.style import look
from gui.theme import DARK, LIGHT, Theme, contrast


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_scale_runs_from_the_warm_end_over_the_ground_to_the_end_of_the_ramp(theme: Theme) -> None:
    names = [QColor.fromRgb(colour).name().upper() for colour in colour_table(theme.name)]
    assert len(names) == 256
    assert names[1] == theme.below.upper()
    assert names[128] == theme.ramp[0].upper()
    assert names[255] == theme.ramp[-1].upper()
    assert names[0] not in (names[1], names[128], names[255])


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_signed_colours_reach_the_warm_end_at_the_lowest_shade_only(theme: Theme) -> None:
    names = [QColor.fromRgb(colour).name().upper() for colour in colour_table(theme.name, True)]
    assert names[128] == theme.ramp[0].upper()
    assert names[1] == theme.below.upper()
    assert len({*names[1:129:8]}) == 16


@pytest.mark.parametrize("signed", [True, False])
@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_unknown_is_a_colour_of_its_own(theme: Theme, signed: bool) -> None:
    table = colour_table(theme.name, signed)
    assert table[0] not in table[1:]


def test_the_scale_shows_the_shades_that_the_numbers_have() -> None:
    values = np.array([[-2.0, 0.0, 1.0, 4.0, 8.0]], np.float32)
    assert [SIGNED.shade(place) for place, _ in SIGNED.marks] == signed_shades(values)[0].tolist()
    ratios = np.array([[2.0**-1.25, 1.0, 2.0, 4.0, 8.0]], np.float32)
    assert [RATIOS.shade(place) for place, _ in RATIOS.marks] == shades(ratios)[0].tolist()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_step_up_stands_out_more_from_the_ground(theme: Theme) -> None:
    names = [QColor.fromRgb(colour).name() for colour in colour_table(theme.name)]
    rising = [contrast(names[shade], theme.ramp[0]) for shade in range(128, 256, 8)]
    assert rising == sorted(rising)


def test_a_pixel_is_a_cell(qapp: QApplication) -> None:
    cells = np.array([[128, 255, 0], [1, 128, 200]], np.uint8)
    made = image(cells)
    table = colour_table(look().theme.name)
    assert (made.width(), made.height()) == (3, 2)
    assert [made.pixel(x, y) for y in range(2) for x in range(3)] == [table[shade] for shade in cells.ravel()]
