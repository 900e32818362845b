"""The audit's findings in the window's language: names and sentences by key, sentences of recommenders by verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from engine.session.messages.auditing import LeakFinding, LeakTrial
from gui import words

__all__ = ["NAMES", "TEMPLATES", "finding_sentence", "name", "severity", "trial_sentence"]

translate = QCoreApplication.translate
REFUSED = "it refuses to be fitted ("


def name(key: str) -> str:
    """What is looked for, in a few words; the key itself where it is not known."""
    return translate("Leaks", str(NAMES[key])) if key in NAMES else key


def finding_sentence(finding: LeakFinding) -> str:
    """What was found; as the engine said it where its key is not known here."""
    template = TEMPLATES.get((finding.key, finding.severity))
    if template is None:
        return finding.sentence
    values = {key: _WORDED.get(key, str)(value) for key, value in finding.values.items()}
    try:
        counts = {"count": words.count(finding.count), "total": words.count(finding.total)}
        return translate("Leaks", str(template)).format(**counts, **values)
    except (KeyError, IndexError):
        return finding.sentence


def trial_sentence(trial: LeakTrial) -> str:
    """What came of permuting the future of one recommender."""
    match trial.severity:
        case "passed":
            text = translate(
                "Leaks",
                "{0} gives all {1} shoppers the same lists and scores when every row that must not train is replaced.",
            )
            return text.format(trial.run, words.count(trial.users))
        case "leak":
            text = translate(
                "Leaks",
                "{0} gives {1} of {2} shoppers other lists, and {3} other scores, when only rows that must not train "
                "are replaced: it has seen the test.",
            )
            return text.format(trial.run, *map(words.count, (trial.lists, trial.users, trial.scores)))
        case _:
            return translate("Leaks", "Nothing can be told of {0}: {1}.").format(trial.run, _reason(trial.reason))


def severity(kind: str) -> str:
    """A verdict in a word."""
    words_of = {
        "leak": translate("Leaks", "Leak"),
        "note": translate("Leaks", "Unknown"),
        "passed": translate("Leaks", "Passed"),
    }
    return words_of[kind]


def _reason(reason: str) -> str:
    if reason.startswith(REFUSED):
        refusal = reason.removeprefix(REFUSED).removesuffix(")")
        return translate("Leaks", "it refuses to be fitted ({0})").format(refusal)
    known: Mapping[str, str] = {
        "two fits on the same rows give different scores": translate(
            "Leaks", "two fits on the same rows give different scores"
        ),
    }
    return known.get(reason, reason)


# How values that are no counts read in the window.
_WORDED: dict[str, Callable[[str], str]] = {
    "first": words.moment,
    "share": lambda share: share.replace("%", f"{words.NO_BREAK}%"),
    "tables": lambda tables: words.listed(tables.split(", ")),
}

NAMES: dict[str, object] = {
    "unknown-rows": QT_TRANSLATE_NOOP("Leaks", "Rows from elsewhere"),
    "held-out": QT_TRANSLATE_NOOP("Leaks", "Held-out rows"),
    "split-moved": QT_TRANSLATE_NOOP("Leaks", "The split itself"),
    "own-future": QT_TRANSLATE_NOOP("Leaks", "A shopper's own future"),
    "after-first-test": QT_TRANSLATE_NOOP("Leaks", "Rows after the first test"),
    "others-future": QT_TRANSLATE_NOOP("Leaks", "The future of others"),
    "item-filter": QT_TRANSLATE_NOOP("Leaks", "The item filter"),
    "labels": QT_TRANSLATE_NOOP("Leaks", "Categories"),
    "not-yet-sold": QT_TRANSLATE_NOOP("Leaks", "Items not yet sold"),
    "basket-parted": QT_TRANSLATE_NOOP("Leaks", "Baskets on both sides"),
    "row-parted": QT_TRANSLATE_NOOP("Leaks", "Rows on both sides"),
    "histories-alike": QT_TRANSLATE_NOOP("Leaks", "Equal histories"),
    "side-tables": QT_TRANSLATE_NOOP("Leaks", "Undated columns"),
    "tuning": QT_TRANSLATE_NOOP("Leaks", "Tuning"),
    "tuning-filter": QT_TRANSLATE_NOOP("Leaks", "The item filter while tuning"),
}

# The engine's own sentences by key and severity, marked for translation.
TEMPLATES: dict[tuple[str, str], object] = {
    ("unknown-rows", "leak"): QT_TRANSLATE_NOOP(
        "Leaks", "{count} of {total} training rows are not rows of the dataset."
    ),
    ("unknown-rows", "passed"): QT_TRANSLATE_NOOP("Leaks", "Every training row is a row of the dataset."),
    ("held-out", "leak"): QT_TRANSLATE_NOOP("Leaks", "{count} of {total} held-out rows are among the training rows."),
    ("held-out", "passed"): QT_TRANSLATE_NOOP("Leaks", "No held-out row is among the training rows."),
    ("split-moved", "leak"): QT_TRANSLATE_NOOP(
        "Leaks",
        "What trains changes when only rows that must not train are replaced: {count} of {total} shoppers have "
        "another past.",
    ),
    ("split-moved", "passed"): QT_TRANSLATE_NOOP(
        "Leaks", "What trains stays, bit by bit, when every other row is replaced."
    ),
    ("own-future", "leak"): QT_TRANSLATE_NOOP(
        "Leaks",
        "{count} of {total} training rows lie at or after the moment at which their own shopper is asked about.",
    ),
    ("own-future", "passed"): QT_TRANSLATE_NOOP(
        "Leaks", "No training row lies at or after the moment at which its own shopper is asked about."
    ),
    ("own-future", "note"): QT_TRANSLATE_NOOP(
        "Leaks", "The data has no times, so nobody can tell whether a shopper's training rows came first."
    ),
    ("after-first-test", "leak"): QT_TRANSLATE_NOOP(
        "Leaks",
        "{count} of {total} training rows are no older than the first test row, which is of {first}: the split "
        "is not one moment for all.",
    ),
    ("after-first-test", "passed"): QT_TRANSLATE_NOOP("Leaks", "Every training row is older than the first test row."),
    ("after-first-test", "note"): QT_TRANSLATE_NOOP(
        "Leaks",
        "There is no time that is everyone's, so training and test rows of different shoppers cannot be ordered.",
    ),
    ("others-future", "leak"): QT_TRANSLATE_NOOP(
        "Leaks",
        "On average {share} of the training rows are later than the test row of the shopper who is asked about; "
        "it concerns {count} of {total} shoppers.",
    ),
    ("others-future", "passed"): QT_TRANSLATE_NOOP(
        "Leaks", "No training row is later than the test row of a shopper who is asked about."
    ),
    ("others-future", "note"): QT_TRANSLATE_NOOP(
        "Leaks", "There is no time that is everyone's, so nobody can tell which rows of others came later."
    ),
    ("item-filter", "leak"): QT_TRANSLATE_NOOP(
        "Leaks",
        "{count} of {total} kept items have fewer than {buyers} buyers among the rows that train: the item "
        "filter saw others.",
    ),
    ("item-filter", "passed"): QT_TRANSLATE_NOOP(
        "Leaks", "Every kept item has its {buyers} buyers among the rows that train."
    ),
    ("labels", "leak"): QT_TRANSLATE_NOOP(
        "Leaks", "{count} of {total} kept items have categories that the rows that train do not give them."
    ),
    ("labels", "passed"): QT_TRANSLATE_NOOP(
        "Leaks", "The categories of the kept items are those of the catalogue or of the rows that train."
    ),
    ("not-yet-sold", "leak"): QT_TRANSLATE_NOOP(
        "Leaks",
        "{count} of {total} items compete although they are sold only later: that they will exist is known from "
        "the future.",
    ),
    ("not-yet-sold", "passed"): QT_TRANSLATE_NOOP(
        "Leaks", "Every item that competes is sold in a row that trains, or never."
    ),
    ("basket-parted", "leak"): QT_TRANSLATE_NOOP(
        "Leaks", "{count} of {total} test rows belong to a basket of which other rows train."
    ),
    ("basket-parted", "passed"): QT_TRANSLATE_NOOP("Leaks", "No basket has rows on both sides of the cut."),
    ("basket-parted", "note"): QT_TRANSLATE_NOOP(
        "Leaks", "The data names no baskets, so a basket on both sides of the cut cannot be found."
    ),
    ("row-parted", "leak"): QT_TRANSLATE_NOOP(
        "Leaks", "{count} of {total} test rows are, shopper, item and time, also among the training rows."
    ),
    ("row-parted", "note"): QT_TRANSLATE_NOOP(
        "Leaks",
        "{count} of {total} test rows have shopper and item of a training row; without times nobody can tell "
        "whether it is the same row.",
    ),
    ("row-parted", "passed"): QT_TRANSLATE_NOOP("Leaks", "No row stands on both sides of the cut."),
    ("histories-alike", "leak"): QT_TRANSLATE_NOOP(
        "Leaks",
        "{count} of {total} shoppers have, item by item and moment by moment, the history of another one: the "
        "same person may stand on both sides.",
    ),
    ("histories-alike", "note"): QT_TRANSLATE_NOOP(
        "Leaks",
        "{count} of {total} shoppers have the same items as another one; without times of their own it may be chance.",
    ),
    ("histories-alike", "passed"): QT_TRANSLATE_NOOP("Leaks", "No two shoppers have the same history."),
    ("side-tables", "note"): QT_TRANSLATE_NOOP(
        "Leaks",
        "The columns {tables} stand beside the interactions and cannot be dated: whether they were written "
        "before the cut is not in the data.",
    ),
    ("side-tables", "passed"): QT_TRANSLATE_NOOP(
        "Leaks", "Nothing but the interactions is known of shoppers and items."
    ),
    ("tuning", "leak"): QT_TRANSLATE_NOOP(
        "Leaks", "{count} of {total} rows that tuning learns from are rows that it is judged by, or later ones."
    ),
    ("tuning", "passed"): QT_TRANSLATE_NOOP("Leaks", "What tuning learns from holds no row that it is judged by."),
    ("tuning", "note"): QT_TRANSLATE_NOOP("Leaks", "There is no validation window, so nothing is tuned."),
    ("tuning-filter", "leak"): QT_TRANSLATE_NOOP(
        "Leaks",
        "{count} of {total} items kept while tuning have fewer than {buyers} buyers among the rows that it "
        "learns from: the item filter saw its validation.",
    ),
    ("tuning-filter", "passed"): QT_TRANSLATE_NOOP(
        "Leaks", "The item filter of the tuning saw none of its validation."
    ),
}
