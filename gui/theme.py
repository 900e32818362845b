"""The tokens of the look, light and dark: every colour that the window paints has its name here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DARK", "DASHES", "LIGHT", "Theme", "contrast", "mixed"]

Dash = tuple[float, ...]

# In units of pen width, flat cap; after eight runs the colours come round again with the next dash.
DASHES: tuple[Dash, ...] = (
    (),
    (7, 3),
    (2, 3),
    (9, 3, 2, 3),
    (12, 4),
    (5, 2, 1, 2),
    (1.5, 2.5),
    (9, 3, 2, 3, 2, 3),
)


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of tokens; colours as #RRGGBB (scrim as #AARRGGBB).

    Attributes:
        series: colours of runs by their number for life; `dash` gives the line that goes with it.
        ramp: sequential scale from the ground up, for heat maps and weights.
        below: the end of a diverging scale under its neutral point.
    """

    name: str
    window: str
    surface: str
    raised: str
    border: str
    line: str
    control: str
    strong: str
    text: str
    muted: str
    accent: str
    on_accent: str
    selection: str
    accent_soft: str
    hover: str
    focus: str
    positive: str
    positive_soft: str
    negative: str
    negative_soft: str
    warning: str
    warning_soft: str
    miss: str
    bar_soft: str
    track: str
    scrim: str
    series: tuple[str, ...]
    ramp: tuple[str, ...]
    below: str

    def run(self, number: int) -> str:
        """The colour of a run's number."""
        return self.series[number % len(self.series)]

    def dash(self, number: int) -> Dash:
        """The dash of a run's number, in units of pen width; empty is solid."""
        return DASHES[(number + number // len(DASHES)) % len(DASHES)]


LIGHT = Theme(
    name="light",
    window="#F1F3F6",
    surface="#FFFFFF",
    raised="#F7F8FA",
    border="#DCE0E7",
    line="#E9ECF1",
    control="#C9D0DA",
    strong="#7F8896",
    text="#171D27",
    muted="#566171",
    accent="#2456D6",
    on_accent="#FFFFFF",
    selection="#DCE7FD",
    accent_soft="#E6EDFC",
    hover="#EEF2F8",
    focus="#2456D6",
    positive="#0B7350",
    positive_soft="#E2F3EC",
    negative="#B23A12",
    negative_soft="#FBE9E2",
    warning="#855600",
    warning_soft="#FBF0D9",
    miss="#7D8796",
    bar_soft="#C9D7F7",
    track="#E4E8EE",
    scrim="#66171D27",
    series=("#2456D6", "#D0702C", "#005A45", "#A3268C", "#766600", "#139BE3", "#7A828E", "#520F20"),
    ramp=("#FFFFFF", "#DCE7FD", "#9DB9F5", "#4E7BE6", "#2456D6", "#12307F"),
    below="#E8A070",
)

DARK = Theme(
    name="dark",
    window="#14171C",
    surface="#1B1F26",
    raised="#232830",
    border="#353C47",
    line="#2A303A",
    control="#434B58",
    strong="#7E8897",
    text="#E7EAEF",
    muted="#A0AAB8",
    accent="#7FA6FF",
    on_accent="#0E1525",
    selection="#243659",
    accent_soft="#243256",
    hover="#262C36",
    focus="#9DBBFF",
    positive="#4FCB9B",
    positive_soft="#17342B",
    negative="#FF9470",
    negative_soft="#40251B",
    warning="#EDBE5B",
    warning_soft="#382D16",
    miss="#7E8897",
    bar_soft="#34487A",
    track="#2E3540",
    scrim="#87000000",
    series=("#7FA6FF", "#E0905A", "#A0F2D0", "#B3608F", "#F2C455", "#2B93CC", "#BAC2CD", "#D4472B"),
    ramp=("#1B1F26", "#22335A", "#2F4E96", "#4C78DE", "#7FA6FF", "#C9DAFF"),
    below="#E8A070",
)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours as WCAG 2 defines it: (L1 + 0.05) / (L2 + 0.05), in [1, 21]."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mixed(colour: str, ground: str, share: float) -> str:
    """`colour` at an opacity of `share` over `ground`, as an opaque colour."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{round(share * above + (1 - share) * below):02X}" for above, below in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[-6:-4], 16), int(colour[-4:-2], 16), int(colour[-2:], 16)


def _luminance(colour: str) -> float:
    scaled = [channel / 255 for channel in _channels(colour)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in scaled]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
