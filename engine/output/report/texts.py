"""The sentences of a report in its language, filled with numbers written as that language writes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from engine.output.report import numbers
from engine.output.report.chinese import CHINESE
from engine.output.report.english import ENGLISH
from engine.output.report.numbers import Language
from engine.output.report.reasons import DROPS, LEAKS_ZH

__all__ = ["LANGUAGES", "TABLES", "Words", "safe_name"]

TABLES: dict[Language, dict[str, str]] = {"en": ENGLISH, "zh_CN": CHINESE}
LANGUAGES: tuple[Language, ...] = ("en", "zh_CN")
STAMP = re.compile(r"-\d{8}-\d{6}(-\d+)?$")  # of the folders of studies
ISOLATED, FREED = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
METRICS = {"f1": "F1", "precision": "P", "recall": "R", "ndcg": "NDCG", "map": "MAP", "mrr": "MRR", "hit_rate": "Reach"}
ABOUT_DURATION = {"h": (" hours", " 小时"), "d": (" days", " 天"), "w": (" weeks", " 周")}


@dataclass(frozen=True)
class Words:
    """Sentences of one language by their keys."""

    language: Language

    def __call__(self, key: str, /, *places: object, **values: object) -> str:
        """The sentence of a key, filled."""
        return TABLES[self.language][key].format(*places, **values)

    @property
    def chinese(self) -> bool:
        return self.language == "zh_CN"

    def metric(self, name: str) -> str:
        """What a metric is called; as everywhere in the field, so not translated."""
        return METRICS[name]

    def definition(self, name: str) -> str:
        """A metric in words, to stand inside a sentence."""
        text = self(f"about-{name}")
        return text.rstrip("。") if self.chinese else text[:1].lower() + text[1:].rstrip(".")

    def scope(self, name: str) -> str:
        return self(f"name-{name}")

    def day(self, iso: str) -> str:
        return numbers.day(iso, self.language)

    def duration(self, text: str) -> str:
        """A protocol's duration, such as "56d", in words."""
        return text[:-1] + ABOUT_DURATION[text[-1]][self.chinese]

    def led(self, head: str, text: str) -> str:
        """A head and, after a colon, what belongs to it."""
        return f"{head}{'：' if self.chinese else ': '}{text}"

    def joined(self, clauses: Sequence[str]) -> str:
        """Clauses as one sentence."""
        return "；".join(clauses) + "。" if self.chinese else "; ".join(clauses) + "."

    def sentences(self, *parts: str) -> str:
        """Sentences one after another; empty ones are left out."""
        return ("" if self.chinese else " ").join(part for part in parts if part)

    def drop(self, code: str, column: str = "", told: str = "") -> str:
        """Why something was left out; in the words of who counted it where the code is not known."""
        text = DROPS[self.language].get(code)
        return text.format(column=column) if text is not None else told or code

    def leak(self, key: str, severity: str, values: dict[str, str], told: str) -> str:
        """What an audit found; in its own words where it is English or the key is not known."""
        text = LEAKS_ZH.get((key, severity)) if self.chinese else None
        return told if text is None else text.format(**values)

    def title(self, title: str, study: str, start: str) -> str:
        """A study's title; one that the program gave it is said in the report's language."""
        name = STAMP.sub("", study)
        spaced = name.replace("-", " ").replace("_", " ").strip()
        spaced = spaced[:1].upper() + spaced[1:]
        own = spaced if spaced.lower().endswith("study") else f"{spaced} study"
        if not title.startswith(f"{own}, test from "):
            return title
        known = {"quick": "study-quick", "full": "study-full"}
        if name in known:
            words = self(known[name])
        else:
            words = spaced if spaced.lower().endswith("study") else self("study-named", spaced)
        return self("study-title", words, self.day(start))


def safe_name(name: str) -> str:
    """A run's name in a sentence; one written from right to left is kept from turning the figures beside it round."""
    turned = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in name)
    return f"{ISOLATED}{name}{FREED}" if turned else name
