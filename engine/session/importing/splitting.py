"""A cut on a checked dataset, as the wizard's last step shows it."""

from __future__ import annotations

from collections.abc import Callable

from engine.data.dataset import DAY
from engine.protocol.training import moment_text
from engine.session.importing.cuts import Cuts, window_of
from engine.session.messages.importing import SplitQuery, SplitView

__all__ = ["split_view"]


def split_view(query: SplitQuery, cuts: Cuts, check: Callable[[], None]) -> SplitView:
    """What a cut evaluates.

    Raises:
        UserError: a date that the data does not have.
    """
    data = cuts.data
    window = window_of(data, data.level, query.test_start, query.validation_start)
    check()
    span = [moment_text(moment // DAY * DAY, data.relative) for moment in data.span] if data.has_time else ["", ""]
    names = [level.name for level in data.taxonomy.levels]
    if window is None:
        return SplitView(cuts.weeks, span[0], span[1], "", "", "", tuple((name, 0) for name in names), 0, ())
    evaluated = []
    for name in names:
        check()
        evaluated.append((name, cuts.evaluated(name, window.test.cut, window.test.end)))
    check()
    return SplitView(
        weeks=cuts.weeks,
        first=span[0],
        last=span[1],
        validation_start=moment_text(window.validation[1].cut, data.relative) if window.validation else "",
        test_start=moment_text(window.test.cut, data.relative),
        test_end=moment_text(window.test.end, data.relative),
        evaluated=tuple(evaluated),
        shoppers=len(window.training.histories),
        by_date=cuts.by_date(data.level) if data.level else (),
    )
