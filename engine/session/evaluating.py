"""The desk for what a sceptic asks of a study's figures."""

from __future__ import annotations

from typing import Any

from engine.session.control import Control
from engine.session.messages.evaluating import (
    BeyondQuery,
    CeilingsQuery,
    DecompositionQuery,
    ProbabilityQuery,
    SegmentShoppersQuery,
    SegmentsQuery,
    TiesQuery,
)
from engine.session.shelf import Shelf

__all__ = ["Evaluating", "evaluating"]

Evaluating = (
    BeyondQuery
    | CeilingsQuery
    | DecompositionQuery
    | ProbabilityQuery
    | SegmentShoppersQuery
    | SegmentsQuery
    | TiesQuery
)


def evaluating(query: Evaluating, shelf: Shelf, control: Control) -> Any:
    """The answer; what makes it is imported when it is first asked for.

    Raises:
        UserError: a study, run or dataset is gone, or there is no such scope, depth or segment.
        Cancelled: a newer query took this one's place.
    """
    match query:
        case SegmentsQuery():
            from engine.session.segmenting import segments_view

            return segments_view(query, shelf, control)
        case SegmentShoppersQuery():
            from engine.session.segmenting import segment_shoppers

            return segment_shoppers(query, shelf)
        case CeilingsQuery():
            from engine.session.ceilings import ceilings_view

            return ceilings_view(query, shelf, control)
        case TiesQuery():
            from engine.session.ties import ties_view

            return ties_view(query, shelf, control)
        case DecompositionQuery():
            from engine.session.list_parts import decomposition_view

            return decomposition_view(query, shelf, control)
        case BeyondQuery():
            from engine.session.beyond import beyond_view

            return beyond_view(query, shelf, control)
        case ProbabilityQuery():
            from engine.session.probabilities import probability_view

            return probability_view(query, shelf, control)
