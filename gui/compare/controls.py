"""What the controls over the runs offer."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker

from gui import words
from gui.compare.means import Means
from gui.compare.view import CompareView

__all__ = ["fill_controls"]


def fill_controls(page: CompareView, means: Means, k: int) -> None:
    """Fills scopes, K, reference and metric of a study."""
    choices = [(row.name, f"{words.scope(row.name)}  {words.count(row.evaluated)}") for row in means.view.scopes]
    page.scopes.set_choices(choices, means.scope)
    with QSignalBlocker(page.k):
        page.k.setRange(1, means.max_k)
        page.k.setValue(k)
    _fill_against(page, means)
    combo = page.asked_metric
    if not combo.count():
        for metric, title in words.METRIC_TITLES.items():
            combo.addItem(f"{title}@K", metric)
    combo.setCurrentIndex(combo.findData(means.metric))


def _fill_against(page: CompareView, means: Means) -> None:
    combo, reference = page.against, means.reference()
    with QSignalBlocker(combo):
        combo.clear()
        for run in sorted((means.runs[row] for row in means.rows), key=lambda run: run.series):
            combo.addItem(means.label(run), run.id)
        combo.setCurrentIndex(combo.findData(reference.id) if reference else -1)
        combo.setEnabled(combo.count() > 1)
        combo.setToolTip(reference.name if reference else "")
    page.against_swatch.set_series(reference.series if reference else 0)
