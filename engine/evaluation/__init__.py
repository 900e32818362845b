"""Lists and targets to hits, hits to metrics and curves; knows no model."""

from engine.evaluation.comparison import Comparison, Entry, Gains, compare_entries, gains, sign_at, stretches
from engine.evaluation.curves import active_share, mean_curve, mean_curves
from engine.evaluation.hits import Hits, hits, marks
from engine.evaluation.intervals import Intervals, curve_intervals
from engine.evaluation.metrics import METRICS
from engine.evaluation.resampling import DRAWS, resampled_means, sign_flips
from engine.evaluation.tables import hits_of_tables
from engine.evaluation.uncertainty import Difference, adjusted, band, detectable, difference, interval

__all__ = [
    "DRAWS",
    "METRICS",
    "Comparison",
    "Difference",
    "Entry",
    "Gains",
    "Hits",
    "Intervals",
    "active_share",
    "adjusted",
    "band",
    "compare_entries",
    "curve_intervals",
    "detectable",
    "difference",
    "gains",
    "hits",
    "hits_of_tables",
    "interval",
    "marks",
    "mean_curve",
    "mean_curves",
    "resampled_means",
    "sign_at",
    "sign_flips",
    "stretches",
]
