"""What leaves the workspace: metrics.csv, lists.csv, manifest.json, exports and pictures."""

from engine.output.folder import Outputs, write_outputs
from engine.output.lists import Export, export_lists
from engine.output.measures import run_curves
from engine.output.pictures import draw_curves

__all__ = ["Export", "Outputs", "draw_curves", "export_lists", "run_curves", "write_outputs"]
