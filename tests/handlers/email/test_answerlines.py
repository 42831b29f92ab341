"""The text of an answer as headings, rows, lines and gaps."""

import pytest

from handlers.email import answerlines
from handlers.email.answerlines import Block, Row

LOOKS = [
    ("✓ 0.2 h · Smith · call", [Block("line", "0.2 h · Smith · call", mark="✓")]),
    ("plain words", [Block("line", "plain words")]),
    ("above\n\nbelow", [Block("line", "above"), Block("line", "below", apart=True)]),
    (
        "help\n    says all this",
        [Block("line", "help"), Block("line", "says all this", under=True)],
    ),
    (
        "x\n\nWed 18 Nov · 3.4 h",
        [Block("line", "x"), Block("list", "Wed 18 Nov", sum="3.4 h", apart=True)],
    ),
    (
        "Smith v Jones · 1 h 20 min\n  1 · 1 h 20 min · call · nc",
        [
            Block(
                "list",
                "Smith v Jones",
                sum="1 h 20 min",
                rows=(Row("", "1", "1 h 20 min", "call · nc"),),
            )
        ],
    ),
    (
        "Still open\n  ? 12 · ? h · Smith? · call · how long?",
        [
            Block(
                "list",
                "Still open",
                rows=(Row("?", "12", "? h", "Smith? · call · how long?"),),
            )
        ],
    ),
    (
        "✓ 2 · 0.4 h (15 min) · Chen\n? 3 · 0.1 h · Smith?\ntoday 0.5 h",
        [
            Block(
                "list",
                rows=(
                    Row("✓", "2", "0.4 h (15 min)", "Chen"),
                    Row("?", "3", "0.1 h", "Smith?"),
                ),
            ),
            Block("line", "today 0.5 h"),
        ],
    ),
    ("Total 0.7 h · billable 0.7 h", [Block("line", "Total 0.7 h · billable 0.7 h")]),
    ("", []),
]


@pytest.mark.parametrize(("text", "looks"), LOOKS, ids=[text for text, _ in LOOKS])
def test_an_answer_looks_like(text, looks):
    assert answerlines.blocks(text) == looks
