"""Whether a run's probabilities mean what they say."""

from __future__ import annotations

from engine.evaluation.reliability import PairCounts, reliability, thresholds
from engine.session.beyond import competitors
from engine.session.control import Control
from engine.session.messages.evaluating import ProbabilityQuery, ProbabilityView
from engine.session.ranked_runs import right_of
from engine.session.shelf import Shelf
from engine.session.shopper_list import check_depth
from engine.workspace import Run, RunEntry

__all__ = ["probability_view"]


def probability_view(query: ProbabilityQuery, shelf: Shelf, control: Control) -> ProbabilityView:
    """Reliability and curves over the threshold, of the pairs of all users with a history.

    Raises:
        UserError: the run or its dataset is gone, or it was not ranked in the scope or not so deep.
        Cancelled: a newer query took this one's place.
    """
    run = shelf.run(query.run)
    marker = run.folder / RunEntry.marker
    if query.k is not None:
        check_depth(query.k, run)
    counts = shelf.take("pairs", marker, lambda: _counted(run, query, control), f"{query.scope} {query.k}")
    found = reliability(counts)
    right = right_of(shelf.window(run), query.scope)
    candidates = int(competitors(run, query.scope, shelf, control).counts.sum())
    curve = thresholds(counts, len(right.items), candidates)
    return ProbabilityView(
        pairs=found.pairs,
        said=found.said,
        true=found.true,
        base=found.base,
        brier=found.brier,
        skill=found.skill,
        error=found.error,
        silent=found.silent,
        threshold=curve.threshold,
        precision=curve.precision,
        recall=curve.recall,
        f1=curve.f1,
        accuracy=curve.accuracy,
    )


def _counted(run: Run, query: ProbabilityQuery, control: Control) -> PairCounts:
    if query.k is None:
        file = run.pairs_file(query.scope)
        return PairCounts() if file is None else PairCounts.open(file)
    found = PairCounts()
    with run.stored_lists(query.scope) as stored:
        for block in stored.blocks():
            control.give_way()
            if block.probabilities is None:
                continue
            there = block.items[:, : query.k] >= 0
            found.add(block.probabilities[:, : query.k][there], block.hit[:, : query.k][there])
    return found
