"""The check of a draft: an import into a folder of the session, and what it tells, also of other choices."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from engine.data.check import check_recipe
from engine.data.check_rows import CheckRows
from engine.data.dataset import DAY
from engine.data.importer import ImportReport
from engine.data.kept import Choice, Kept
from engine.data.recheck import recheck
from engine.data.sight import Sight
from engine.monitor import Monitor
from engine.protocol.training import moment_text
from engine.session.importing.check_folder import CheckFolder
from engine.session.importing.choosing import choice_of, remembered
from engine.session.importing.desk import ImportDesk, Looking
from engine.session.importing.drafts import plain, recipe_folder, recipe_of
from engine.session.importing.evaluated import Evaluated
from engine.session.importing.findings import findings
from engine.session.importing.recipes import settled
from engine.session.messages.checking import CheckImport, CheckView, LevelSight, RecheckQuery
from engine.session.messages.importing import Draft
from engine.workspace import Workspace

__all__ = ["check_import", "recheck_view"]


def check_import(job: CheckImport, checks: CheckFolder, workspace: Workspace, monitor: Monitor) -> CheckView:
    """Imports a draft into the session's own folder, by the same code that imports it into the workspace.

    Raises:
        UserError: as an import does.
        Cancelled: nothing is left behind.
    """
    with closing(ImportDesk(workspace)) as desk:
        draft = settled(job.draft, Looking(desk, monitor.checkpoint))
    recipe = recipe_of(draft, recipe_folder(draft))
    folder = checks.fresh()
    facts = {
        "checked": plain(job.draft),
        "draft": remembered(job.draft),
        "min_rating": recipe.interactions.min_rating,
    }
    rows = check_recipe(recipe, folder, monitor, facts)
    monitor.checkpoint()
    view = _view(Kept(rows, Choice.of(recipe)), job.draft, folder)
    assert view is not None  # the import has stored rows
    return view


def recheck_view(query: RecheckQuery, rows: CheckRows) -> CheckView | None:
    """The check of another draft, told from remembered rows; None where the files must be read.

    Raises:
        UserError: the draft is no recipe.
    """
    choice = choice_of(rows, query.draft)
    return _view(Kept(rows, choice), query.draft, query.check) if choice is not None else None


def _view(kept: Kept, draft: Draft, folder: Path) -> CheckView | None:
    found = recheck(kept)
    if found is None:
        return None
    report, sight = found
    rows, evaluated = kept.rows, Evaluated(kept)
    by_level = {name: evaluated.at(labels) for name, labels in rows.levels.items()}
    checked = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return CheckView(
        folder=folder,
        rows_in=report.rows_in,
        rows_out=report.rows_out,
        findings=findings(report, sight, draft),
        counts=_counts(report, sight, kept),
        cut=moment_text(evaluated.cut, rows.facts["relative"]) if evaluated.cut is not None else "",
        shoppers=evaluated.shoppers,
        novel=by_level[report.level][1] if report.level is not None else 0,
        levels=tuple(LevelSight(name, kept.labels(labels), by_level[name][0]) for name, labels in rows.levels.items()),
        level=report.level,
        bytes=round(checked * report.rows_out / rows.report["rows_out"]),
        seconds=rows.facts["seconds"],
    )


def _counts(report: ImportReport, sight: Sight, kept: Kept) -> tuple[tuple[str, int, int], ...]:
    found = sight.in_files
    counts = [("shoppers", found["shoppers"], report.users), ("items", found["items"], report.items)]
    if report.level is not None:
        counts.append(("categories", found["categories"], kept.labels(kept.rows.levels[report.level])))
    counts.append(("interactions", report.rows_in, report.rows_out))
    if kept.rows.facts["has_time"]:
        first, last = (moment // DAY for moment in report.span)
        counts.append(("days", found["days"], last - first + 1))
    return tuple(counts)
