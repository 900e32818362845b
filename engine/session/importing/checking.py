"""The check of a draft: an import into a folder of the session, and what it tells."""

from __future__ import annotations

import time
from contextlib import closing

from engine.data.check import Sight, check_recipe
from engine.data.dataset import DAY, Dataset
from engine.data.importer import ImportReport
from engine.monitor import Monitor
from engine.protocol.training import moment_text
from engine.session.importing.check_folder import CheckFolder
from engine.session.importing.cuts import Cuts, window_of
from engine.session.importing.desk import ImportDesk, Looking
from engine.session.importing.drafts import recipe_folder, recipe_of
from engine.session.importing.findings import findings
from engine.session.importing.recipes import settled
from engine.session.messages.importing import CheckImport, CheckView, LevelSight
from engine.workspace import Workspace

__all__ = ["check_import"]

READ = 0.85  # share of the time that the import takes


def check_import(job: CheckImport, checks: CheckFolder, workspace: Workspace, monitor: Monitor) -> CheckView:
    """Imports a draft into the session's own folder, by the same code that imports it into the workspace.

    Raises:
        UserError: as an import does.
        Cancelled: nothing is left behind.
    """
    with closing(ImportDesk(workspace)) as desk:
        draft = settled(job.draft, Looking(desk, monitor.checkpoint))
    recipe = recipe_of(draft, recipe_folder(draft))
    begun = time.monotonic()
    folder = checks.fresh()
    report, sight = check_recipe(recipe, folder, monitor.part("", 0.0, READ))
    seconds = time.monotonic() - begun
    data = Dataset.open(folder)
    asking = monitor.part("asking the cross question", READ, 1.0)
    asking.progress(0.0)
    window = window_of(data, data.level)
    asking.checkpoint()
    cross = window.test.targets.get("cross") if window is not None else None
    return CheckView(
        folder=folder,
        rows_in=report.rows_in,
        rows_out=report.rows_out,
        findings=findings(report, sight, job.draft),
        counts=_counts(report, sight, data),
        cut=moment_text(window.test.cut, data.relative) if window is not None else "",
        shoppers=len(window.training.histories) if window is not None else 0,
        novel=int(cross.counts.sum()) if cross is not None else 0,
        levels=_levels(data, asking, (window.test.cut, window.test.end) if window is not None else None),
        level=data.level,
        bytes=sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()),
        seconds=seconds,
    )


def _counts(report: ImportReport, sight: Sight, data: Dataset) -> tuple[tuple[str, int, int], ...]:
    found = sight.in_files
    counts = [("shoppers", found["shoppers"], report.users), ("items", found["items"], report.items)]
    if data.level is not None:
        counts.append(("categories", found["categories"], len(data.taxonomy[data.level].names)))
    counts.append(("interactions", report.rows_in, report.rows_out))
    if data.has_time:
        first, last = (moment // DAY for moment in report.span)
        counts.append(("days", found["days"], last - first + 1))
    return tuple(counts)


def _levels(data: Dataset, monitor: Monitor, window: tuple[int, int] | None) -> tuple[LevelSight, ...]:
    """Every level with whom the cross question evaluates at it."""
    cuts = Cuts(data) if window is not None and data.taxonomy.levels else None
    made = []
    for place, level in enumerate(data.taxonomy.levels):
        monitor.checkpoint()
        monitor.progress(place / len(data.taxonomy.levels))
        evaluated = cuts.evaluated(level.name, *window) if cuts is not None and window is not None else 0
        made.append(LevelSight(level.name, len(level.names), evaluated))
    return tuple(made)
