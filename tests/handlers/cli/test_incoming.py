"""Lines come as they are sent, whatever bytes they are made of."""

import io

import pytest

from handlers.cli import incoming


class Slowly:
    """A pipe that gives its pieces one at a time."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = list(pieces)

    def read1(self, size: int, /) -> bytes:
        return self.pieces.pop(0) if self.pieces else b""


def read(data: bytes, limit=None) -> list[str]:
    return list(incoming.lines(io.BytesIO(data), limit=limit))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", []),
        (b"one", ["one"]),
        (b"one\n", ["one"]),
        (b"one\ntwo", ["one", "two"]),
        (b"one\r\ntwo\r\n", ["one", "two"]),
        (b"one\n\n\ntwo\n", ["one", "", "", "two"]),
        (b"a\x00b\n", ["a\x00b"]),
        (b"\xef\xbb\xbfone\n", ["one"]),
        ("Zoë – 合同\n".encode(), ["Zoë – 合同"]),
        ("Zoë\none".encode("utf-16"), ["Zoë", "one"]),
        (b"caf\xe9 \x96 \x93Zo\xc3\xab\x94\n", ["café – “Zoë”"]),
        (b"\xff\xfe\n\x00", [""]),
        (b"\x81\x9d\n", ["\x81\x9d"]),
        (b"one\x0btwo\xe2\x80\xa8three\n", ["one\x0btwo\u2028three"]),
    ],
)
def test_lines_are_read(data, expected):
    assert read(data) == expected


def test_a_character_that_comes_in_two_pieces_is_one():
    assert list(incoming.lines(Slowly(b"Zo\xc3", b"\xab\n"))) == ["Zoë"]


def test_a_line_is_there_before_the_next_one_is_waited_for():
    seen = []
    source = Slowly(b"one\ntw", b"o\n")

    source = incoming.lines(source, before_waiting=lambda: seen.append("wait"))
    seen.extend(source)

    assert seen == ["wait", "one", "wait", "two", "wait"]


def test_an_endless_line_is_cut_and_the_next_one_is_whole():
    assert read(b"x" * 300_000 + b"\nnext\n", limit=10) == ["x" * 10, "next"]


def test_a_line_of_ten_megabytes_is_read_in_one_go():
    (line,) = read(b"0.2 call " * 1_200_000)

    assert len(line) == 10_800_000


def test_a_word_of_the_command_line_is_read_like_a_pipe():
    assert incoming.argument("caf\udce9, Zoë") == "café, Zoë"
