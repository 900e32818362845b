"""The rules of a protocol beside its split, against plain Python: who has seen what, what is right, what competes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data.dataset import RowLevel
from engine.data.taxonomy import Level
from engine.errors import UserError
from engine.protocol import ProtocolConfig, Window, all_candidates, split
from tests.engine.protocol.drawn import CATEGORIES, Drawn, drawn

CUT, END = 12, 20
TEST = {"test_start": "2024-01-13", "validation_start": "2024-01-07"}
seeds = st.integers(0, 10**6)


def window(shop: Drawn, **values: object) -> Window:
    asked = {"split": TEST, "scopes": ["cross", "in", "repeat", "all", "any"]} | values
    return split(shop.data, ProtocolConfig.model_validate(asked)).windows[0]


class Told:
    """A window in the protocol's words: sets and loops, nothing of the engine."""

    def __init__(
        self,
        shop: Drawn,
        seen: int = 10**6,
        seen_events: tuple[str, ...] = ("buy", "click", "view"),
        target_events: tuple[str, ...] = ("buy", "click", "view"),
        min_item_users: int = 1,
        ignore: float = 1.0,
        within: int = 10**6,
        entry: bool = False,
    ) -> None:
        past, later = shop.rows[shop.rows["day"] < CUT], shop.rows[shop.rows["day"] >= CUT]
        buyers = past.groupby("item")["user"].nunique()
        recent = set(past.loc[past["day"] >= CUT - within, "item"])
        self.kept = {item for item in buyers.index if buyers[item] >= min_item_users and item in recent}
        bearing = {label: sum(label in shop.labels[item] for item in self.kept) for label in range(CATEGORIES)}
        common = {label for label, count in bearing.items() if count > ignore * len(self.kept)}
        self.labels = [labels - common for labels in shop.labels]
        self.users = sorted(set(past.loc[past["item"].isin(self.kept), "user"]))
        counts = past[(past["day"] >= CUT - seen) & past["event"].isin(seen_events)]
        self.bought = {u: set(counts.loc[counts["user"] == u, "item"]) for u in self.users}
        self.seen = {u: set().union(*(self.labels[item] for item in self.bought[u])) for u in self.users}
        right = later[later["event"].isin(target_events)]
        self.right = {u: right[right["user"] == u] for u in self.users}
        self.active = {u: bool((later["user"] == u).any()) for u in self.users}
        self.entry = entry

    def competes(self, user: int, item: int, scope: str) -> bool:
        bought, labels = item in self.bought[user], self.labels[item]
        return {
            "cross": not bought and bool(labels) and not labels & self.seen[user],
            "in": not bought and bool(labels & self.seen[user]),
            "repeat": bought,
            "all": not bought,
            "any": True,
        }[scope]

    def on_entry(self, user: int, item: int) -> bool:
        """Whether the item is bought on a day before which none of its categories was."""
        rows = self.right[user]
        if item in self.kept:
            rows = rows[rows["item"].isin(self.kept)]
        day = rows.loc[rows["item"] == item, "day"].min()
        return not any(self.labels[other] & self.labels[item] for other in rows.loc[rows["day"] < day, "item"])

    def relevant(self, user: int, scope: str, kept: bool = True) -> set[int]:
        return {
            item
            for item in set(self.right[user]["item"])
            if (item in self.kept) is kept
            and self.competes(user, item, scope)
            and (scope != "cross" or not self.entry or self.on_entry(user, item))
        }


