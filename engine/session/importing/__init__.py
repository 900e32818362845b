"""The engine's side of the import wizard: answers about drafts, and the jobs that check and import them."""

from engine.session.importing.check_folder import CheckFolder
from engine.session.importing.desk import ImportDesk
from engine.session.importing.dropped import save_dropped
from engine.session.importing.left_out import left_out

__all__ = ["CheckFolder", "ImportDesk", "left_out", "save_dropped"]
