"""The tokens hold what look.md promises: contrast recomputed, series told apart, arrows in the tokens' colours."""

from __future__ import annotations

import itertools
from importlib import resources

import pytest

from gui.sheet import sheet
from gui.theme import DARK, DASHES, LIGHT, Theme, contrast, mixed

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
GROUNDS = ("window", "surface", "raised", "selection")
# Lowest contrast over window, surface, raised and selection, light and dark.
LOWEST = {
    "text": (13.6, 10.0),
    "muted": (5.1, 5.1),
    "accent": (5.0, 5.0),
    "positive": (4.7, 5.9),
    "negative": (4.8, 5.6),
    "warning": (5.1, 6.9),
}
SOFT = {"accent": (5.3, 5.3), "positive": (5.1, 6.6), "negative": (5.1, 6.5), "warning": (5.6, 7.8)}
SERIES = ((6.2, 3.5, 8.2, 6.5, 5.7, 3.1, 3.9, 14.5), (6.9, 6.5, 12.7, 3.9, 10.1, 4.8, 9.2, 3.7))


def place(theme: Theme) -> int:
    return 0 if theme is LIGHT else 1


def test_black_on_white_has_the_highest_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@THEMES
@pytest.mark.parametrize("token", LOWEST)
def test_a_text_colour_reaches_its_contrast_on_every_ground(theme: Theme, token: str) -> None:
    found = min(contrast(getattr(theme, token), getattr(theme, ground)) for ground in GROUNDS)
    assert found == pytest.approx(LOWEST[token][place(theme)], abs=0.06)
    assert found >= 4.5


@THEMES
@pytest.mark.parametrize("token", SOFT)
def test_a_colour_reaches_its_contrast_on_its_own_soft_ground(theme: Theme, token: str) -> None:
    found = contrast(getattr(theme, token), getattr(theme, f"{token}_soft"))
    assert found == pytest.approx(SOFT[token][place(theme)], abs=0.06)


@THEMES
def test_what_stands_on_the_accent_can_be_read(theme: Theme) -> None:
    assert contrast(theme.on_accent, theme.accent) == pytest.approx((6.2, 7.6)[place(theme)], abs=0.06)


@THEMES
def test_focus_strong_and_miss_can_be_told_from_the_surface(theme: Theme) -> None:
    found = [contrast(getattr(theme, token), theme.surface) for token in ("focus", "strong", "miss")]
    assert found == pytest.approx([(6.2, 3.6, 3.6), (8.6, 4.6, 4.6)][place(theme)], abs=0.06)
    assert min(found) >= 3


@THEMES
def test_every_series_colour_reaches_its_contrast_to_the_surface(theme: Theme) -> None:
    found = [contrast(theme.run(number), theme.surface) for number in range(8)]
    assert found == pytest.approx(SERIES[place(theme)], abs=0.06)


@THEMES
def test_no_two_runs_of_a_study_share_colour_and_dash(theme: Theme) -> None:
    drawn = [(theme.run(number), theme.dash(number)) for number in range(16)]
    assert len(set(drawn)) == 16


def test_after_eight_runs_the_colours_come_round_with_the_next_dash() -> None:
    assert LIGHT.run(8) == LIGHT.run(0)
    assert LIGHT.dash(8) == DASHES[1]


@THEMES
def test_the_style_sheet_has_a_colour_for_every_name(theme: Theme) -> None:
    assert "@" not in sheet(theme)


def test_a_larger_system_font_grows_the_controls() -> None:
    assert "min-height: 45px" in sheet(LIGHT, 1.5)
    assert "border: 1px" in sheet(LIGHT, 1.5)


@THEMES
def test_the_arrows_of_the_style_sheet_are_drawn_in_the_muted_token(theme: Theme) -> None:
    folder = resources.files("resources").joinpath("theme")
    for name in ("down", "up", "tick"):
        assert theme.muted in folder.joinpath(f"{name}-{theme.name}.svg").read_text("utf-8")


def test_a_colour_at_half_opacity_lies_half_way_to_its_ground() -> None:
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"


def test_light_and_dark_name_the_same_tokens_differently() -> None:
    same = [name for name in Theme.__slots__ if getattr(LIGHT, name) == getattr(DARK, name)]
    assert same == ["below"]


def test_series_colours_differ_pairwise() -> None:
    for one, other in itertools.combinations(LIGHT.series, 2):
        assert one != other
