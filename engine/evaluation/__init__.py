"""Lists and targets to hits, hits to metrics and curves; knows no model."""

from engine.evaluation.curves import active_share, mean_curve, mean_curves
from engine.evaluation.hits import Hits, hits, marks
from engine.evaluation.metrics import METRICS

__all__ = ["METRICS", "Hits", "active_share", "hits", "marks", "mean_curve", "mean_curves"]
