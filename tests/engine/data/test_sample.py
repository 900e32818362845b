"""Samples of files that are too large to be read in a moment."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from engine.data import sample as sampling
from engine.data.sample import read_raw, sample_of, sample_parquet
from engine.data.sources import resolve
from engine.errors import UserError

LINES = 40_000


def numbered(first: int = 1, last: int = LINES) -> bytes:
    return b"".join(b"%d,user %d\n" % (line, line % 7) for line in range(first, last + 1))


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of half a megabyte is a large one."""
    for name, value in {"WHOLE": 1 << 14, "HEAD": 1 << 13, "PIECE": 1 << 10, "PIECES": 20, "COUNTED": 1 << 17}.items():
        monkeypatch.setattr(sampling, name, value)
    monkeypatch.setattr(sampling, "STEP", 1 << 12)


def sampled(path: Path, folder: Path, quote: str = "", encoding: str | None = None) -> sampling.Sample:
    file = resolve(str(path), folder)[0]
    raw = read_raw(file, encoding, lambda: None)
    return sample_of(file, raw, encoding or raw.encoding, quote, folder)


def test_a_small_file_is_its_own_sample(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_bytes(numbered(1, 100))
    found = sampled(tmp_path / "log.csv", tmp_path)
    assert found.whole
    assert found.lines == 100
    assert found.file.path.read_bytes() == numbered(1, 100)


@pytest.mark.usefixtures("small_limits")
def test_a_large_file_is_sampled_in_whole_lines_from_head_to_end(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_bytes(numbered())
    found = sampled(tmp_path / "log.csv", tmp_path)
    lines = found.file.path.read_text().splitlines()
    numbers = [int(line.split(",")[0]) for line in lines]
    assert all(line == f"{number},user {number % 7}" for line, number in zip(lines, numbers, strict=True))
    assert numbers == sorted(set(numbers))
    assert (numbers[0], numbers[-1]) == (1, LINES)
    assert len(numbers) < LINES / 5


@pytest.mark.usefixtures("small_limits")
def test_lines_of_the_counted_part_are_exact_and_those_beyond_close(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_bytes(numbered())
    found = sampled(tmp_path / "log.csv", tmp_path)
    truth = np.array([int(line.split(",")[0]) for line in found.file.path.read_text().splitlines()])
    near = truth < 7_000  # 128 kB
    places = found.places[: len(truth)]
    np.testing.assert_array_equal(places[near], truth[near])
    assert np.abs(places - truth).max() < 0.15 * LINES
    assert abs(found.lines - LINES) < 0.15 * LINES


@pytest.mark.usefixtures("small_limits")
def test_a_packed_file_is_sampled_from_what_is_unpacked_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "COUNTED", 1 << 20)
    random = np.random.default_rng(1)
    text = b"".join(b"%d,%s\n" % (line, random.bytes(30).hex().encode()) for line in range(1, LINES + 1))
    (tmp_path / "log.csv.gz").write_bytes(gzip.compress(text, 1))
    found = sampled(tmp_path / "log.csv.gz", tmp_path)
    assert found.file.path.read_text().startswith("1,")
    assert not found.whole
    assert 0.8 * LINES < found.lines < 1.2 * LINES


def test_an_archive_gives_its_first_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "log.zip", "w") as archive:
        archive.writestr("a.csv", "user,item\n1,2\n")
    assert sampled(tmp_path / "log.zip", tmp_path).file.path.read_text() == "user,item\n1,2\n"


def test_carriage_returns_alone_end_lines(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_bytes(b"user,item\r1,2\r3,4\r")
    found = sampled(tmp_path / "log.csv", tmp_path)
    assert found.text() == "user,item\n1,2\n3,4\n"
    assert found.places.tolist() == [1, 2, 3, 4]


@pytest.mark.usefixtures("small_limits")
@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_pieces_of_another_encoding_start_at_a_letter(tmp_path: Path, encoding: str) -> None:
    text = "用户,商品\n" + "".join(f"张{number},牛奶{number}\n" for number in range(9_000))
    (tmp_path / "log.csv").write_bytes(text.encode(encoding))
    lines = sampled(tmp_path / "log.csv", tmp_path).file.path.read_text().splitlines()
    assert lines[0] == "用户,商品"
    assert set(lines) <= set(text.splitlines())
    assert len(lines) > 100


@pytest.mark.usefixtures("small_limits")
def test_pieces_between_two_quotation_marks_are_left_out(tmp_path: Path) -> None:
    text = "id,title\n" + "".join(f'{number},"a\nb\nc"\n' for number in range(9_000))
    (tmp_path / "log.csv").write_text(text)
    found = sampled(tmp_path / "log.csv", tmp_path, quote='"').file.path.read_text()
    assert found.count('"') % 2 == 0


@pytest.mark.parametrize("content", [b"", b"\n\n \n"])
def test_a_file_without_text_is_empty(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "log.csv").write_bytes(content)
    with pytest.raises(UserError, match=r"log\.csv is empty"):
        sampled(tmp_path / "log.csv", tmp_path)


def test_a_picture_is_refused_with_what_is_read(tmp_path: Path) -> None:
    (tmp_path / "log.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4)
    with pytest.raises(UserError, match="CSV, TSV and Parquet are read"):
        sampled(tmp_path / "log.png", tmp_path)


def test_a_broken_archive_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "log.csv.gz").write_bytes(gzip.compress(numbered())[:500])
    with pytest.raises(UserError, match=r"log\.csv\.gz cannot be read"):
        sampled(tmp_path / "log.csv.gz", tmp_path)


def test_rows_of_parquet_keep_their_numbers(tmp_path: Path) -> None:
    table = pa.table({"n": np.arange(1, 100_001)})
    pq.write_table(table, tmp_path / "log.parquet", row_group_size=30_000)
    file = resolve(str(tmp_path / "log.parquet"), tmp_path)[0]
    found = sample_parquet(file, tmp_path, lambda: None)
    rows = pq.read_table(found.file.path)["n"].to_numpy()
    np.testing.assert_array_equal(rows, found.places)
    assert (rows[0], rows[-1], found.lines) == (1, 100_000, 100_000)
    assert len(rows) < 60_000
