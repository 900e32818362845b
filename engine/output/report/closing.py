"""The sections that stand behind the figures: audit, example shoppers, how it was made, glossary."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from shlex import quote
from typing import Any

from engine.models.registry import TITLES
from engine.output.report import numbers
from engine.output.report.gather import Gathered
from engine.output.report.markup import Markup, element, joined
from engine.output.report.parts import command, facts, paragraph, section, table
from engine.output.report.shoppers import Example, Listed, Past
from engine.output.report.texts import Words

__all__ = ["audit", "examples", "glossary", "manifest"]

LIBRARIES = ("python", "numpy", "scipy", "pyarrow", "duckdb", "torch", "transformers", "torch_geometric")
TERMS = (
    *("k", "cut", "right", "candidates", "precision", "recall", "f1", "ndcg", "map", "mrr", "hit_rate", "reference"),
    *("interval", "band", "p", "holm", "detectable", "seed", "exploratory"),
)


def audit(found: Gathered, words: Words) -> Markup:
    """What the leakage audit found; where there was none, how to run it."""
    told, study = found.source.audit, found.source.study.id
    if told is None:
        asked = command(f"python main.py audit {study}")
        return section("audit", words("audit"), paragraph(words("audit-none"), "warning"), asked)
    moment = numbers.moment(told["created"], words.language)
    kinds = len({each["key"] for each in told["findings"]})
    values = {"moment": moment, "n": kinds, "trials": len(told["trials"]), "leaks": told["leaks"]}
    summary = paragraph(words("audit-leaks" if told["leaks"] else "audit-clean", **values), _class(told["leaks"]))
    rows = [[_mark(each["severity"], words), _finding(each, told, words)] for each in told["findings"]]
    rows += [[_mark(each["severity"], words), _trial(each, words)] for each in told["trials"]]
    effects = [element("li", _effect(each, words)) for each in told["effects"]]
    return section(
        "audit",
        words("audit"),
        paragraph(words("audit-outdated"), "warning") if found.source.outdated else None,
        summary,
        table([words("audit-mark"), words("audit-found")], rows, texts=2, name="findings"),
        element("h3", words("effects")) if effects else None,
        element("ul", *effects) if effects else None,
    )


def examples(found: Gathered, words: Words) -> Markup | None:
    """Three shoppers with their histories and lists."""
    main = found.main
    if not found.examples or main.lead is None or main.reference is None:
        return None
    names = {"lead": main.runs[main.lead].name, "reference": main.runs[main.reference].name}
    asked = {"metric": words.metric(main.metric), "k": main.k}
    intro = words("examples-intro", **names, **asked)
    shown = [_example(each, names, asked, found, words) for each in found.examples]
    return section("examples", words("examples"), paragraph(intro), *shown)


def manifest(found: Gathered, words: Words) -> Markup:
    """Versions, hashes, seeds, device, timings, and how to make all of it again."""
    source = found.source
    told, study = source.manifest, source.study
    codes = list(dict.fromkeys(str(run.manifest["code_hash"]) for run in source.runs))
    code = codes[0] if len(codes) == 1 else words("code-hash-mixed", hash=codes[0], n=len(codes) - 1)
    libraries = [f"{name} {told['versions'][name]}" for name in LIBRARIES if name in told["versions"]]
    seeds = sorted({run.entry.seed for run in source.runs})
    spent = {"created": numbers.moment(study.created, words.language)}
    spent["finished"] = numbers.moment(study.finished, words.language)
    readers = words("readers-one") if source.readers < 2 else words("readers-many", n=source.readers)
    pairs = [
        (words("program"), f"crossaisle {told['versions']['crossaisle']}"),
        (words("libraries"), numbers.listed(libraries, words.language)),
        (words("dataset-hash"), element("code", source.runs[0].dataset_hash)),
        (words("code-hash"), element("code", code)),
        (words("device"), numbers.listed(list(dict.fromkeys(str(run.manifest["device"]) for run in source.runs)),
                                         words.language)),
        (words("seeds"), numbers.listed([str(seed) for seed in seeds], words.language)),
        (words("made"), words("made-value", **spent)),
        (words("readers"), readers),
    ]  # fmt: skip
    lines = [f"python main.py verify {run.id}" for run in source.runs]
    return section(
        "manifest",
        words("manifest"),
        paragraph(words("manifest-intro")),
        facts(pairs),
        element("h3", words("timings")),
        _timings(found, words),
        element("h3", words("rerun")),
        paragraph(words("rerun-study")),
        command(f"python main.py study study.toml --dataset {quote(study.dataset)}"),
        element("details", element("summary", words("study-file")), command(source.toml.strip())),
        paragraph(words("rerun-verify")),
        command("\n".join(lines)),
    )


def glossary(found: Gathered, words: Words) -> Markup:
    """Every abbreviation, once."""
    models = dict.fromkeys(run.entry.model for run in found.source.runs)
    known = [name for name in models if name in TITLES]
    terms = [*TERMS, *known]
    rows = [joined([element("dt", words(f"term-{name}")), element("dd", words(f"about-{name}"))]) for name in terms]
    return section("glossary", words("glossary"), element("dl", *rows))


def _class(leaks: int) -> str:
    return "warning" if leaks else "note"


def _mark(severity: str, words: Words) -> Markup:
    tone = {"leak": "negative", "note": "warn", "passed": "positive"}[severity]
    sign = {"leak": "✕", "note": "!", "passed": "✓"}[severity]
    return element("span", f"{sign} {words(f'mark-{severity}')}", class_=f"mark {tone}")


def _finding(each: Mapping[str, Any], told: Mapping[str, Any], words: Words) -> str:
    values = {"count": numbers.count(each["count"]), "total": numbers.count(each["total"]), **each["values"]}
    said = words.leak(each["key"], each["severity"], values, each["sentence"])
    several = len({other["window"] for other in told["findings"]}) > 1
    return f"{words.day(each['window'])}: {said}" if several else said


def _trial(each: Mapping[str, Any], words: Words) -> str:
    values = {name: numbers.count(each[name]) for name in ("users", "lists", "scores")}
    said = words(f"trial-{each['severity']}", run=each["run"], reason=each["reason"], **values)
    return words.sentences(said, words("trial-limited") if each["limited"] else "")


def _effect(each: Mapping[str, Any], words: Words) -> str:
    moved = each["moved"]
    return words(
        "effect",
        model=TITLES.get(each["model"], each["model"]),
        metric=each["metric"],
        scope=words.scope(each["scope"]),
        first=numbers.metric(moved["first"]),
        second=numbers.metric(moved["second"]),
        difference=numbers.signed(moved["difference"]),
        low=numbers.signed(moved["low"]),
        high=numbers.signed(moved["high"]),
    )


def _example(
    each: Example, names: dict[str, str], asked: Mapping[str, object], found: Gathered, words: Words
) -> Markup:
    figures = words(
        "example-figures",
        first=numbers.metric(each.values[0]),
        second=numbers.metric(each.values[1]),
        relevant=each.relevant,
        **names,
        **asked,
    )
    key = "example-history" if found.source.study.level else "example-history-items"
    history = words(key, purchases=numbers.count(each.purchases), parts=numbers.count(each.parts))
    past = [element("li", _past(part, words)) for part in each.history]
    return element(
        "div",
        element("h3", words(f"example-{each.kind}", user=each.user)),
        paragraph(figures),
        paragraph(history + ("：" if words.chinese else ":"), "muted"),
        element("ul", *past, class_="past"),
        _lists(each, list(names.values()), words),
        class_="shopper",
    )


def _past(part: Past, words: Words) -> str:
    values = {"name": part.name, "purchases": numbers.count(part.purchases), "last": words.day(part.last)}
    return words("example-part" if part.last else "example-part-undated", **values)


def _lists(each: Example, names: list[str], words: Words) -> Markup:
    """Both lists, rank by rank; the shorter one ends in empty cells."""
    rows = [
        [str(rank), *[cell for place in pair for cell in _place(place, words)]]
        for rank, pair in enumerate(zip_longest(*each.lists), 1)
    ]
    head = [words("rank"), *[cell for name in names for cell in ("", name)]]
    return table(head, rows, texts=len(head), name=f"lists-{each.kind}")


def _place(place: Listed | None, words: Words) -> tuple[str, str]:
    """The mark of a place, and its item with category and reasons."""
    if place is None:
        return "", ""
    name = "hit" if place.hit else "miss"
    mark = element("span", "✓" if place.hit else "○", class_=name, role="img", aria_label=words(name))
    why = words("because", numbers.listed(place.reasons, words.language)) if place.reasons else None
    return mark, element(
        "span",
        element("b", place.title) if place.hit else place.title,
        element("small", place.category) if place.category else None,
        element("small", why) if why else None,
    )


def _timings(found: Gathered, words: Words) -> Markup:
    rows = []
    for run in found.source.runs:
        spent: Mapping[str, float] = run.manifest["timings"]
        times = [numbers.duration(spent[part], words.language) if part in spent else "" for part in
                 ("tuning", "fit", "ranking")]  # fmt: skip
        rows.append(
            [
                element("bdi", run.name),
                element("code", run.id),
                str(run.entry.seed),
                *times,
                numbers.bytes_text(run.manifest["peak_memory_bytes"]),
            ]
        )
    head = [words("run"), "", *[words(name) for name in ("seed", "tuning", "final-fit", "ranking", "memory")]]
    return table(head, rows, texts=2, name="timings")
