"""The report of a study, from a terminal."""

from __future__ import annotations

from pathlib import Path

from engine.cli.tables import say
from engine.cli.terminal import working
from engine.errors import UserError
from engine.workspace import Workspace

__all__ = ["report"]


def report(study: str, folder: Path | None, out: Path, language: str) -> None:
    """Writes a study's report; a workspace that another program uses is read all the same.

    Raises:
        UserError: there is no such study or language, the study has no finished run, or `out` cannot be written.
    """
    from engine.output.report import LANGUAGES, write_report

    chosen = next((known for known in LANGUAGES if known == language), None)
    if chosen is None:
        raise UserError("option-wrong", option="--language", value=language, found=LANGUAGES)
    with Workspace.open(folder, read_only=True) as workspace, working() as terminal:
        size = write_report(workspace.find_study(study), workspace, out, chosen, terminal)
    say(f"{size:,} bytes in {out.absolute()}")
