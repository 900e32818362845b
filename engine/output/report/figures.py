"""The curves of a report as SVG that takes its colours from the page: light, dark and print alike.

matplotlib draws with the light theme's colours; each is then replaced by the CSS variable of its token. Text stays
text, in the page's font. Nothing of what is written refers to anything outside the page.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.output.pictures import SERIES, TICKS
from engine.output.report.markup import Markup, element

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["Line", "curves", "differences", "swatch", "whisker"]

Floats = npt.NDArray[np.float64]
TOKENS = {
    "muted": "#566171",
    "line": "#e9ecf1",
    "border": "#dce0e7",
    "strong": "#7f8896",
    "positive": "#0b7350",
    "negative": "#b23a12",
} | {f"series-{number}": colour.lower() for number, (colour, _) in enumerate(SERIES, 1)}
POINTS = 72.0  # a unit of the drawing is a pixel of the page
SIZE = 11.0
BAND = 0.14
LEFT = 54  # for the labels of an axis of differences, such as −0.0025


@dataclass(frozen=True)
class Line:
    """A curve over K; a band of float64[2, k] where one is shown; `lead` is drawn stronger."""

    values: Floats
    series: int
    band: Floats | None = None
    lead: bool = False


def curves(lines: Sequence[Line], k: int, name: str, spoken: str, width: int = 450, height: int = 260) -> Markup:
    """Mean curves with their bands, from 0 upwards, and K = `k` marked.

    Args:
        name: of this drawing on its page; ids inside begin with it.
        spoken: what a screen reader says.
    """
    figure, panel = _panel(width, height)
    for line in lines:
        ranks = np.arange(1, len(line.values) + 1)
        if line.band is not None:
            low, high = line.band
            panel.fill_between(ranks, low, high, color=_colour(line.series), alpha=BAND, linewidth=0, zorder=1)
        dash = _dash(line.series)
        panel.plot(
            ranks,
            line.values,
            color=_colour(line.series),
            linestyle=(0, dash) if dash else "-",
            linewidth=2.2 if line.lead else 1.4,
            zorder=3 if line.lead else 2,
            dash_capstyle="butt",
        )
    panel.axvline(k, color=TOKENS["strong"], linestyle=(0, (3, 3)), linewidth=1, zorder=1.5)
    _dress(panel, max((len(line.values) for line in lines), default=2))
    tops = [np.nanmax(line.values if line.band is None else line.band[1]) for line in lines if len(line.values)]
    top = max([float(top) for top in tops if np.isfinite(top)], default=1.0)
    panel.set_ylim(0, top * 1.04 or 1.0)
    return _svg(figure, name, spoken, width, height)


def differences(
    mean: Floats, band: Floats, series: int, k: int, name: str, spoken: str, width: int = 450, height: int = 200
) -> Markup:
    """A difference curve with its band, the zero line, and a bar under every K at which it is shown."""
    figure, panel = _panel(width, height)
    ranks = np.arange(1, len(mean) + 1)
    panel.axhline(0.0, color=TOKENS["strong"], linewidth=1, zorder=1.5)
    panel.fill_between(ranks, band[0], band[1], color=_colour(series), alpha=BAND, linewidth=0, zorder=1)
    panel.plot(ranks, mean, color=_colour(series), linewidth=2, zorder=3)
    panel.axvline(k, color=TOKENS["strong"], linestyle=(0, (3, 3)), linewidth=1, zorder=1.4)
    low, high = min(0.0, float(np.nanmin(band))), max(0.0, float(np.nanmax(band)))
    wide = (high - low) or 1.0
    floor = low - 0.1 * wide
    for shown, token in ((band[0] > 0, "positive"), (band[1] < 0, "negative")):
        edges = np.flatnonzero(np.diff(shown, prepend=False, append=False)).reshape(-1, 2)  # of unbroken stretches
        spans = [(float(begin) + 0.5, float(end - begin)) for begin, end in edges]
        panel.broken_barh(spans, (floor, 0.04 * wide), color=TOKENS[token], linewidth=0, zorder=2)
    _dress(panel, len(mean))
    panel.set_ylim(floor, high + 0.06 * wide)
    panel.yaxis.set_major_formatter(lambda value, _place: _signed(value))
    return _svg(figure, name, spoken, width, height)


def swatch(series: int, lead: bool = False) -> Markup:
    """The line of a run, as a legend shows it."""
    dash = " ".join(f"{part * 1.4:g}" for part in _dash(series))
    line = element(
        "line",
        x1=0,
        y1=5,
        x2=28,
        y2=5,
        stroke=f"var(--{_token(series)})",
        stroke_width="2.4" if lead else "1.6",
        stroke_dasharray=dash or None,
    )
    return element("svg", line, class_="swatch", viewBox="0 0 28 10", width=28, height=10, aria_hidden="true")


def whisker(low: float, middle: float, high: float, scale: tuple[float, float], tone: str, width: int = 132) -> Markup:
    """An interval with its middle on a scale that holds 0, which is dashed.

    Args:
        tone: positive, negative or muted.
    """
    begin, end = scale
    wide = (end - begin) or 1.0

    def at(value: float) -> str:
        return f"{4 + (width - 8) * (value - begin) / wide:.1f}"

    zero = element(
        "line", x1=at(0), x2=at(0), y1=0, y2=18, stroke="var(--strong)", stroke_width=1, stroke_dasharray="2 2"
    )
    line = element("line", x1=at(low), x2=at(high), y1=9, y2=9, stroke=f"var(--{tone})", stroke_width=2)
    dot = element("circle", cx=at(middle), cy=9, r="3.5", fill=f"var(--{tone})")
    return element(
        "svg", zero, line, dot, class_="whisker", viewBox=f"0 0 {width} 18", width=width, height=18, aria_hidden="true"
    )


def _token(series: int) -> str:
    return f"series-{series % len(SERIES) + 1}"


def _colour(series: int) -> str:
    return TOKENS[_token(series)]


def _dash(series: int) -> tuple[float, ...]:
    """After eight runs the colours come round again with the next dash."""
    return SERIES[(series + series // len(SERIES)) % len(SERIES)][1]


def _signed(value: float) -> str:
    text = f"{value:+.5f}".rstrip("0")
    return "0" if not text.strip("+-0.") else text.rstrip(".").replace("-", "−")


def _panel(width: int, height: int) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width / POINTS, height / POINTS))
    left, right, top, bottom = LEFT / width, 1 - 8 / width, 1 - 10 / height, 34 / height
    return figure, figure.add_axes((left, bottom, right - left, top - bottom))


def _dress(panel: Axes, depth: int) -> None:
    from matplotlib.ticker import MaxNLocator

    panel.set_xlim(1, max(depth, 2))
    panel.set_xticks([tick for tick in TICKS if tick <= depth])
    panel.yaxis.set_major_locator(MaxNLocator(5))
    panel.set_xlabel("K", fontsize=SIZE, color=TOKENS["muted"], labelpad=2)
    panel.grid(axis="y", color=TOKENS["line"], linewidth=1)
    panel.set_axisbelow(True)
    panel.tick_params(colors=TOKENS["muted"], labelsize=SIZE, length=0, pad=5)
    panel.patch.set_visible(False)
    for side in ("top", "right", "left"):
        panel.spines[side].set_visible(False)
    panel.spines["bottom"].set_color(TOKENS["border"])


def _svg(figure: Figure, name: str, spoken: str, width: int, height: int) -> Markup:
    import matplotlib as mpl

    figure.patch.set_visible(False)
    text = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": name, "axes.unicode_minus": True}):
        figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    inner = re.sub(r"^.*?<svg[^>]*>", "", text.getvalue(), count=1, flags=re.DOTALL)
    inner = re.sub(r"<metadata>.*?</metadata>|<defs>\s*<style.*?</style>\s*</defs>", "", inner, flags=re.DOTALL)
    inner = inner.replace("xlink:href", "href")
    referred = set(re.findall(r"#([\w.-]+)", inner))
    inner = re.sub(r' id="([^"]+)"', lambda found: f' id="{name}-{found[1]}"' if found[1] in referred else "", inner)
    inner = inner.replace('href="#', f'href="#{name}-').replace("url(#", f"url(#{name}-")
    inner = re.sub(r'font-family: [^;"]+', "font-family: var(--font)", inner)
    for token, colour in TOKENS.items():
        inner = inner.replace(colour, f"var(--{token})")
    head = element("svg", class_="plot", viewBox=f"0 0 {width} {height}", role="img", aria_label=spoken)
    return Markup(head.removesuffix("</svg>") + inner.strip())