def check(found: Window, told: Told) -> None:
    train, question = found.training, found.test
    catalogue = train.catalogue
    assert set(catalogue.source[: catalogue.kept].tolist()) == told.kept
    assert train.positions.tolist() == told.users
    assert question.active.tolist() == [told.active[user] for user in told.users]
    for scope, mask in all_candidates(question.seen, question.targets, catalogue).items():
        for row, user in enumerate(told.users):
            competing = catalogue.source[: catalogue.kept][mask[row].numpy()]
            assert set(competing.tolist()) == {item for item in told.kept if told.competes(user, item, scope)}, scope
            for pairs, kept in ((question.targets[scope], True), (question.hidden[scope], False)):
                items = pairs.items[pairs.indptr[row] : pairs.indptr[row + 1]]
                assert set(catalogue.source[items].tolist()) == told.relevant(user, scope, kept), scope
        evaluated = int((question.targets[scope].counts > 0).sum())
        assert evaluated + sum(question.left_out(scope).values()) == len(told.users)


def checked(shop: Drawn, told: dict[str, object], **values: object) -> None:
    expected = Told(shop, **told)  # type: ignore[arg-type]
    days = shop.rows["day"]
    if not (days.min() < CUT <= days.max() and expected.users):
        return
    check(window(shop, **values), expected)


@settings(max_examples=40, deadline=None)
@given(seeds, st.integers(1, 12))
def test_seen_window_limits_what_counts_as_bought_and_seen(seed: int, days: int) -> None:
    checked(drawn(seed), {"seen": days}, seen_window=f"{days}d")


@settings(max_examples=40, deadline=None)
@given(seeds, st.sets(st.sampled_from(["buy", "click", "view"]), min_size=1))
def test_seen_events_are_those_that_count_as_bought_and_seen(seed: int, events: set[str]) -> None:
    shop = drawn(seed)
    if events <= set(shop.rows["event"]):
        checked(shop, {"seen_events": tuple(events)}, seen_events=sorted(events))


@settings(max_examples=40, deadline=None)
@given(seeds, st.sets(st.sampled_from(["buy", "click", "view"]), min_size=1))
def test_target_events_are_the_right_answers_and_anything_is_activity(seed: int, events: set[str]) -> None:
    checked(drawn(seed), {"target_events": tuple(events)}, target_events=sorted(events))


@settings(max_examples=40, deadline=None)
@given(seeds, st.sampled_from([0.1, 0.3, 0.5]))
def test_labels_of_too_many_kept_items_say_nothing(seed: int, share: float) -> None:
    checked(drawn(seed), {"ignore": share, "min_item_users": 2}, ignore_labels_above=share, min_item_users=2)


@settings(max_examples=40, deadline=None)
@given(seeds, st.integers(1, 12))
def test_an_item_competes_only_if_sold_so_shortly_before_the_cut(seed: int, days: int) -> None:
    checked(drawn(seed), {"within": days}, available_within=f"{days}d")


@settings(max_examples=60, deadline=None)
@given(seeds, st.integers(1, 3))
def test_entry_keeps_what_is_bought_on_the_day_its_categories_are_entered(seed: int, most_labels: int) -> None:
    checked(
        drawn(seed, most_labels=most_labels, rows=100),
        {"entry": True, "min_item_users": 2},
        relevant="entry",
        min_item_users=2,
    )


@settings(max_examples=30, deadline=None)
@given(seeds, st.integers(1, 12))
def test_history_window_limits_what_is_read_and_nothing_else(seed: int, days: int) -> None:
    shop = drawn(seed)
    checked(shop, {}, history_window=f"{days}d")
    past = shop.rows[shop.rows["day"] < CUT]
    if past.empty or shop.rows["day"].max() < CUT:
        return
    found = window(shop, history_window=f"{days}d")
    read = found.training.histories
    expected = past[past["day"] >= CUT - days]
    assert len(read) == past["user"].nunique()
    assert np.bincount(read.rows, minlength=len(read)).tolist() == [
        int((expected["user"] == user).sum()) for user in found.training.positions
    ]
    assert len(found.test.seen.items) == len(past)


def test_a_past_window_reads_back_from_its_own_cut() -> None:
    shop = drawn(4, rows=200)
    found = window(shop, history_window="4d").training
    past, _ = found.at(window(shop, split={"test_start": "2024-01-09"}).training.cut, 3 * 86_400_000_000)
    rows = shop.rows[(shop.rows["day"] >= 4) & (shop.rows["day"] < 8)]
    assert len(past.histories.items) == len(rows)


