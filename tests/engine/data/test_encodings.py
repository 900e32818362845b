"""Encodings told from bytes."""

from __future__ import annotations

import codecs

import pytest

from engine.data.encodings import faults, find_encoding, is_text

CHINESE = "用户,商品名称,下单时间\n" + "张三,有机胡萝卜和新鲜牛奶,2024-01-02\n" * 20
TAIWAN = "會員,商品名稱,時間\n" + "王小明,有機紅蘿蔔與鮮奶,2024-01-02\n" * 20
JAPANESE = "ユーザー,しょうひん,日付\n" + "たなか,ぎゅうにゅうとパン,2024-01-02\n" * 20
WESTERN = "cliente,artículo\n" + "José,piña y café\n" * 20


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(CHINESE, "gb18030"), (TAIWAN, "big5"), (JAPANESE, "shift_jis"), (WESTERN, "cp1252"), (CHINESE, "utf-8")],
)
def test_an_encoding_is_told_from_the_bytes(text: str, encoding: str) -> None:
    assert find_encoding([text.encode(encoding)]) == encoding


def test_a_byte_order_mark_tells_the_encoding() -> None:
    assert find_encoding([codecs.BOM_UTF16_LE + CHINESE.encode("utf-16-le")]) == "utf-16"


def test_two_bytes_a_letter_are_told_without_a_mark() -> None:
    assert find_encoding(["user,item\n1,2\n".encode("utf-16-be")]) == "utf-16-be"


def test_a_later_part_that_is_not_utf_8_decides() -> None:
    assert find_encoding([b"user,item\n1,2\n", CHINESE.encode("gb18030")]) == "gb18030"


def test_faults_count_the_lines_that_are_not_of_an_encoding() -> None:
    text = b"good\n" + "é\n".encode("cp1252") * 3 + b"good\n"
    assert faults([text], "utf-8") == 3


def test_utf_16_needs_a_mark() -> None:
    assert faults([b"user,item\n1,2\n"], "utf-16") == 2
    assert faults(["user,item\n1,2\n".encode("utf-16")], "utf-16") == 0


def test_a_picture_is_no_text() -> None:
    assert not is_text(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4)


def test_a_stray_zero_byte_leaves_a_text_a_text() -> None:
    assert is_text(b"user,item\n1,\x002\n")
    assert find_encoding([b"user,item\n1,\x002\n"]) == "utf-8"


def test_utf_16_without_a_mark_is_text() -> None:
    assert is_text(CHINESE.encode("utf-16-le"))
