"""Words on top of a letter are lines; the letter lends and proposes, never decides."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import NotChanged, Problem, Unread
from bot.messages import Invitation, Original, Said
from storage import people
from tests.fakes import house as houses

ADA = "Ada Lovelace <ada@firm.example>"
JANE = "Jane Doe <jane.doe@client.example>"
LETTER = Original(JANE, ADA, "RE: Settlement offer", "Tue, 17 Nov 2026 09:12")
LIST = (
    "2024-FAM-0312 Smith v Jones",
    "2024-COM-0007 Jones Holdings Pty Ltd",
    "2025-PRO-0044 Estate of Nguyen",
    "2025-FAM-0101 Patel",
    "2025-COM-0009 Client Industries",
    "2023-FAM-0001 Doe v Roe",
)


@pytest.fixture
def firm(house):
    """Give a house whose firm keeps a list."""
    for each in LIST:
        house.say(f"matter add {each}")
    return house


def test_a_time_on_top_gets_the_letters_words_and_says_so(house):
    reply = house.say("0.2 Smith file", original=LETTER)

    assert reply.text.splitlines() == [
        "✓ 0.2 h · Smith · Email from Jane Doe re Settlement offer · Wed 18 Nov · today 0.2 h",
        "The words of 1 come from the letter. Others: edit 1 WORDS",
    ]
    house.say("edit 1 perusing offer")
    assert [each.narrative for each in house.day()] == ["perusing offer"]


def test_own_words_stay_and_a_letter_decides_no_matter(house):
    reply = house.say(
        "0.2 perusing", original=Original(JANE, ADA, "Smith v Jones: offer, 1.5 h")
    )

    assert reply.text.splitlines()[0] == (
        "? 0.2 h · no matter yet · perusing · Wed 18 Nov · today 0.2 h"
    )
    assert [each.label for each in reply.choices] == ["Smith v Jones", "leave open"]
    house.say("1")
    assert [(each.label, each.minutes) for each in house.day()] == [
        ("Smith v Jones", 12)
    ]


@pytest.mark.parametrize(
    ("subject", "sender", "first"),
    [
        ("Smith v Jones - settlement", JANE, "Smith v Jones"),
        ("Our ref 2024-FAM-0312", JANE, "Smith v Jones"),
        ("FW: [EXT] Re: 2025-FAM-0101", JANE, "Patel"),
        ("Nguyen probate", "Someone Else <x@y.example>", "Estate of Nguyen"),
        ("Documents for Patel", "Someone Else <x@y.example>", "Patel"),
        ("Lease", "Ann Patel <ann@x.example>", "Patel"),
        ("Lease", "Jane Doe", "Doe v Roe"),
        ("Lease", "Ann Bee <ann@industries.example>", "Client Industries"),
    ],
)
def test_matters_are_proposed_best_first_and_never_taken(firm, subject, sender, first):
    firm.say("0.1 memo, 2024-COM-0007")
    reply = firm.say("0.2 perusing", original=Original(sender, ADA, subject))

    labels = [each.label for each in reply.choices]
    assert labels[0].startswith(first)
    assert labels[-1] == "leave open"
    assert any(each.startswith("Jones Holdings") for each in labels)
    assert len(labels) <= 6
    kept = firm.day()[-1]
    assert (kept.matter_id, kept.state) == (None, "open")
    firm.say("1")
    assert firm.day()[-1].state == "ready"


def test_words_that_are_a_name_are_proposed_before_the_letters(firm):
    for said, first in (("0.2 Patel", "Patel"), ("0.3 Roe", "Doe v Roe")):
        reply = firm.say(said, original=Original(JANE, ADA, "Smith v Jones"))
        assert reply.choices[0].label.startswith(first)
        assert reply.choices[1].label.startswith(("Smith v Jones", "leave"))
        assert firm.day()[-1].state == "open"


def test_closed_matters_and_strangers_propose_nothing(firm):
    firm.say("matter close 2025-FAM-0101")
    for subject in ("Patel", "Lunch on Friday?", ""):
        reply = firm.say(
            "0.2 perusing", original=Original("Xavier <x@gmail.com>", ADA, subject)
        )
        assert [each.label for each in reply.choices] == ["leave open"]


def test_a_matter_that_is_said_wins(firm):
    said = "0.2 perusing, Patel file"
    reply = firm.say(said, original=Original(JANE, ADA, "Smith v Jones"))

    assert reply.text.startswith("✓ 0.2 h · Patel (2025-FAM-0101)")
    assert not reply.choices


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", r"no time of yours .*: 0\.2 email from Jane Doe re Settlement offer$"),
        ("Thanks", r"no time of yours .*: 0\.2 email from Jane Doe re Settlement offer$"),
        ("Smith file", r"no time of yours .* re Settlement offer, Smith file$"),
        ("call her about this", r"time in “call her about this”.*“0\.2 call her about this”"),
        ("please handle\nand tell me", r"“0\.2 please handle”"),
        ("edit 1", "edit"),
    ],
)  # fmt: skip
def test_no_time_is_answered_with_a_line_that_works(house, said, why):
    with pytest.raises(Problem, match=why) as caught:
        house.say(said, original=LETTER)
    assert house.day() == []

    _, mark, line = str(caught.value).rpartition("for example: ")
    if mark and line.startswith("0.2"):
        house.say(line)
        assert [each.minutes for each in house.day()] == [12]


@pytest.mark.parametrize("said", ["1", "Smith", "1.", "yes"])
def test_words_on_top_answer_nothing_that_was_asked_elsewhere(house, said):
    house.say("0.2 call with client")
    asked = house.day()
    with suppress(Problem):
        house.say(said, original=LETTER)
    (before,), (after, *_) = asked, house.day()
    assert (after.asks, after.label, after.state) == (before.asks, None, "open")


def test_a_bare_number_on_top_is_a_time_that_is_asked(house):
    reply = house.say("2", original=LETTER)

    assert [each.label for each in reply.choices][:2] == [
        "1: 2.0 hours",
        "1: 0.2 hours",
    ]
    assert house.day()[0].narrative == "Email from Jane Doe re Settlement offer"


def test_commands_on_top_are_commands(house):
    house.say("0.2 call, Smith file")

    assert "Wed 18 Nov · Ada Lovelace" in house.say("today", original=LETTER).text
    assert house.say("export csv", original=LETTER).file is not None
    assert "Taken back" in house.say("undo", original=LETTER).text


def test_several_lines_are_all_kept_and_prose_is_counted(house):
    reply = house.say(
        "Hi,\n\nPlease record:\n0.2\n0.3 call her, Smith file\n\nfirst thing\nsecond thing\n"
        "third thing\nfourth thing\n\nThanks,\nAda Lovelace",
        original=LETTER,
    )

    assert [(each.minutes, each.label) for each in house.day()] == [
        (12, None),
        (18, "Smith"),
    ]
    assert reply.text.count("I could not find a time") == 3
    assert "One more line has no time, either." in reply.text
    assert "Ada" not in reply.text


def test_a_letter_without_any_time_gets_one_short_answer(house):
    with pytest.raises(Unread) as caught:
        house.say("\n\n".join(f"a line of prose, number {each}" for each in "abcdefgh"))
    assert len(str(caught.value).splitlines()) == 2
    assert "7 more lines have no time, either" in str(caught.value)


def test_what_the_person_sent_is_an_email_to_somebody(house):
    def move_in(db):
        ada = people.timekeeper_at(db, "chat:ada")
        people.address_add(
            db,
            firm_id=ada.firm_id,
            timekeeper_id=ada.id,
            address="email:ada@firm.example",
        )

    house.bot.store.write(move_in)
    sent = Original(ADA, f"{JANE}; Ben Okri <ben@firm.example>", "Offer")
    said = Said("email:ada@firm.example", "0.1 Kim file", "k", house.clock[0], sent)
    house.bot.answer(said)
    named = Original("Ada Lovelace", "Jane Doe", "Offer")
    house.say("0.2 Kim file", original=named)

    assert [each.narrative for each in house.day()] == [
        "Email to Jane Doe and Ben Okri re Offer",
        "Email to Jane Doe re Offer",
    ]


def test_our_own_letter_lends_nothing(store, tmp_path):
    house = houses.opened(store, tmp_path, TENTHS_MAIL_ADDRESS="time@firm.example")
    for own in ("Tenths <time@firm.example>", "time+abc@firm.example"):
        with pytest.raises(Unread, match="does not say what was done"):
            house.say("0.2", original=Original(own, ADA, "Re: 0.3 h"))
    assert house.say("0.2", original=LETTER)


def test_an_invitation_is_proposed_and_never_booked(house):
    start = datetime(2026, 11, 17, 23, 30, tzinfo=UTC)
    meeting = Invitation("Mediation Smith v Jones", start, 90)
    with pytest.raises(Unread) as caught:
        house.say("", invitation=meeting)
    assert house.day() == []
    assert str(caught.value) == (
        "An invitation “Mediation Smith v Jones” (Wed 18 Nov, 10:30) came along; nothing "
        "was kept for it. To keep it, send: 1.5 Mediation Smith v Jones"
    )
    house.say("1.5 Mediation Smith v Jones")
    assert [each.minutes for each in house.day()] == [90]


@pytest.mark.parametrize(
    ("days", "minutes", "said"),
    [
        (-1, 90, "To keep it, send: 2026-11-17 1.5 Mediation"),
        (+2, 90, "When it has been, send: 1.5 Mediation"),
        (0, 0, "To keep it, send how long it took, for example: 0.2 Mediation"),
        (0, 2000, "To keep it, send how long it took, for example: 0.2 Mediation"),
        (None, 30, "To keep it, send: 0.5 Mediation"),
    ],
)
def test_a_meetings_line_is_ready_to_be_sent(house, days, minutes, said):
    start = None if days is None else house.clock[0] + timedelta(days=days)
    with pytest.raises(Unread) as caught:
        house.say("", invitation=Invitation("Mediation", start, minutes))
    assert str(caught.value).endswith(said)
    line = said.rpartition(": ")[2]
    house.say(line)


def test_a_time_on_top_of_an_invitation_takes_its_title(house):
    meeting = Invitation("Mediation Smith v Jones, 2 h", house.clock[0], 120)
    reply = house.say("0.5", invitation=meeting)

    assert [(each.minutes, each.narrative) for each in house.day()] == [
        (30, "Mediation Smith v Jones, 2 h")
    ]
    assert [each.label for each in reply.choices] == ["Smith v Jones", "leave open"]
    assert "invitation" not in house.say("0.2 call", invitation=meeting).text


@pytest.mark.parametrize("note", ["encrypted", "winmail", "unreadable", "overdue"])
def test_what_cannot_be_read_is_said_with_what_to_do_instead(house, note):
    with pytest.raises(
        Unread, match=r"for example: 0\.2 call re scheduling, Smith file"
    ):
        house.say("", notes=(note, note, "signed"))
    told = house.say("0.2 call, Smith file", notes=(note,)).text
    assert told.startswith("✓ 0.2 h · Smith · call")
    assert len(told.splitlines()) == 2
    with pytest.raises(Unread, match=r"time in “Smith file”.*\nThat letter|The text"):
        house.say("Smith file", notes=(note,))


def test_a_signature_or_an_unknown_note_needs_no_word(house):
    told = house.say("0.2 call, Smith file", notes=("signed", "whatever")).text

    assert len(told.splitlines()) == 1


def test_a_file_is_made_from_one_moment_even_with_a_note(house):
    house.say("0.2 call, Smith file")

    reply = house.say("export csv", notes=("cut",))
    assert reply.file is not None
    assert "too long to be read" in reply.text


def test_the_original_is_kept_with_its_message_and_a_repeat_says_the_same(house):
    first = house.say("0.2 Smith file", key="k", original=LETTER)

    assert house.say("0.2 Smith file", key="k", original=LETTER) == first
    assert len(house.day()) == 1
    with pytest.raises(NotChanged):
        house.say("merge 1")