def test_what_rules_leave_out_is_counted() -> None:
    shop = drawn(7, rows=150)
    values: dict[str, object] = {
        "seen_window": "5d",
        "target_events": ["buy"],
        "min_item_users": 3,
        "relevant": "entry",
    }
    values |= {"history_window": "3d", "seen_events": ["buy", "view"], "available_within": "6d"}
    asked = {"split": TEST, "scopes": ["cross", "in", "repeat", "all", "any"]} | values
    dropped = split(shop.data, ProtocolConfig.model_validate(asked)).dropped
    past, later = shop.rows[shop.rows["day"] < CUT], shop.rows[shop.rows["day"] >= CUT]
    told = Told(shop, 5, ("buy", "view"), ("buy",), 3, within=6, entry=True)
    own, theirs = past[past["user"].isin(told.users)], later[later["user"].isin(told.users)]
    buyers = past.groupby("item")["user"].nunique().reindex(range(len(shop.labels)), fill_value=0)
    enough = buyers[buyers >= 3].index
    assert dropped["items-under-min-users"] == int((buyers < 3).sum())
    assert dropped["items-unavailable"] == len(set(enough) - told.kept)
    assert dropped["rows-of-filtered-items"] == int((~past["item"].isin(told.kept)).sum())
    assert dropped["rows-beyond-seen-window"] == int((own["day"] < CUT - 5).sum())
    assert dropped["rows-of-unseen-events"] == int(((own["day"] >= CUT - 5) & (own["event"] == "click")).sum())
    assert dropped["rows-beyond-history-window"] == int((own["day"] < CUT - 3).sum())
    assert dropped["rows-of-other-events"] == int((theirs["event"] != "buy").sum())
    assert dropped["items-without-label"] == sum(not told.labels[item] for item in told.kept)
    hidden = sum(len(told.relevant(user, "cross", False)) for user in told.users)
    shown = sum(len(told.relevant(user, "cross")) for user in told.users)
    assert dropped["novel-pairs"] == shown + hidden
    assert dropped["novel-pairs-of-filtered-items"] == hidden
    told.entry = False
    assert dropped["pairs-after-entry"] == sum(len(told.relevant(user, "cross")) for user in told.users) - shown


def in_rows(shop: Drawn, seed: int) -> tuple[Drawn, list[set[int]]]:
    """The shop with categories in its interactions, and the cell of every row."""
    rng = np.random.default_rng(seed)
    cells: list[set[int]] = [set(), {0}, {1}, {2, 3}, {1, 4}]
    of_row = rng.integers(0, len(cells), len(shop.rows))
    lengths = [len(cell) for cell in cells]
    codes = np.array([label for cell in cells for label in sorted(cell)], np.int32)
    level = RowLevel("level shelf", np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64), codes)
    taxonomy = shop.data.taxonomy.levels or (
        Level("shelf", pa.array([f"shelf {c}" for c in range(CATEGORIES)]), np.zeros(1, np.int64), codes[:0]),
    )
    column = np.where(of_row == 0, -1, of_row).astype(np.int32)
    log = replace(shop.data.log, columns=shop.data.log.columns | {"level shelf": column})
    data = replace(
        shop.data,
        log=log,
        level="shelf",
        taxonomy=replace(shop.data.taxonomy, levels=taxonomy),
        row_levels={"shelf": level},
    )
    return replace(shop, data=data), [cells[code] for code in of_row]


@settings(max_examples=40, deadline=None)
@given(seeds, seeds)
def test_categories_in_the_interactions_are_the_union_over_rows_before_the_cut(seed: int, other: int) -> None:
    shop, cells = in_rows(drawn(seed), other)
    labels: list[set[int]] = [set() for _ in shop.labels]
    for (item, day), cell in zip(shop.rows[["item", "day"]].itertuples(index=False), cells, strict=True):
        if day < CUT:
            labels[item] |= cell
    checked(replace(shop, labels=labels), {})


