from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest

from engine.files import checksum, whole_file, whole_folder, write_text


class Interrupted(Exception):
    pass


def interrupt_a_file(file: Path) -> None:
    with whole_file(file) as part:
        part.write_text("half")
        raise Interrupted


def interrupt_a_folder(folder: Path) -> None:
    with whole_folder(folder) as part:
        (part / "new").write_text("new")
        raise Interrupted


def test_a_file_appears_only_when_its_block_has_ended(tmp_path: Path) -> None:
    file = tmp_path / "a" / "metrics.csv"
    with whole_file(file) as part:
        part.write_text("run,value\n")
        assert not file.exists()
        assert part.parent == file.parent
    assert file.read_text() == "run,value\n"
    assert list(file.parent.iterdir()) == [file]


def test_an_interrupted_file_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "metrics.csv"
    file.write_text("old")
    with pytest.raises(Interrupted):
        interrupt_a_file(file)
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(os.name == "nt", reason="POSIX rights")
def test_a_file_can_be_read_by_colleagues_as_the_umask_says(tmp_path: Path) -> None:
    old = os.umask(0o022)
    try:
        write_text(tmp_path / "a.txt", "x")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o644


def test_a_text_is_written_as_utf_8_with_its_line_ends(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "crème\n中文\n")
    assert (tmp_path / "a.txt").read_bytes().decode("utf-8").splitlines() == ["crème", "中文"]


def test_a_folder_appears_only_when_its_block_has_ended(tmp_path: Path) -> None:
    folder = tmp_path / "datasets" / "sample"
    with whole_folder(folder) as part:
        (part / "log").mkdir()
        (part / "log" / "item.npy").write_bytes(b"1")
        assert not folder.exists()
    assert (folder / "log" / "item.npy").read_bytes() == b"1"
    assert list(folder.parent.iterdir()) == [folder]


def test_a_folder_replaces_an_older_one_whole(tmp_path: Path) -> None:
    folder = tmp_path / "sample"
    folder.mkdir()
    (folder / "old").write_text("old")
    with whole_folder(folder) as part:
        (part / "new").write_text("new")
    assert [file.name for file in folder.iterdir()] == ["new"]
    assert list(tmp_path.iterdir()) == [folder]


def test_an_interrupted_folder_leaves_the_older_one_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "sample"
    folder.mkdir()
    (folder / "old").write_text("old")
    with pytest.raises(Interrupted):
        interrupt_a_folder(folder)
    assert [file.name for file in folder.iterdir()] == ["old"]
    assert list(tmp_path.iterdir()) == [folder]


def test_a_checksum_is_sha_256_over_parts_that_end_visibly(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"ab" * 1_000_000)
    expected = hashlib.sha256(b"ab" * 1_000_000 + b"\0" + b"text\0").hexdigest()
    assert checksum(tmp_path / "a", "text") == expected
    assert checksum("ab", "c") != checksum("a", "bc")
    assert checksum("ab") == checksum(b"ab")
