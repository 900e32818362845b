"""What the Associations screen asks: two maps of categories, one pair in detail, and the pairs as a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from engine.session.messages.core import Job, Query, RunId, Texts

if TYPE_CHECKING:  # as in core: the first window does not wait for NumPy
    import numpy as np
    import numpy.typing as npt

__all__ = [
    "AssociationsQuery",
    "AssociationsView",
    "Disagreement",
    "ExportAssociations",
    "ItemPair",
    "MapOrder",
    "MapShow",
    "PairQuery",
    "PairView",
    "Relation",
]

Relation = Literal["positive", "signed", "none"]
MapOrder = Literal["taxonomy", "clustered"]
MapShow = Literal["connected", "largest", "all"]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A pair about which model and data differ; `row` and `column` count in the maps."""

    row: int
    column: int
    weight: float
    lift: float
    users: int


@dataclass(frozen=True, slots=True)
class AssociationsView:
    """Two maps over the same categories, row leads to column; n are shown, matrices are [n, n].

    Attributes:
        levels: of the dataset, coarse to fine.
        codes: int32[n], what `PairQuery` takes for the categories shown.
        groups: int32[n], number of the coarser category that each belongs to; all 0 at the coarsest level and where
            the order is not that of the taxonomy.
        total: categories of the level that somebody bought in before the cut.
        relation: how the run's weights are averaged; "none": this model keeps no weights from item to item.
        weights: float32, the mean weight over what its row and its column lead one to expect, 1 as usual; NaN unknown.
        lifts: float32, lift of a first purchase, 1 as by chance; NaN where fewer than 5 are taken and expected.
        users: int32, users who took the step.
        weight_shades, lift_shades: uint8, log2 of the same for an image: 128 is 1, 255 is 8 or more, 1 is 1/8 or
            less, 0 unknown. Signed weights by their root instead: 128 is 0, 255 is 8 or more, 1 is −2 or less.
        agreement: Spearman's rank correlation of weights and lifts over `pairs` pairs of all categories; NaN if none.
        strongest: the pair of those shown whose lift is surest to be high; (0, 0) where none is known.
        only_model: pairs with a high weight that the purchases do not show, the plainest first.
        only_data: pairs with a lift surely above 1 and a low weight.
        baskets: whether visits are baskets; else they are days.
        cut: before it all was counted, an ISO date or "day 12".
    """

    run: RunId
    levels: tuple[str, ...]
    level: str
    names: tuple[str, ...]
    codes: npt.NDArray[np.int32]
    groups: npt.NDArray[np.int32]
    total: int
    relation: Relation
    weights: npt.NDArray[np.float32]
    lifts: npt.NDArray[np.float32]
    users: npt.NDArray[np.int32]
    weight_shades: npt.NDArray[np.uint8]
    lift_shades: npt.NDArray[np.uint8]
    agreement: float
    pairs: int
    strongest: tuple[int, int]
    only_model: tuple[Disagreement, ...]
    only_data: tuple[Disagreement, ...]
    within: int | None
    baskets: bool
    cut: str


@dataclass(frozen=True, slots=True)
class AssociationsQuery(Query[AssociationsView]):
    """The maps of a run. `level`: None is the study's; `within`: visits in which a step counts, None any number."""

    run: RunId
    level: str | None = None
    within: int | None = 4
    order: MapOrder = "taxonomy"
    show: MapShow = "connected"
    count: int = 30


@dataclass(frozen=True, slots=True)
class ItemPair:
    """Titles of an item of the row and one of the column, and how many began with both, two at least."""

    row: str
    column: str
    users: int


@dataclass(frozen=True, slots=True)
class PairView:
    """All about one pair.

    Attributes:
        lift, low, high: with its 95 % interval; NaN where nothing is expected.
        users: who took the step; `able` could have.
        expected: by chance.
        back: lift of the other direction.
        weight, raw: relative and mean weight; NaN where the model has none.
        rank, ranked: place of the weight in its row; 0 where it has none.
        bins: int32, shoppers by days until the first purchase, `bin_days` each; the last bin holds all later ones.
        median: days.
        positions: int32, the dataset's positions of the users behind it, and their ids.
    """

    row: str
    column: str
    lift: float
    low: float
    high: float
    users: int
    able: int
    expected: float
    back: float
    weight: float
    raw: float
    rank: int
    ranked: int
    bins: npt.NDArray[np.int32]
    bin_days: int
    median: float
    items: tuple[ItemPair, ...]
    positions: npt.NDArray[np.int32]
    ids: Texts


@dataclass(frozen=True, slots=True)
class PairQuery(Query[PairView]):
    """One pair of categories by their codes."""

    run: RunId
    level: str
    row: int
    column: int
    within: int | None = 4


@dataclass(frozen=True, slots=True)
class ExportAssociations(Job):
    """Write all pairs of a level as CSV, one row an ordered pair. Result: `Exported`."""

    run: RunId
    out: Path
    level: str | None = None
    within: int | None = 4