def written(folder: Path, pairs: list[tuple[object, object]], head: str = "user,item") -> str:
    file = folder / "candidates.csv"
    file.write_text("\n".join([head, *(f"{user},{item}" for user, item in pairs)]) + "\n", encoding="utf-8")
    return str(file)


@settings(max_examples=25, deadline=None)
@given(seed=seeds)
def test_the_scope_list_ranks_the_pairs_of_the_file(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    shop, rng = drawn(seed), np.random.default_rng(seed)
    pairs = {(int(user), int(item)) for user, item in zip(rng.integers(0, 8, 40), rng.integers(0, 12, 40), strict=True)}
    ids = [(user + 1, 3 * item + 1) for user, item in pairs]
    file = written(tmp_path_factory.mktemp("listed"), [*ids, *ids[:5], (999, 1), ("x", 4), (1, 2)])
    told = Told(shop, min_item_users=2)
    if not (told.users and shop.rows["day"].max() >= CUT):
        return
    protocol = ProtocolConfig.model_validate(
        {"split": TEST, "scopes": ["list"], "candidates": file, "min_item_users": 2}
    )
    found = split(shop.data, protocol)
    catalogue, question = found.windows[0].training.catalogue, found.windows[0].test
    mask = all_candidates(question.seen, ["list"], catalogue)["list"]
    for row, user in enumerate(told.users):
        mine = {item for owner, item in pairs if owner == user}
        assert set(catalogue.source[: catalogue.kept][mask[row].numpy()].tolist()) == mine & told.kept
        items = question.targets["list"].items[slice(*question.targets["list"].indptr[row : row + 2])]
        assert set(catalogue.source[items].tolist()) == mine & told.kept & set(told.right[user]["item"])
    assert found.dropped["candidates-of-unknown-users"] == 2
    assert found.dropped["candidates-of-unknown-items"] == 1
    competing = sum(user in told.users and item in told.kept for user, item in pairs)
    assert found.dropped["candidates-left-out"] == len(pairs) - competing


@pytest.mark.parametrize(
    ("pairs", "head", "code"),
    [
        ([(999, 1), (1, 998)], "user,item", "candidates-none"),
        ([(1, 1)], "shopper,item", "candidates-column"),
        ([], "user,item", "candidates-none"),
    ],
)
def test_a_file_of_candidates_that_cannot_serve_is_refused(
    tmp_path: Path, pairs: list[tuple[object, object]], head: str, code: str
) -> None:
    with pytest.raises(UserError) as caught:
        window(drawn(1), scopes=["list"], candidates=written(tmp_path, pairs, head))
    assert caught.value.code == code


def test_a_missing_file_of_candidates_is_named() -> None:
    with pytest.raises(UserError, match=r"nowhere\.csv does not exist"):
        window(drawn(1), scopes=["list"], candidates="nowhere.csv")


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"target_events": ["sale"]}, "sale does not occur"),
        ({"seen_events": ["buy", "gift"]}, "gift does not occur"),
        ({"split": {"kind": "leave-last"}, "available_within": "5d"}, "which the split leave-last does not have"),
    ],
)
def test_a_rule_that_cannot_be_applied_is_refused(values: dict[str, object], says: str) -> None:
    with pytest.raises(UserError, match=says):
        window(drawn(1), **values)


def test_events_need_an_event_column() -> None:
    shop = drawn(1)
    bare = replace(shop, data=replace(shop.data, log=replace(shop.data.log, columns={}, vocabularies={})))
    with pytest.raises(UserError, match="name an event column"):
        window(bare, target_events=["buy"])


def test_the_scope_list_needs_a_file() -> None:
    with pytest.raises(UserError, match="has no file of candidates"):
        window(drawn(1), scopes=["list"])
