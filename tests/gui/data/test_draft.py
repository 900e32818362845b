"""A draft is changed by copies: settings, roles, sources, levels."""

from __future__ import annotations

from engine.session.messages.importing import ColumnRole
from gui.data.draft import format_of, source_of, with_format, with_guesses, with_level, with_role, with_sources

DRAFT = {
    "name": "shop",
    "interactions": {"source": "/a.csv", "user": "u", "item": "i", "time": "t", "format": {"decimal": ","}},
    "items": {"source": "/b.csv", "item": "i", "category": ["department", "aisle"], "level": "aisle"},
}


def column(name: str, distinct: int = 1, guess: str = "") -> ColumnRole:
    return ColumnRole(name, "text", ("x",), distinct, "", guess)


def test_a_role_that_only_one_column_has_is_taken_from_the_other() -> None:
    made = with_role(DRAFT, "interactions", "customer", "user")
    assert made["interactions"]["user"] == "customer"
    assert DRAFT["interactions"]["user"] == "u"


def test_a_column_that_gets_another_role_loses_the_one_it_had() -> None:
    made = with_role(DRAFT, "interactions", "u", "basket")
    assert "user" not in made["interactions"]
    assert made["interactions"]["basket"] == "u"


def test_a_further_category_takes_its_place_by_its_number_of_labels() -> None:
    columns = [column("aisle", 134), column("department", 21), column("kind", 60)]
    made = with_role(DRAFT, "items", "kind", "category", columns)
    assert made["items"]["category"] == ["department", "kind", "aisle"]


def test_a_level_that_is_no_category_any_more_is_forgotten() -> None:
    made = with_role(DRAFT, "items", "aisle", "title")
    assert made["items"]["category"] == ["department"]
    assert made["items"]["title"] == ["aisle"]
    assert "level" not in made["items"]


def test_a_gap_as_time_goes_with_either_of_its_columns() -> None:
    draft = {"interactions": {"source": "/a.csv", "time": {"gap": "days", "by": "number"}}}
    assert "time" not in with_role(draft, "interactions", "number", "")["interactions"]


def test_another_file_in_a_table_begins_without_what_was_said_of_the_first() -> None:
    made = with_sources(DRAFT, "/b.csv", "/a.csv")
    assert made["interactions"] == {"source": "/b.csv"}
    assert made["items"] == {"source": "/a.csv"}
    assert made["name"] == "shop"


def test_a_file_that_stays_in_its_table_keeps_what_was_said_of_it() -> None:
    made = with_sources(DRAFT, "/a.csv", "")
    assert made["interactions"] == DRAFT["interactions"]
    assert source_of(made, "items") == ""


def test_a_setting_left_to_be_found_leaves_the_draft() -> None:
    chosen = with_format(DRAFT, "interactions", "delimiter", ";")
    assert format_of(chosen, "interactions") == {"decimal": ",", "delimiter": ";"}
    assert format_of(with_format(chosen, "interactions", "decimal", None), "interactions") == {"delimiter": ";"}


def test_guesses_fill_a_table_without_roles_and_leave_another_alone() -> None:
    columns = [column("who", guess="user"), column("what", guess="item"), column("store", guess="keep")]
    fresh = with_guesses({"interactions": {"source": "/a.csv"}}, "interactions", columns)
    assert fresh["interactions"] == {"source": "/a.csv", "user": "who", "item": "what", "keep": ["store"]}
    assert with_guesses(DRAFT, "interactions", columns) == DRAFT


def test_a_level_is_what_a_study_takes() -> None:
    assert with_level(DRAFT, "department")["items"]["level"] == "department"
