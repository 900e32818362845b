"""Numbers, dates, times and the engine's own words as a person reads them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from engine.session import StudyRow

__all__ = [
    "METRIC_TITLES",
    "beside",
    "clock",
    "count",
    "day",
    "duration",
    "joined",
    "led",
    "left_out_reason",
    "level",
    "listed",
    "metric",
    "moment",
    "month",
    "percent",
    "scope",
    "scope_phrase",
    "signed",
    "softened",
    "step",
    "study_name",
    "study_title",
    "study_titles",
    "study_words",
    "together",
]

translate = QCoreApplication.translate
MINUS = "−"
# as everywhere in the field, so not translated
METRIC_TITLES = {
    "f1": "F1",
    "precision": "P",
    "recall": "R",
    "ndcg": "NDCG",
    "map": "MAP",
    "mrr": "MRR",
    "hit_rate": "Reach",
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
OWN_MOMENTS = ("leave-last", "next-basket", "per-user-fraction", "given")  # splits without one cut for all
_STAMP = re.compile(r"-\d{8}-\d{6}(-\d+)?$")  # of the folders of studies
NO_BREAK = "\N{NO-BREAK SPACE}"


def count(number: int) -> str:
    """1998 → 1,998."""
    return f"{number:,}".replace("-", MINUS)


def metric(value: float, decimals: int = 4) -> str:
    """A mean with equal decimals; nothing where there is none."""
    return "" if math.isnan(value) else f"{value:.{decimals}f}".replace("-", MINUS)


def percent(share: float, signs: bool = False) -> str:
    """0.279 → 27.9 %, with a no-break space and, on differences, a sign."""
    if math.isnan(share):
        return ""
    text = f"{100 * share:+.1f}" if signs else _part_of_all(share)
    return f"{text.replace('-', MINUS)}{NO_BREAK}%"


def _part_of_all(share: float) -> str:
    """One decimal, but never 100.0 for less than all, nor 0.0 for more than none."""
    text = f"{100 * share:.1f}"
    if share < 1 and text == "100.0":
        return "99.9"
    return "< 0.1" if share > 0 and text == "0.0" else text


def signed(value: float, decimals: int = 3) -> str:
    """A difference with its sign; zero has none."""
    if math.isnan(value):
        return ""
    text = f"{value:+.{decimals}f}"
    return text[1:] if float(text) == 0 else text.replace("-", MINUS)


def duration(seconds: float) -> str:
    """760 → 12 min 40 s; from an hour on without seconds."""
    if 0 < seconds < 0.5:
        return translate("Words", "< 1 s")
    whole = max(0, round(seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return translate("Words", "{0} h {1} min").format(hours, minutes)
    if minutes:
        return (
            translate("Words", "{0} min {1} s").format(minutes, rest)
            if rest
            else translate("Words", "{0} min").format(minutes)
        )
    return translate("Words", "{0} s").format(rest)


def day(iso: str, year: bool = True) -> str:
    """An ISO date as the language writes it: 6 Nov 2017, or 2017-11-06; other texts ("day 12") as they are."""
    try:
        moment = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    if QLocale().language() == QLocale.Language.Chinese:
        return moment.isoformat() if year else f"{moment.month}-{moment.day}"
    text = f"{moment.day} {MONTHS[moment.month - 1]}"
    return f"{text} {moment.year}" if year else text


def moment(iso: str) -> str:
    """An ISO moment as the language writes it: 6 Nov 2017, 08:01:11, or 2017-11-06 08:01:11."""
    hour = iso[11:19]
    if not hour:
        return day(iso)
    return f"{day(iso)} {hour}" if QLocale().language() == QLocale.Language.Chinese else f"{day(iso)}, {hour}"


def month(text: str) -> str:
    """The month of an ISO date, for an axis; other texts as they are."""
    try:
        moment = date.fromisoformat(text)
    except ValueError:
        return text
    if QLocale().language() == QLocale.Language.Chinese:
        return f"{moment.month} 月"
    return MONTHS[moment.month - 1]


def clock(iso: str, hour: bool = True) -> str:
    """An ISO moment as day and time of this computer's zone, or as its day alone."""
    try:
        when = datetime.fromisoformat(iso).astimezone()
    except ValueError:
        return iso
    here = day(when.date().isoformat())
    return f"{here} {when:%H:%M}" if hour else here


