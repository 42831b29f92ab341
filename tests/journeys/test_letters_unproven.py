"""What nothing shows to be the person's does nothing but wait for their yes."""

from contextlib import suppress

import pytest

from bot.errors import NoChoice, NotChanged, Problem
from bot.messages import Original

LINE = "0.4 hearing, Kim file"
LETTER = Original("Jane Doe <jane@doe.example>", "", "Smith v Jones: offer")


def forge(house, text, *, key="forged", **more):
    """Send *text* as if it were Ada's, with nothing to show for it."""
    return house.say(text, key=key, proven=False, **more)


def states(house):
    return [(each.number, each.state, [ask["field"] for ask in each.asks]) for each in house.day()]  # fmt: skip


def test_lines_wait_and_the_answer_tells_what_they_said(house):
    house.say("0.2 call, Smith file")
    reply = forge(house, f"Hi,\n{LINE}\n2 letter\n\nThanks,\nAda")

    assert reply.text.splitlines() == [
        (
            "A letter to your own address here brought 2 lines, and nothing showed that "
            "you had sent it:"
        ),
        "? 0.4 h · Kim · hearing · Wed 18 Nov",
        "? ? h · no matter yet · letter · Wed 18 Nov",
        "Is this yours? Answer this letter with yes or no, or with a number.",
    ]
    assert [(each.number, each.label) for each in reply.choices] == [
        (1, "yes, it is mine"),
        (2, "no, strike it out"),
    ]
    assert states(house)[1:] == [
        (2, "open", ["sender"]),
        (3, "open", ["sender", "duration"]),
    ]


def test_the_answer_holds_nothing_that_the_letter_did_not_say(house):
    house.say("matter add A-1 Kim Secret Holdings")
    house.say("matter add A-2 Doe v Hush")
    house.say("0.7 secret work, A-1")
    told = forge(house, "0.4 hearing, Kim file", original=LETTER)
    told2 = forge(house, "0.3", key="two", original=LETTER)

    for reply in (told, told2):
        words = reply.text + "".join(each.label for each in reply.choices)
        for secret in ("Secret", "Hush", "secret", "A-1", "A-2", "0.7", "today"):
            assert secret not in words
    assert "Email from Jane Doe re Smith v Jones: offer" in told2.text


@pytest.mark.parametrize(
    "text",
    [
        "today", "week", "export csv", "export all clio", "delete 1", "edit 1 0.9", "undo",
        "matter 1 Kim", "matters", "matter add A-9 Forged", "alias Smith = Kim", "me",
        "me rate 900", "bookmarks", "resume 1", "Bookmark: here, Smith file", "status", "help",
        "1", "1, 2", "yes", "Kim", "1 → Kim", "", "thanks", "call Smith", "merge 1 2",
        "leave 1 open", "mine 1", "split 1 Kim, Li", "move 1 yesterday",
    ],
)  # fmt: skip
@pytest.mark.parametrize("thread", [None, "first"])
def test_commands_and_answers_do_nothing(house, text, thread):
    house.say("0.2 call with client", key="first")
    before = house.shown()
    reply = forge(house, text, thread=thread)

    assert house.shown() == before
    assert reply.text.startswith("A letter to your own address here came")
    assert (reply.choices, reply.file) == ((), None)
    assert "call" not in reply.text
    assert "Taken back: “0.2 call with client”" in house.say("undo").text


@pytest.mark.parametrize("said", ["yes", "Yes.", "1", "mine", "it is mine", "yes, it is mine", "yes\n\nThanks,\nAda"])  # fmt: skip
def test_a_proven_yes_under_it_takes_it(house, said):
    forge(house, LINE)

    assert house.say(said, thread="forged").text.startswith(
        "✓ 1 · 0.4 h · Kim · hearing · Wed 18 Nov · today 0.4 h"
    )
    assert states(house) == [(1, "ready", [])]
    with suppress(Problem):
        house.say(said, thread="forged")
    assert states(house) == [(1, "ready", [])]


@pytest.mark.parametrize("said", ["no", "No.", "2", "not mine", "no, it wasn't me", "delete", "undo"])  # fmt: skip
def test_a_proven_no_under_it_strikes_it_out(house, said):
    forge(house, LINE)
    house.say(said, thread="forged")

    assert states(house) == []


def test_an_unproven_yes_is_none(house):
    forge(house, LINE)
    for at, said in enumerate(("yes", "1", "mine 1", "mine 2026-11-18 1")):
        forge(house, said, key=f"again {at}", thread="forged")
    assert states(house) == [(1, "open", ["sender"])]


@pytest.mark.parametrize("said", ["1", "yes", "2", "no", "mine", "it is mine", "ok"])
def test_nobody_says_yes_who_has_not_seen_it(house, said):
    house.say("0.2 call with client")
    forge(house, LINE)
    with suppress(Problem):
        house.say(said)

    assert states(house)[1] == (2, "open", ["sender"])


def test_earlier_questions_stand_beside_it(house):
    house.say("matter add A-1 Smith v Jones")
    house.say("matter add A-2 Jones Holdings")
    house.say("0.2 call, Jones file")
    forge(house, LINE)
    house.say("2")

    assert states(house) == [(1, "ready", []), (2, "open", ["sender"])]


