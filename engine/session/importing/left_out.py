"""Why an import left rows out, as it was written down with the dataset."""

from __future__ import annotations

from engine.errors import UserError
from engine.session.messages.importing import LeftOutQuery, LeftOutView
from engine.workspace import Workspace

__all__ = ["left_out"]


def left_out(query: LeftOutQuery, workspace: Workspace) -> LeftOutView:
    """Counts the rows of each reason, the commonest first.

    Raises:
        UserError: the dataset is gone, or its list of left-out rows cannot be read.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = workspace.datasets_folder / query.dataset / "dropped.parquet"
    try:
        rows = pq.read_table(file, columns=["table", "reason", "column"])
    except FileNotFoundError:
        raise UserError("folder-gone", folder=file.parent) from None
    except (OSError, pa.ArrowInvalid) as error:
        raise UserError("file-damaged", file=file, reason=str(error).partition("\n")[0]) from None
    counts = rows.group_by(["table", "reason", "column"]).aggregate([([], "count_all")]).to_pylist()
    reasons = [(each["table"], each["reason"], each["column"] or "", each["count_all"]) for each in counts]
    return LeftOutView(tuple(sorted(reasons, key=lambda each: (-each[3], each[1], each[2]))))