def step(text: str) -> str:
    """What a job does now, in a line: "Pipeline, tuning: ranking: epoch 3 of 8" word by word; unknown words stay."""
    separator = "，" if QLocale().language() == QLocale.Language.Chinese else ", "
    return separator.join(_step_word(word) for word in text.replace(": ", ", ").split(", ") if word)


def _step_word(word: str) -> str:
    if found := re.fullmatch(r"epoch (\d+) of (\d+)", word):
        return translate("Words", "epoch {0} of {1}").format(*found.groups())
    if found := re.fullmatch(r"past cut (\d+) of (\d+)", word):
        return translate("Words", "past cut {0} of {1}").format(*found.groups())
    if found := re.fullmatch(r"loading (\w+)", word):
        return translate("Words", "loading {0}").format(found[1])
    if found := re.fullmatch(r"reading ([\d,]+) item texts", word):
        return translate("Words", "reading {0} item texts").format(found[1])
    if found := re.fullmatch(r"lists of (.+)", word):
        return translate("Words", "lists of {0}").format(found[1])
    known = {
        "tuning": translate("Words", "tuning"),
        "final fit": translate("Words", "final fit"),
        "ranking": translate("Words", "ranking"),
        "lists": translate("Words", "lists"),
        "preparing": translate("Words", "preparing"),
        "profile": translate("Words", "profile"),
        "association": translate("Words", "association"),
        "nearest items": translate("Words", "nearest items"),
        "weights of items": translate("Words", "weights of items"),
        "products of users": translate("Words", "products of users"),
        "products of items": translate("Words", "products of items"),
        "relation matrix": translate("Words", "relation matrix"),
        "item graph": translate("Words", "item graph"),
        "writing": translate("Words", "writing"),
        "written": translate("Words", "written"),
        "looking at the files": translate("Words", "looking at the files"),
        "reading the items": translate("Words", "reading the items"),
        "reading the interactions": translate("Words", "reading the interactions"),
        "sorting the interactions": translate("Words", "sorting the interactions"),
        "writing the items and users": translate("Words", "writing the items and users"),
        "checking what was stored": translate("Words", "checking what was stored"),
        "looking at every row": translate("Words", "looking at every row"),
        "imported": translate("Words", "imported"),
        "imported before": translate("Words", "imported before"),
        "finished": translate("Words", "finished"),
        "data and split": translate("Words", "data and split"),
        "permuted": translate("Words", "future permuted"),
        "without the leak": translate("Words", "without the leak"),
        "audited": translate("Words", "audited"),
        "comparing": translate("Words", "comparing"),
        "resampling": translate("Words", "resampling"),
        "randomisation test": translate("Words", "randomisation test"),
        "segments": translate("Words", "segments"),
        "ties": translate("Words", "ties"),
    }
    return known.get(word, word)


def study_name(file: Path) -> str:
    """The name of the study in a file; the copy in a study's folder is called by that folder, without its date."""
    return _STAMP.sub("", file.parent.name) if file.name == "study.toml" else file.stem


def study_words(name: str) -> str:
    """A study's name as a person reads it: those that come with the program are translated, others nearly as typed."""
    known = {"quick": translate("Words", "Quick study"), "full": translate("Words", "Full study")}
    spaced = _spaced(name)
    if name in known or not name.isascii() or spaced.lower().endswith("study"):
        return known.get(name, spaced)
    return translate("Words", "{0} study").format(spaced)


def study_title(study: StudyRow) -> str:
    """A study in the window's language: "Quick study, test from 6 Nov 2017"; one that a person gave it stays."""
    name = _STAMP.sub("", study.id)
    spaced = _spaced(name)
    given = spaced if spaced.lower().endswith("study") else f"{spaced} study"
    if not study.title.startswith(f"{given}, test from "):
        return study.title
    return translate("Words", "{0}, test from {1}").format(study_words(name), day(study.test_start))


