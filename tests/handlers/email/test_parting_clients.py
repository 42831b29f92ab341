"""Whatever client forwards in whatever language: own words whole, no time of others."""

import importlib.util
from pathlib import Path

import pytest

from handlers.email import parting
from handlers.email.letters import Letter

_spec = importlib.util.spec_from_file_location(
    "client_layouts", Path(__file__).with_name("client_layouts.py")
)
layouts = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(layouts)

FORWARDS = list(layouts.forwards())
REPLIES = list(layouts.replies())
LINE = "0.2 call with opposing counsel re scheduling, Smith file"
# What stands on top: the words as typed, and what of them is the person's own.
TOPS = {
    "line": (LINE, LINE),
    "two": (
        f"{LINE}\n\n0.1 email to client, Jones file",
        f"{LINE}\n\n0.1 email to client, Jones file",
    ),
    "bullets": (f"- {LINE}\n- 0.1 email to client", f"- {LINE}\n- 0.1 email to client"),
    "phone": (f"{LINE}\n\nSent from my iPhone", LINE),
    "signed": (
        f"{LINE}\n\n-- \nAda Byron\nPartner\nLevel 12, 0.5 km from Town Hall\nT 02 9999 0000",
        LINE,
    ),
    "farewell": (
        f"{LINE}\n\nKind regards,\nAda Byron\nPartner | Firm\n+61 2 9999 0000\nOffice hours 9:00-17:30",
        LINE,
    ),
    "below": (f"Kind regards,\nAda Byron\n\n{LINE}", LINE),
    "like-a-head": (
        f"Date: 3/4/2026 0.3 call\nFrom Jones: 0.2 email\n{LINE}",
        f"Date: 3/4/2026 0.3 call\nFrom Jones: 0.2 email\n{LINE}",
    ),
    "nothing": ("", ""),
}
SUBJECTS = (f"Fwd: {layouts.SUBJECT}", "Smith v Jones")


@pytest.mark.parametrize("layout", FORWARDS, ids=lambda each: each.name)
def test_a_forward_is_parted_in_any_clothes(layout):
    for at, (typed, own) in enumerate(TOPS.values()):
        # With the client's mark before the old subject, and with one of one's own.
        for letter in _letters(layout, typed, SUBJECTS[at % 2]):
            parted = parting.part(letter)
            assert _words(parted.own) == _words(own)
            assert parted.original is not None
            assert layouts.ADDRESS in parted.original.sender
            assert parted.original.subject == layouts.SUBJECT
            assert "ada@firm.example" in parted.original.recipients
            assert parted.original.date == layouts.DATE
            assert parted.kind == "forward"


@pytest.mark.parametrize("layout", REPLIES, ids=lambda each: each.name)
def test_a_quoted_letter_is_parted_in_any_clothes(layout):
    for kind, (typed, own) in TOPS.items():
        for letter in _letters(layout, typed, f"Re: {layouts.SUBJECT}"):
            parted = parting.part(letter)
            assert _words(parted.own) == _words(own), kind
            assert parted.kind == "reply"
            assert parted.original is not None
            assert layouts.SENDER in parted.original.sender
            if layouts.ADDRESS in layout.text:
                assert layouts.ADDRESS in parted.original.sender
            assert parted.original.subject == layouts.SUBJECT


@pytest.mark.parametrize("layout", REPLIES, ids=lambda each: each.name)
def test_words_under_and_between_quotes_are_own(layout):
    between = layout.text.replace("\n> - 0.7", f"\n\n{LINE}\n\n> - 0.7")

    for text in (between, f"{layout.text}\n{LINE}\n"):
        parted = parting.part(
            Letter(sender="ada@firm.example", subject="Re: x", text=text)
        )
        assert parted.own == LINE


@pytest.mark.parametrize("reply", REPLIES, ids=lambda each: each.name)
def test_a_wrapped_saying_is_put_together(reply):
    words = reply.name.split(" ")
    if len(words) < 6 or reply.name.startswith("----") or words[-2] == ">":
        pytest.skip("it does not wrap")
    broken = " ".join(words[:-2]) + "\n" + " ".join(words[-2:])
    text = f"{LINE}\n{reply.text.replace(reply.name, broken)}"
    parted = parting.part(Letter(sender="ada@firm.example", subject="Re: x", text=text))

    assert parted.own == LINE
    assert parted.kind == "reply"


def _letters(layout, typed, subject):
    text = typed + layout.text
    html = layouts._html(typed) + layout.html if layout.html else ""
    yield Letter(sender="ada@firm.example", subject=subject, text=text)
    if html:
        yield Letter(sender="ada@firm.example", subject=subject, html=html)
        yield Letter(sender="ada@firm.example", subject=subject, text=text, html=html)


def _words(text):
    return [" ".join(each.split()) for each in text.splitlines() if each.strip()]
