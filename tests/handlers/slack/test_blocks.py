"""Every reply fits into what Slack takes, and its text says what its blocks do."""

import re
from datetime import date

import pytest

from bot.messages import Choice, Item, Reply, Sheet
from handlers.slack import blocks, views
from tests.fakes import slackblocks

DAY = date(2026, 11, 18)
NASTY = [
    "call",
    "<!channel> & <@U1> *bold* `x`",
    "x" * 30_000,
    "\n".join(["line"] * 3_000),
    "é" * 5_000,
    "&" * 9_000,
    " ",
    "a\u2028b\x00c",
]


def item(number=1, *, narrative="call with client", state="ready", missing=()):
    return Item(
        number,
        number,
        DAY,
        "0.2 h",
        "Smith v Jones (2024-FAM-0312)",
        narrative,
        "no charge",
        missing,
        state,
    )


def sheet(items, *, left=0):
    return Sheet("Wed 18 Nov", DAY, DAY, tuple(items), "Total 0.2 h", left)


def replies():
    for text in NASTY:
        yield Reply(text)
        yield Reply(
            text,
            choices=tuple(
                Choice(n, text or "x", f"matter 1 {n}") for n in range(1, 61)
            ),
        )
        yield Reply(text, items=(item(narrative=text),))
        yield Reply(text, items=tuple(item(n, narrative=text) for n in range(1, 100)))
        yield Reply(
            text,
            items=tuple(item(n, narrative=text, state="void") for n in range(1, 100)),
        )
        yield Reply(
            f"{text}\nTotal 0.2 h\nmore",
            sheet=sheet(
                [item(n, narrative=text, missing=("matter",)) for n in range(1, 101)],
                left=7,
            ),
            choices=(Choice(1, "Jones", "matter 1 Jones"),),
        )


@pytest.mark.parametrize(
    "reply",
    list(replies()),
    ids=lambda each: (
        f"{each.text[:8]!r}-{len(each.items)}-{len(each.choices)}-{bool(each.sheet)}"
    ),
)
def test_every_reply_fits(reply):
    for refused in (False, True):
        made = blocks.post(reply, key="slack:T1:D1:1.1", refused=refused)
        plain = blocks.plain_sheet(made, reply, key="slack:T1:D1:1.1")

        assert slackblocks.faults(list(made.blocks)) == []
        assert slackblocks.faults(list(plain.blocks)) == []
        assert len(made.text) <= 40_000
        assert not re.search(
            r"<[!@#]",
            made.text
            + slackblocks.words(
                [each for each in plain.blocks if each["type"] == "section"]
            ),
        )


def test_text_and_blocks_say_the_same():
    reply = Reply(
        "✓ 0.2 h · Smith · call\nWhich matter is “Smith”?",
        choices=(Choice(1, "Smith v Jones (1)", "matter 1 1"),),
        items=(item(missing=("matter",)),),
    )

    made = blocks.post(reply, key="k")

    seen = slackblocks.words(list(made.blocks))
    for part in (
        "✓ 0.2 h · Smith · call",
        "Which matter is “Smith”?",
        "Smith v Jones (1)",
    ):
        assert part in made.text
        assert part in seen


def test_a_button_carries_names_of_things_and_no_words():
    reply = Reply(
        "✓",
        choices=(Choice(1, "Quetzalcoatl v Smith", "matter 1 Quetzalcoatl"),),
        items=(item(narrative="Quetzalcoatl"), item(2, narrative="Quetzalcoatl")),
    )

    made = blocks.post(reply, key="slack:T1:D1:1.1")

    carried = [
        e.get("value") or str([o["value"] for o in e.get("options", ())])
        for b in made.blocks
        for e in b.get("elements", ())
    ]
    assert carried
    assert "Quetzalcoatl" not in str(carried)


def test_every_button_is_read_aloud():
    reply = Reply("✓", choices=(Choice(1, "2.0 hours", "edit 1 2.0"),), items=(item(),))

    buttons = [
        e
        for b in blocks.post(reply, key="k").blocks
        for e in b.get("elements", ())
        if e["type"] == "button"
    ]

    assert all(each["accessibility_label"] for each in buttons)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ((item(),), "white_check_mark"),
        ((item(), item(2, missing=("matter",))), "grey_question"),
        ((item(state="void"),), None),
        ((), None),
    ],
)
def test_a_message_is_marked_by_what_became_of_it(items, expected):
    assert blocks.mark(Reply("x", items=items)) == expected


def test_an_origin_survives_its_form():
    origin = views.Origin("12", "slack:T1:D1:1.1", "D1", "2.2")

    assert views.origin(origin.told()) == origin
    assert views.origin("") == views.Origin()
