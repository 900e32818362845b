"""What leaves the workspace: metrics.csv, lists.csv, manifest.json, exports and pictures."""

from engine.output.extract import SEGMENTS, Extract, Source, segment_rows
from engine.output.folder import Outputs, write_outputs
from engine.output.layout import COLUMNS, DECIMALS, DELIMITERS, FORMATS, Layout, format_of
from engine.output.lists import Export, export_lists
from engine.output.measures import run_curves
from engine.output.pictures import draw_curves
from engine.output.pooled import Pooled, pooled, pooled_curves
from engine.output.preview import Estimate, estimate, first_rows

__all__ = [
    "COLUMNS",
    "DECIMALS",
    "DELIMITERS",
    "FORMATS",
    "SEGMENTS",
    "Estimate",
    "Export",
    "Extract",
    "Layout",
    "Outputs",
    "Pooled",
    "Source",
    "draw_curves",
    "estimate",
    "export_lists",
    "first_rows",
    "format_of",
    "pooled",
    "pooled_curves",
    "run_curves",
    "segment_rows",
    "write_outputs",
]
