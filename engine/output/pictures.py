"""The curves of a study as pictures, for work without a window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from engine.files import whole_file
from engine.output.measures import run_curves
from engine.workspace import Run

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_curves"]

# The light theme's series, by a run's number for life: colour, and dash in units of the pen's width.
SERIES: tuple[tuple[str, tuple[float, ...]], ...] = (
    ("#2456D6", ()),
    ("#D0702C", (7, 3)),
    ("#005A45", (2, 3)),
    ("#A3268C", (9, 3, 2, 3)),
    ("#766600", (12, 4)),
    ("#139BE3", (5, 2, 1, 2)),
    ("#7A828E", (1.5, 2.5)),
    ("#520F20", (9, 3, 2, 3, 2, 3)),
)
TEXT, MUTED, LINE, BORDER = "#171D27", "#566171", "#E9ECF1", "#DCE0E7"
TITLES = {"precision": "Precision", "recall": "Recall", "f1": "F1"}
TICKS = (1, 10, 20, 30, 40, 50)


def draw_curves(runs: Sequence[Run], scope: str, file: Path) -> None:
    """Draws precision, recall and F1 at every K of the runs that were ranked in a scope, as one PNG."""
    from matplotlib.figure import Figure

    shown = [run for run in runs if scope in run.scopes]
    curves = [run_curves(run, scope) for run in shown]
    figure = Figure(figsize=(13.2, 4.4), dpi=120, facecolor="white", layout="constrained")
    panels = figure.subplots(1, len(TITLES))
    users = shown[0].evaluated(scope) if shown else 0
    for panel, (metric, title) in zip(panels, TITLES.items(), strict=True):
        for run, values in zip(shown, curves, strict=True):
            _draw(panel, run, values[metric])
        _dress(panel, title, f"{scope}, {users:,} users", max((run.max_k for run in shown), default=50))
    if shown:
        figure.legend(
            *panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=8, frameon=False, handlelength=4
        )
    with whole_file(file) as part:
        figure.savefig(part, format="png")


def _draw(panel: Axes, run: Run, values: np.ndarray) -> None:
    colour, dash = SERIES[run.entry.series % len(SERIES)]
    # after eight runs the colours come round again with the next dash
    if (lap := run.entry.series // len(SERIES)) > 0:
        dash = SERIES[(run.entry.series + lap) % len(SERIES)][1]
    ranks = np.arange(1, len(values) + 1)
    style = (0, dash) if dash else "-"
    panel.plot(ranks, values, color=colour, linestyle=style, linewidth=1.4, label=run.name)


def _dress(panel: Axes, title: str, unit: str, depth: int) -> None:
    panel.set_title(title, loc="left", fontsize=11, fontweight="bold", color=TEXT)
    panel.set_title(unit, loc="right", fontsize=9, color=MUTED)
    panel.set_xlabel("K", fontsize=9, color=MUTED)
    panel.set_xlim(1, max(depth, 2))
    panel.set_ylim(bottom=0)
    panel.set_xticks([tick for tick in TICKS if tick <= depth])
    panel.grid(axis="y", color=LINE, linewidth=1)
    panel.set_axisbelow(True)
    panel.tick_params(colors=MUTED, labelsize=9, length=0)
    for side in ("top", "right", "left"):
        panel.spines[side].set_visible(False)
    panel.spines["bottom"].set_color(BORDER)
