"""Both languages say everything, with the same values."""

from __future__ import annotations

from string import Formatter

from engine.data.left_out import REASONS
from engine.evaluation import METRICS
from engine.models.registry import TITLES
from engine.output.report.reasons import DROPS, LEAKS_ZH
from engine.output.report.texts import LANGUAGES, TABLES, Words
from engine.protocol.leakage import SENTENCES

ENGLISH, CHINESE = (TABLES[language] for language in LANGUAGES)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_keys() -> None:
    assert ENGLISH.keys() == CHINESE.keys()


def test_sentences_name_the_same_values_in_both_languages() -> None:
    assert [key for key, text in ENGLISH.items() if places(text) != places(CHINESE[key])] == []


def test_the_glossary_knows_every_model_and_metric() -> None:
    assert [name for name in (*TITLES, *METRICS) if not {f"term-{name}", f"about-{name}"} <= ENGLISH.keys()] == []


def test_no_chinese_sentence_was_left_in_english() -> None:
    left = [key for key, text in CHINESE.items() if text == ENGLISH[key] and " " in text and key != "p-one"]
    assert left == []


def test_every_reason_of_an_import_has_words_in_both_languages() -> None:
    assert DROPS["en"].keys() == DROPS["zh_CN"].keys()
    assert REASONS.keys() <= DROPS["en"].keys()
    for code, text in DROPS["en"].items():
        assert places(text) == places(DROPS["zh_CN"][code])


def test_every_finding_of_an_audit_has_chinese_words() -> None:
    assert LEAKS_ZH.keys() == SENTENCES.keys()
    for key, text in LEAKS_ZH.items():
        assert places(text) == places(SENTENCES[key])


def test_a_title_that_the_program_gave_is_said_in_the_reports_language() -> None:
    given = "Quick study, test from 7 Nov 2017", "quick-20261124-121752", "2017-11-07"
    assert Words("zh_CN").title(*given) == "快速研究，自 2017-11-07 起测试"
    assert Words("en").title(*given) == given[0]


def test_a_title_that_a_person_gave_stays() -> None:
    assert Words("zh_CN").title("Our autumn", "quick-20261124-121752", "2017-11-07") == "Our autumn"