def test_a_yes_asks_what_else_is_missing(house):
    house.say("matter add A-1 Smith v Jones")
    house.say("matter add A-2 Jones Holdings")
    forge(house, "2 letter, Jones file\n0.3", original=LETTER)
    house.say("yes", thread="forged", key="yes")

    assert states(house) == [
        (1, "open", ["duration", "matter"]),
        (2, "open", ["matter"]),
    ]
    sheet = house.say("today")
    assert [each.label for each in sheet.choices if each.label.startswith("2: Smith")]


def test_an_exact_label_finds_its_matter_with_the_yes(house):
    house.say("matter add A-1 Kim")
    forge(house, LINE)
    assert house.day()[0].matter_id is None
    house.say("yes", thread="forged")

    assert house.day()[0].matter_id is not None
    assert states(house) == [(1, "ready", [])]
    house.say("undo")
    assert (house.day()[0].matter_id, states(house)) == (
        None,
        [(1, "open", ["sender"])],
    )
    with suppress(Problem):
        house.say("1")
    assert states(house) == [(1, "open", ["sender"])]


def test_lines_of_several_days_are_taken_together(house):
    reply = forge(house, f"{LINE}\n0.2 call yesterday, Kim file")
    assert [each.number for each in reply.choices] == [1, 2, 3, 4]
    house.say("yes", thread="forged")

    assert [each.state for each in house.day()] == ["ready"]
    assert "Tue 17 Nov · Ada Lovelace" in house.say("yesterday").text
    assert "still open" not in house.say("week").text


def test_the_sheet_shows_it_and_counts_it_for_nothing(house):
    house.say("0.2 call, Smith file")
    forge(house, LINE)
    sheet = house.say("today")

    assert "  ? 2 · 0.4 h · Kim · hearing · is it yours?" in sheet.text
    assert "Total 0.2 h · billable 0.2 h · 1 still open" in sheet.text
    assert "Is 2 yours? It came in a letter" in sheet.text
    assert "today 0.3 h" in house.say("0.1 memo, Smith file").text
    assert house.say("today").choices[0].say == "mine 2026-11-18 2"
    assert "✓ 2 · 0.4 h · Kim" in house.say("yes").text
    assert "Total 0.7 h" in house.say("today").text


def test_two_letters_want_two_answers(house):
    forge(house, LINE)
    forge(house, "0.3 call, Li file", key="second")
    house.say("today")
    with suppress(Problem):
        house.say("yes")
    assert {state for _, state, _ in states(house)} == {"open"}
    house.say("1")
    assert [state for _, state, _ in states(house)] == ["ready", "open"]


def test_it_leaves_in_no_file(house):
    forge(house, LINE)
    with pytest.raises(Problem, match=r"(?s)hearing"):
        house.say("export csv")
    house.say("0.2 call, Smith file")
    reply = house.say("export csv")
    assert b"hearing" not in reply.file.path.read_bytes()
    house.say("mine 1")
    assert b"hearing" in house.say("export csv").file.path.read_bytes()


def test_undo_and_bare_numbers_pass_it_by(house):
    house.say("0.1 memo yesterday, Chen file")
    house.say("0.2 call, Smith file")
    house.say("yesterday")
    forge(house, LINE)
    assert "Tue 17 Nov" in house.say("edit 1 0.3").text
    house.say("undo")
    assert "Taken back: “0.2 call, Smith file”" in house.say("undo").text
    assert states(house) == [(2, "open", ["sender"])]


def test_mends_do_not_say_yes(house):
    house.say("0.2 call, Kim file")
    forge(house, LINE)
    for said in ("edit 2 0.9", "matter 2 Li", "leave 2 open", "matter 2 Kim"):
        house.say(said)
    with pytest.raises(NotChanged, match="Say first whether 2 is yours: mine 2"):
        house.say("merge 1 2")
    house.say("split 2 Kim, Li, Ho")
    assert {tuple(asks) for _, state, asks in states(house)[1:]} == {("sender",)}


def test_a_label_that_only_it_knows_is_not_offered_later(house):
    forge(house, "0.4 hearing, Evil file")

    assert [each.label for each in house.say("0.2 call").choices] == ["leave open"]


def test_what_is_the_persons_already_needs_no_yes(house):
    house.say("0.2 call, Kim file")
    with pytest.raises(NotChanged, match="Nothing is open about 1"):
        house.say("mine 1")
    with pytest.raises(NoChoice):
        house.say("1")


def test_ben_says_yes_for_nobody_else(house):
    forge(house, LINE)
    for said in ("yes", "1", "mine 1", "mine 2026-11-18 1"):
        with suppress(Problem):
            house.say(said, who="ben", thread="forged")
    assert states(house) == [(1, "open", ["sender"])]
    assert house.day("ben") == []


def test_a_repeat_of_the_letter_keeps_nothing_more(house):
    first = forge(house, LINE)

    assert forge(house, LINE) == first
    assert len(house.day()) == 1


def test_a_time_under_a_refused_forgery_makes_nothing_of_its_words(house):
    forge(house, "pay the rogue")
    with suppress(Problem):
        house.say("0.3", thread="forged")
    assert house.day() == []
