"""Files to Dataset."""

from engine.data.dataset import DAY, Dataset, Log, Table
from engine.data.importer import ImportReport, import_dataset
from engine.data.left_out import Example, Reason
from engine.data.recipe import Recipe
from engine.data.taxonomy import Level, Taxonomy

__all__ = [
    "DAY",
    "Dataset",
    "Example",
    "ImportReport",
    "Level",
    "Log",
    "Reason",
    "Recipe",
    "Table",
    "Taxonomy",
    "import_dataset",
]
