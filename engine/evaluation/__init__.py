"""Lists and targets to hits, hits to metrics and curves; knows no model."""

from engine.evaluation.curves import active_share, mean_curve, mean_curves
from engine.evaluation.hits import Hits, hits, marks
from engine.evaluation.metrics import METRICS
from engine.evaluation.resampling import DRAWS, resampled_means, sign_flips
from engine.evaluation.uncertainty import Difference, adjusted, band, detectable, difference, interval

__all__ = [
    "DRAWS",
    "METRICS",
    "Difference",
    "Hits",
    "active_share",
    "adjusted",
    "band",
    "detectable",
    "difference",
    "hits",
    "interval",
    "marks",
    "mean_curve",
    "mean_curves",
    "resampled_means",
    "sign_flips",
]
