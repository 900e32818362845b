"""The first sections of a report: the question and its verdict, the data, the protocol."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.output.report import numbers
from engine.output.report.figures import whisker
from engine.output.report.gather import Gathered
from engine.output.report.markup import Markup, element
from engine.output.report.parts import facts, paragraph, section, table
from engine.output.report.source import Source
from engine.output.report.texts import Words
from engine.output.report.verdicts import claim_middle, verdict

__all__ = ["data", "protocol", "question"]

FILTERED = ("novel-pairs", "novel-pairs-of-filtered-items")  # of the protocol's counts, in a table of their own
RULES = (
    "seen_window",
    "history_window",
    "relevant",
    "ignore_labels_above",
    "available_within",
    "target_events",
    "seen_events",
    "candidates",
)


def question(found: Gathered, words: Words) -> Markup:
    """What was asked, and the answer with its interval."""
    source, main = found.source, found.main
    said = verdict(main, words)
    users = source.users(main.scope)
    asked = words(
        "question-asked",
        reference=_reference_name(found),
        metric=words.metric(main.metric),
        k=main.k,
        scope=words(f"phrase-{main.scope}"),
    )
    explained = words(
        "question-explained",
        metric=words.metric(main.metric),
        k=main.k,
        definition=words.definition(main.metric),
        users=numbers.count(users["evaluated"]),
    )
    return section(
        "question",
        words("question"),
        _missing(found, words),
        _windows(found, words),
        paragraph(asked),
        element(
            "div",
            element("p", said.sentence, class_="sentence"),
            _interval(found, words),
            paragraph(said.evidence),
            paragraph(_evaluated(found, words), "muted"),
            class_=f"verdict {said.tone}",
            id="verdict",
        ),
        paragraph(explained, "muted"),
    )


def data(found: Gathered, words: Words) -> Markup:
    """What the figures are made from, and what was left out of it."""
    source, about = found.source, found.source.about
    kept = source.manifest["items"]
    pairs = [(words("dataset"), source.study.dataset)]
    if about:
        rows = {"kept": numbers.count(about["rows_out"]), "all": numbers.count(about["rows_in"])}
        pairs.append((words("rows"), words("rows-value", **rows)))
        pairs.append((words("users"), numbers.count(about["users"])))
    items = {"kept": numbers.count(kept["kept"]), "all": numbers.count(kept["all"])}
    pairs.append((words("items"), words("items-value", **items)))
    if about.get("first"):
        span = {"first": words.day(about["first"]), "last": words.day(about["last"])}
        pairs.append((words("span"), words("span-value", **span)))
    if about:
        pairs.append((words("levels"), " › ".join(about["levels"]) or words("none")))
    return section(
        "data",
        words("data"),
        paragraph(words("data-gone"), "warning") if source.data is None else None,
        facts(pairs),
        *_dropped(found, words),
        *_hidden(found, words),
    )


def protocol(found: Gathered, words: Words) -> Markup:
    """What was asked of every recommender, in words."""
    source = found.source
    rules: Mapping[str, Any] = source.manifest["protocol"]
    least, kept = int(rules["min_item_users"]), source.manifest["items"]
    items = {"n": least, "kept": numbers.count(kept["kept"]), "all": numbers.count(kept["all"])}
    filtering = words("filter-zero" if least == 0 else "filter-one" if least == 1 else "filter-value", **items)
    level = source.study.level
    scopes = [
        element("li", element("b", words.scope(name)), element("span", f" ({name})", class_="muted"),
                words.led("", words(f"scope-{name}")))
        for name in source.scopes
    ]  # fmt: skip
    further = [words(f"rule-{name}", _rule(name, rules[name], words)) for name in RULES if _said(name, rules)]
    pairs = [
        (words("split"), _split(found, words)),
        (words("validation"), _validation(rules, source.manifest["window"], words)),
        (words("level"), words("level-value", level=level) if level else words("level-none")),
        (words("scopes"), element("ul", *scopes)),
        (words("filter"), filtering),
        (words("depth"), words("depth-value", k=source.study.max_k)),
    ]
    if further:
        pairs.append((words("further"), words.sentences(*further)))
    return section("protocol", words("protocol"), paragraph(words("protocol-intro")), facts(pairs))


def _reference_name(found: Gathered) -> str:
    main = found.main
    return main.runs[main.reference].name if main.reference is not None else str(found.source.primary["reference"])


def _missing(found: Gathered, words: Words) -> Markup | None:
    from engine.models.registry import TITLES

    missing = [TITLES[name] for name in found.source.missing_baselines]
    text = words("missing-baselines", names=numbers.listed(missing, words.language)) if missing else ""
    return paragraph(text, "warning")


def _windows(found: Gathered, words: Words) -> Markup | None:
    cuts = [words.day(cut) for cut in found.source.runs[0].windows]
    if len(cuts) < 2:
        return None
    text = words("windows", n=len(cuts), cuts=numbers.listed(cuts, words.language), last=cuts[-1])
    return paragraph(text, "note")


def _interval(found: Gathered, words: Words) -> Markup | None:
    said = verdict(found.main, words)
    claim = said.claim
    if claim is None:
        return None
    tone = "muted" if said.tone == "strong" else said.tone
    low, high = min(0.0, claim.low), max(0.0, claim.high)
    room = 0.08 * (high - low)
    drawn = whisker(claim.low, claim.middle, claim.high, (low - room, high + room), tone, 240)
    return element("p", drawn, " ", element("b", claim_middle(claim)), " ", said.title, class_="interval")


def _evaluated(found: Gathered, words: Words) -> str:
    source, users = found.source, found.source.users(found.main.scope)
    everyone = numbers.count(source.runs[0].users()["with_history"])
    sentence = words("evaluated-of", numbers.count(users["evaluated"]), everyone)
    return words.joined([sentence, *_left_out(users, source, words)])


def _left_out(users: Mapping[str, Any], source: Source, words: Words) -> list[str]:
    start, own = words.day(source.study.test_start), "end" not in source.manifest["window"]
    return [
        words(f"left-{code}-own" if own and code == "inactive" else f"left-{code}", numbers.count(number), start)
        for code, number in users["left_out"].items()
        if number
    ]


def _dropped(found: Gathered, words: Words) -> list[Markup | None]:
    rows: list[list[str]] = []
    for table_name in ("dropped", "tables"):
        for reason in found.source.about.get(table_name, ()):
            column = next((str(each["column"]) for each in reason["examples"] if each["column"]), "")
            said = words.drop(reason["code"], column, reason["sentence"])
            said = words("dropped-item-table", said) if table_name == "tables" else said
            rows.append([words("dropped-at-import"), said, numbers.count(reason["rows"])])
    for code, number in found.source.manifest["dropped"]["split"].items():
        if number and code not in FILTERED:
            rows.append([words("dropped-by-protocol"), words.drop(code), numbers.count(number)])
    head = ["", words("reason"), words("count")]
    return [
        element("h3", words("dropped")),
        paragraph(words("dropped-intro")),
        table(head, rows, texts=2, name="dropped") if rows else None,
    ]


def _hidden(found: Gathered, words: Words) -> list[Markup | None]:
    source, rows = found.source, []
    for scope in source.scopes:
        users = source.users(scope)
        relevant, hidden = int(users["relevant"]), source.hidden(scope)
        share = "" if hidden is None else numbers.percent(hidden / max(1, relevant + hidden))
        rows.append(
            [
                words.scope(scope),
                words.joined(_left_out(users, source, words) or [words("none")]),
                numbers.count(users["evaluated"]),
                numbers.count(relevant),
                "" if hidden is None else numbers.count(hidden),
                share,
            ]
        )
    head = ["scope", "left-out", "evaluated", "pairs", "pairs-hidden", "share-hidden"]
    return [
        element("h3", words("filter-hides")),
        paragraph(words("filter-hides-intro")),
        table([words(name) for name in head], rows, texts=2, name="hidden"),
    ]


def _split(found: Gathered, words: Words) -> str:
    rule, window = found.source.manifest["protocol"]["split"], found.source.manifest["window"]
    values = {"cut": words.day(window["cut"]), "end": words.day(window.get("end", ""))}
    values["share"] = numbers.percent(float(rule.get("share", 0.0)))
    if rule["kind"] == "rolling":
        cuts = [words.day(cut) for cut in found.source.runs[0].windows]
        values |= {"cuts": numbers.listed(cuts, words.language), "horizon": words.duration(rule["horizon"])}
    return words(f"split-{rule['kind']}", **values)


def _validation(rules: Mapping[str, Any], window: Mapping[str, str], words: Words) -> str:
    if "validation" not in window:
        return words("validation-none")
    own = "end" not in window
    tuned = words("validation-own" if own else "validation-from", validation=words.day(window["validation"]))
    return words.sentences(tuned, words("refit" if rules["split"].get("refit", True) else "no-refit"))


def _said(name: str, rules: Mapping[str, Any]) -> bool:
    """Whether a rule differs from what it is by default."""
    return bool(rules.get(name)) and rules[name] != "any"


def _rule(name: str, value: object, words: Words) -> str:
    if name.endswith("_window") or name == "available_within":
        return words.duration(str(value))
    if isinstance(value, float):
        return numbers.percent(value)
    return numbers.listed([str(each) for each in value], words.language) if isinstance(value, list) else str(value)