def study_titles(studies: Sequence[StudyRow]) -> list[str]:
    """Titles beside each other: those that repeat are followed by the time at which their study was finished."""
    titles = [study_title(study) for study in studies]
    times = Counter(titles)
    return [
        beside(title, clock(study.finished)) if times[title] > 1 and study.finished else title
        for title, study in zip(titles, studies, strict=True)
    ]


def _spaced(name: str) -> str:
    """A file's name as the engine words it in a title."""
    spaced = name.replace("-", " ").replace("_", " ").strip()
    return spaced[:1].upper() + spaced[1:]


def scope(name: str) -> str:
    """A scope's name on a segment."""
    names = {
        "cross": translate("Words", "Cross"),
        "in": translate("Words", "In"),
        "repeat": translate("Words", "Repeat"),
        "all": translate("Words", "All"),
        "any": translate("Words", "Any"),
        "list": translate("Words", "List"),
    }
    return names.get(name, name)


def level(name: str) -> str:
    """What a level of categories is called over a column: as in the dataset, but a common word in ours."""
    names = {
        "category": translate("Words", "Category"),
        "department": translate("Words", "Department"),
        "subcategory": translate("Words", "Subcategory"),
        "group": translate("Words", "Group"),
        "class": translate("Words", "Class"),
        "brand": translate("Words", "Brand"),
        "type": translate("Words", "Type"),
        "aisle": translate("Words", "Aisle"),
    }
    return names.get(name.lower(), name)


def scope_phrase(name: str) -> str:
    """What a scope ranks, inside a sentence."""
    phrases = {
        "cross": translate("Words", "in categories new to the shopper"),
        "in": translate("Words", "of new items in known categories"),
        "repeat": translate("Words", "of items bought before"),
        "all": translate("Words", "of all items not bought before"),
        "any": translate("Words", "of all items"),
        "list": translate("Words", "of the items that a file lists"),
    }
    return phrases.get(name, name)


def left_out_reason(code: str, users: int, test_start: str) -> str:
    """Why shoppers are not among the evaluated, with their number."""
    sentences = {
        "inactive": translate("Words", "{0} of whom nothing is held out")
        if test_start in OWN_MOMENTS
        else translate("Words", "{0} bought nothing from {1} on"),
        "only-filtered-items": translate("Words", "{0} only items that the filter leaves out"),
        "nothing-in-scope": translate("Words", "{0} nothing in this scope"),
    }
    return sentences.get(code, "{0} " + code).format(count(users), day(test_start))


def beside(*parts: str) -> str:
    """Short remarks on one thing, parted by commas: "integer, 1,657"."""
    return ("，" if QLocale().language() == QLocale.Language.Chinese else ", ").join(parts)


def listed(names: Sequence[str]) -> str:
    """Things of one kind in a row."""
    return ("、" if QLocale().language() == QLocale.Language.Chinese else ", ").join(names)


def led(head: str, text: str) -> str:
    """A head and, after a colon, what belongs to it."""
    return f"{head}{'：' if QLocale().language() == QLocale.Language.Chinese else ': '}{text}"


def together(sentences: Iterable[str]) -> str:
    """Whole sentences one behind the other; empty ones are left out."""
    chinese = QLocale().language() == QLocale.Language.Chinese
    return ("" if chinese else " ").join(filter(None, sentences))


def joined(clauses: Sequence[str]) -> str:
    """Clauses as one sentence."""
    if QLocale().language() == QLocale.Language.Chinese:
        return "；".join(clauses) + "。"
    return "; ".join(clauses) + "."


def softened(text: str) -> str:
    """A title with its words in capitals set in small letters, the first letter kept; other words as they are."""
    words = [word.lower() if word.isupper() else word for word in text.split(" ")]
    title = " ".join(words)
    return title[:1].upper() + title[1:]
