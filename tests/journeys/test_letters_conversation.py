"""A conversation by letter, from the bytes that come in to the answer that is kept."""

import pytest

from handlers.email import reading, statuses
from tests.fakes import mail
from tests.fakes.mail import letter

FORWARD = """0.2

---------- Forwarded message ---------
From: Jane Doe <jane.doe@client.example>
Date: Tue, 17 Nov 2026 at 16:10
Subject: Smith v Jones - settlement, 1.5 hours
To: Ada Lovelace <ada@firm.example>

We spent 3.5 hours on it.
"""


@pytest.fixture
def post(store, tmp_path):
    """Give a firm with a list, whose people write letters."""
    post = mail.moved_in(store, tmp_path, TENTHS_MAIL_UNPROVEN="ask")
    post.house.say("matter add 2024-FAM-0312 Smith v Jones")
    post.house.say("matter add 2024-COM-0007 Jones Holdings")
    return post


def write(post, text, *, under=None, **more):
    """Send Ada's letter, in answer to the answer to the letter *under*; return both."""
    if under is not None:
        more["In-Reply-To"] = f"<re.{reading.read(under).fingerprint}@firm.example>"
        text += "\n\nOn Wed, 18 Nov 2026 at 12:00, Tenths <time@firm.example> wrote:\n> 0.9 h"
    raw = letter(text, **more)
    assert post.take(raw) == [statuses.TAKEN]
    return raw, answer(post, raw)


def answer(post, raw):
    """Return what the answer to a letter says."""
    kept, _ = post.kept(reading.read(raw).key)
    return kept.answer.get("text") or kept.answer["problem"]


def rows(post):
    return [(each.minutes, each.narrative, each.state) for each in post.house.day()]


def test_a_forward_is_kept_asked_about_and_mended_by_letter(post):
    forward, told = write(post, FORWARD, Subject="Fwd: Smith v Jones - settlement")
    made = "Email from Jane Doe re Smith v Jones - settlement, 1.5 hours"
    assert told.splitlines()[:2] == [
        f"? 0.2 h · no matter yet · {made} · Wed 18 Nov · today 0.2 h",
        "The words of 1 come from the letter. Others: edit 1 WORDS",
    ]
    assert rows(post) == [(12, made, "open")]

    _, told = write(post, "1\n\nThanks,\nAda", under=forward)
    assert told.startswith(f"✓ 1 · 0.2 h · Smith v Jones (2024-FAM-0312) · {made}")
    write(post, "0.7 call with agent, Jones Holdings")
    second, told = write(post, "make it 0.3", under=forward)
    assert told.startswith("✓ 1 · 0.3 h · Smith v Jones")
    third, told = write(post, "1: perusing offer", under=second)
    assert "✓ 1 · 0.3 h · Smith v Jones (2024-FAM-0312) · perusing offer" in told
    assert write(post, "ok", under=third)[1] == "It stays as it is."
    assert write(post, "undo", under=third)[1].startswith("✓ Taken back")
    assert rows(post) == [(18, made, "ready"), (42, "call with agent", "ready")]


def test_a_forward_without_a_time_is_kept_with_the_next_letter(post):
    forward, told = write(
        post, FORWARD.removeprefix("0.2"), Subject="Fwd: Smith v Jones"
    )
    assert "I found no time of yours on top of that letter" in told
    assert rows(post) == []
    write(post, "0.4", under=forward)

    assert rows(post) == [
        (24, "Email from Jane Doe re Smith v Jones - settlement, 1.5 hours", "open")
    ]


def test_an_unproven_letter_waits_until_its_answer_is_answered(post):
    forged, told = write(post, "0.4 hearing, 2024-FAM-0312", proven=False)
    assert "Smith v Jones" not in told
    write(post, "yes", under=forged, proven=False)
    assert [each.state for each in post.house.day()] == ["open"]
    _, told = write(post, "yes", under=forged)

    assert told.startswith("✓ 1 · 0.4 h · Smith v Jones (2024-FAM-0312) · hearing")
    assert [each.state for each in post.house.day()] == ["ready"]
