"""A head is read as those who sign letters read it."""

import pytest

from handlers.email import heads


def _fields(raw):
    head, start = heads.read(raw)
    return head.fields, raw[start:]


@pytest.mark.parametrize(
    ("raw", "fields", "body"),
    [
        (b"A: 1\nB: 2\n\nx", (("a", b" 1"), ("b", b" 2")), b"x"),
        (b"A: 1\r\nB: 2\r\n\r\nx", (("a", b" 1\r"), ("b", b" 2\r")), b"x"),
        (b"A: 1\n 2\n\t3\nB:4\n\n", (("a", b" 1\n 2\n\t3"), ("b", b"4")), b""),
        (b"A : 1\n\nx", (("a", b" 1"),), b"x"),
        (b"A: 1", (("a", b" 1"),), b""),
        (b"\nx", (), b"x"),
        (b"\r\nx", (), b"x"),
        (b"", (), b""),
        (b"A: 1\nno header\nB: 2\n\nx", (("a", b" 1"),), b"no header\nB: 2\n\nx"),
        (b"0.2 call\n\nx", (), b"0.2 call\n\nx"),
        (b"From ada Wed Nov 18 10:11:12 2026\nA: 1\n\nx", (("a", b" 1"),), b"x"),
        (b">From ada Wed Nov 18 10:11:12 2026\nA: 1\n\nx", (("a", b" 1"),), b"x"),
        (b"From : ada\n\nx", (("from", b" ada"),), b"x"),
        (b"A: 1\rB: 2\n\nx", (("a", b" 1\rB: 2"),), b"x"),
        (b"A: 1\n \n\nx", (("a", b" 1\n "),), b"x"),
        (b"A: 1\n\r\nx\n\ny", (("a", b" 1"),), b"x\n\ny"),
    ],
)
def test_fields_and_body_are_told_apart(raw, fields, body):
    assert _fields(raw) == (fields, body)


def test_headers_that_stand_once_and_stand_twice_are_named():
    head, _ = heads.read(
        b"From: a\nReceived: 1\nReceived: 2\nFROM: b\nTo: c\nto: d\n\n"
    )

    assert head.doubled == ("from", "to")
    assert head.first("from") == b" a"
    assert head.all("from") == [b" a", b" b"]
    assert head.first("cc") == b""


def test_a_head_without_end_is_cut_and_says_so():
    head, start = heads.read(b"From: a\n" + b"X: y\n" * 100_000 + b"\nbody")

    assert head.cut
    assert len(head.fields) == heads.MOST_FIELDS
    assert start == 8 + 500_000 + 1


def test_a_part_of_a_letter_is_read_in_its_place():
    raw = b"....A: 1\n\nx...."

    head, start = heads.read(raw, 4, 11)

    assert (head.fields, raw[start:11]) == ((("a", b" 1"),), b"x")
