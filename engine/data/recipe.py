"""The recipe: where a dataset's interactions, items and users lie, and which column is what."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

from engine.data.refusal import refusal
from engine.errors import UserError

__all__ = ["Format", "Gap", "Interactions", "Items", "Join", "Recipe", "Users"]

Name = Annotated[str, StringConstraints(min_length=1)]

# names that the stored log gives to its own columns
TAKEN = ("user", "item", "time", "user_indptr", "basket", "event", "quantity", "value", "weight", "fold")


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Names = Annotated[list[Name], BeforeValidator(_listed)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Format(_Section):
    """How a source is written; whatever is left out is found by trying."""

    delimiter: Annotated[str, StringConstraints(min_length=1, max_length=4)] | None = Field(
        None, description="what separates the columns of a text file; none: comma, semicolon, tab or bar, as found"
    )
    quote: Annotated[str, StringConstraints(max_length=1)] | None = Field(
        None, description='the quotation mark; "" for a file without any; none: as found'
    )
    encoding: Name | None = Field(None, description="the text's encoding, such as gb18030; none: utf-8, or by its mark")
    decimal: Literal[".", ","] | None = Field(None, description="the decimal mark; none: as found")
    thousands: Literal[".", ",", " ", "'"] | None = Field(None, description="the mark between thousands; none: found")
    header: bool | None = Field(None, description="whether the first line names the columns; none: unless columns do")
    columns: list[Name] | None = Field(None, min_length=1, description="names of the columns, in the order of the file")
    sheet: str | int | None = Field(None, description="the sheet of a workbook")
    time_format: Name | None = Field(
        None, description="a strptime format, such as %d/%m/%Y %H:%M, or s, ms, us, ns since 1970; none: as found"
    )
    na: list[str] | None = Field(None, description="texts that mean that a value is missing")
    list_separator: Name | None = Field(None, description="what separates the several labels of one category cell")

    @field_validator("sheet")
    @classmethod
    def _no_sheet_yet(cls, sheet: str | int | None) -> None:
        if sheet is not None:
            raise ValueError("workbooks are not read; save the sheet as CSV")

    @model_validator(mode="after")
    def _marks_differ(self) -> Self:
        if self.decimal is not None and self.decimal == self.thousands:
            raise ValueError("decimal and thousands are the same mark")
        return self


class Gap(_Section):
    """A time told as gaps: one gap an order, cumulated per user from 0; a missing gap counts 0."""

    gap: Name = Field(description="column with the time since the user's order before")
    by: Name = Field(description="column with the number of the order")
    unit: Literal["s", "min", "h", "d", "w"] = Field("d", description="unit of the gap")


class Interactions(_Section):
    """The log: one row an interaction."""

    source: Name = Field(description="a file, a pattern of files, or package:NAME/path")
    user: Name
    item: Name
    time: Gap | Name | None = Field(None, description="column of moments, or a gap per order")
    basket: Name | None = None
    event: Name | None = None
    quantity: Name | None = None
    value: Name | None = None
    rating: Name | None = Field(None, description="column of ratings, stored as the weight")
    min_rating: float | None = Field(None, description="rows below are left out")
    order: Name | None = Field(None, description="column of numbers that say what came first, where there is no time")
    order_scope: Literal["global", "user"] = Field(
        "user", description="whether an order is one for all, like a time, or each user's own"
    )
    fold: Name | None = Field(None, description="column that says train, validation or test")
    category: Names = Field(default_factory=list, description="columns, coarse to fine, where no [items] has them")
    keep: Names = Field(default_factory=list, description="further columns that models and segments may read")
    format: Format = Format()

    @field_validator("category")
    @classmethod
    def _levels_differ(cls, category: list[str]) -> list[str]:
        if len(set(category)) < len(category):
            raise ValueError("every level needs a name of its own")
        return category

    @field_validator("keep")
    @classmethod
    def _names_are_free(cls, keep: list[str]) -> list[str]:
        for name in keep:
            if name.lower() in TAKEN:
                raise ValueError(f'"{name}" is a name of the log itself; name the column as a role instead')
        if len({name.lower() for name in keep}) < len(keep):
            raise ValueError("a column is named twice")
        return keep

    @model_validator(mode="after")
    def _rating_for_min_rating(self) -> Self:
        if self.min_rating is not None and self.rating is None:
            raise ValueError("min_rating needs a rating column")
        return self

    @model_validator(mode="after")
    def _time_or_order(self) -> Self:
        if self.time is not None and self.order is not None:
            raise ValueError("time and order both say what came first; name one of them")
        if self.order is None and "order_scope" in self.model_fields_set:
            raise ValueError("order_scope needs an order column")
        return self

    @property
    def relative(self) -> bool:
        """Times are numbers of days, not dates: cumulated gaps, or an order that is one for all."""
        return isinstance(self.time, Gap) or self.order is not None

    @property
    def has_time(self) -> bool:
        """Moments of different users can be compared."""
        return self.time is not None or (self.order is not None and self.order_scope == "global")

    @property
    def has_order(self) -> bool:
        """There is no time, and every user has an order of his own."""
        return self.order is not None and self.order_scope == "user"


class Join(_Section):
    """A further table whose columns are joined to the items."""

    source: Name
    on: Names = Field(min_length=1, description="column or columns that both tables have")
    columns: Names | None = Field(None, description="columns to take; none: all others")
    format: Format = Format()


class Items(_Section):
    """The catalogue: one row an item, or several for an item with several labels."""

    source: Name
    item: Name
    category: list[Name | list[Name]] = Field(
        default_factory=list, description="columns, coarse to fine; an inner list is one level in several columns"
    )
    level: Name | None = Field(None, description="the level that a study takes if it names none; none: the last")
    title: Names = Field(default_factory=list, description="columns that make the title, joined with a blank")
    drop: dict[str, list[str | bool | int | float]] = Field(
        default_factory=dict, description="column and values: such rows are left out"
    )
    require: Names = Field(default_factory=list, description="columns without which a row is left out")
    join: list[Join] = Field(default_factory=list)
    format: Format = Format()

    @field_validator("category", mode="before")
    @classmethod
    def _one_level(cls, value: object) -> object:
        return _listed(value)

    @field_validator("category")
    @classmethod
    def _levels_differ(cls, category: list[str | list[str]]) -> list[str | list[str]]:
        names = [column if isinstance(column, str) else "".join(column[:1]) for column in category]
        if "" in names or len(set(names)) < len(names):
            raise ValueError("every level needs a name of its own")
        return category

    @model_validator(mode="after")
    def _level_exists(self) -> Self:
        if self.level is not None and self.level not in self.levels:
            levels = ", ".join(self.levels) or "none at all"
            raise ValueError(f'the level "{self.level}" is no category; there are {levels}')
        return self

    @property
    def levels(self) -> dict[str, list[str]]:
        """Level name → its columns, coarse to fine; a level in several columns bears the name of the first."""
        columns = [[column] if isinstance(column, str) else column for column in self.category]
        return {names[0]: names for names in columns}


class Users(_Section):
    """What is known of the users beside what they did."""

    source: Name
    user: Name
    columns: Names | None = Field(None, description="columns that become segments; none: all others")
    format: Format = Format()


class Recipe(_Section):
    """A whole recipe. `Recipe.read` gives one its folder, from which its paths count, and its text."""

    name: Annotated[str, StringConstraints(pattern=r'^[^/\\:*?"<>|\x00-\x1f.][^/\\:*?"<>|\x00-\x1f]*$')]
    interactions: Interactions
    items: Items | None = None
    users: Users | None = None
    _folder: Path = PrivateAttr(default_factory=Path.cwd)
    _text: str = PrivateAttr("")

    @model_validator(mode="after")
    def _one_place_of_categories(self) -> Self:
        if self.items is not None and self.interactions.category:
            raise ValueError("categories stand in [items] where there is one; leave [interactions] category out")
        return self

    @property
    def folder(self) -> Path:
        """Where relative sources start."""
        return self._folder

    @property
    def text(self) -> str:
        """The recipe as it was written, comments included, or, where it was made in code, as it would be."""
        if self._text:
            return self._text
        import tomlkit

        return tomlkit.dumps(self.model_dump(exclude_unset=True, exclude_none=True))

    @property
    def level(self) -> str | None:
        """The level that a study takes if it names none."""
        if self.items is None:
            return self.interactions.category[-1] if self.interactions.category else None
        if not self.items.category:
            return None
        return self.items.level or list(self.items.levels)[-1]

    @classmethod
    def read(cls, path: Path) -> Recipe:
        """Reads and checks a recipe file.

        Raises:
            UserError: it is missing, is no TOML, or a field is wrong; the sentence names file, field and value.
        """
        if not path.exists():
            raise UserError("file-missing", file=path)
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise UserError("file-unreadable", file=path, reason=_reason(error)) from None
        return cls.parse(text, path.parent, path)

    @classmethod
    def parse(cls, text: str, folder: Path, file: Path | str = "the recipe") -> Recipe:
        """Checks the text of a recipe whose relative sources start in `folder`; `file` is how sentences call it."""
        try:
            values = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise UserError("file-unreadable", file=file, reason=f"it is no TOML, {error}") from None
        try:
            recipe = cls.model_validate(values)
        except ValidationError as error:
            raise refusal(error, values, cls, file) from None
        recipe._folder, recipe._text = folder.absolute(), text
        return recipe


def _reason(error: OSError | UnicodeDecodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    return (error.strerror or str(error)).lower()
