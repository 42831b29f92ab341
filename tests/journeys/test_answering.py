"""What was asked is answered, and nothing else is taken for an answer."""

from contextlib import suppress

import pytest

from bot.errors import Misused, NoChoice, NotChanged, Problem, Unread

LONG, SHORT = "2 call with client", "0.2 call with client"
TWO = "2 call with client, Smith file\n3 letter to court, Smith file"


@pytest.mark.parametrize(
    "said",
    [
        "thanks", "Thanks Ada", "ok", "OK", "yes", "no", "quit", "Quit", "exit", "redo",
        "Redo", "12th", "Undo it now", "Delete Smith", "Ok Smith", "smith", "the call",
    ],
)  # fmt: skip
@pytest.mark.parametrize("line", [SHORT, LONG])
def test_small_talk_and_commands_are_no_matter(house, line, said):
    house.say(line)
    with suppress(Problem):
        house.say(said)
    assert [(each.label, each.state) for each in house.day()] == [(None, "open")]


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("Smith", "Smith"),
        ("smith v jones", "smith v jones"),
        ("Estate of Brown", "Estate of Brown"),
        ("2024-FAM-0312", "2024-FAM-0312"),
        ("the van der Berg matter", "van der Berg"),
        ("smith file", "smith"),
    ],
)
def test_a_name_answers_without_a_list(house, said, label):
    house.say(SHORT)
    house.say(said)

    assert [each.label for each in house.day()] == [label]


def test_what_is_no_answer_says_how_to_answer(house):
    house.say(SHORT)

    assert house.say("thanks").text.splitlines() == [
        "There is nothing to keep in that.",
        "To answer what I asked, say 1, or: matter 1 NAME",
    ]
    with pytest.raises(Unread, match=r"find a time in “smith”.*\n.*matter 1 NAME"):
        house.say("smith")


@pytest.mark.parametrize("said", ["exit", "quit", "Quit."])
def test_a_chat_is_left_in_its_own_way(house, said):
    with pytest.raises(NotChanged, match="Ctrl-D"):
        house.say(said)


@pytest.mark.parametrize("said", ["1, 4", "1 4", "1 and 4", "1,4", "#1 & #4"])
def test_several_numbers_answer_several_questions(house, said):
    house.say(TWO.replace(", Smith file", ""))
    told = house.say(said).text

    assert [each.minutes for each in house.day()] == [120, 180]
    assert told.splitlines()[-1] == "Still asked: choices 3 to 6."
    house.say("undo")
    assert [each.minutes for each in house.day()] == [None, None]


def test_two_numbers_for_one_question_are_refused(house):
    house.say(TWO)
    with pytest.raises(NotChanged, match="1 and 2 answer the same question"):
        house.say("1 2")
    with pytest.raises(NoChoice, match="no choice 9"):
        house.say("1, 9")
    assert [each.minutes for each in house.day()] == [None, None]


@pytest.mark.parametrize(
    "said", ["1: 2.0 hours", "1. 2.0 hours", "1 - 2.0 hours", "1) 1: 2.0 hours"]
)
def test_a_number_with_the_words_of_its_choice_answers(house, said):
    house.say(TWO)
    house.say(said)

    assert [each.minutes for each in house.day()] == [120, None]


@pytest.mark.parametrize(
    "said",
    [
        "1: 0.3 hours", "10: 2.0 hours", "6: 0.2 hours", "4: Smith v Jones (2024-LIT-0101)",
        "1: Smith v Jones (2024-LIT-0101)", "1 Smith", "1: call the client",
    ],
)  # fmt: skip
def test_a_number_with_other_words_is_no_entry(house, said):
    house.say(TWO)
    with pytest.raises(Problem):
        house.say(said)
    assert [each.minutes for each in house.day()] == [None, None]


@pytest.mark.parametrize("said", ["1, 3", "1 3 5", "1 and 3", "10: 2.0 hours"])
def test_numbers_alone_are_no_entry_when_nothing_is_asked(house, said):
    with pytest.raises(Problem):
        house.say(said)
    assert house.day() == []


@pytest.mark.parametrize(
    "said",
    ["1. 0.2 call, Smith file", "1: 30 min call", "2 call with agent, Jones file"],
)
def test_a_line_that_begins_with_a_number_is_a_line(house, said):
    house.say(TWO)
    house.say(said)

    assert len(house.day()) == 3


def test_an_answer_does_not_lose_the_other_questions(house):
    house.say("2 call with client\n3 letter to court")

    assert house.say("1").text.splitlines()[-1] == "Still asked: choices 3 to 6."
    house.say("4")
    assert [each.minutes for each in house.day()] == [120, 180]


def test_a_choice_of_the_list_is_answered_with_its_number_and_words(house):
    house.say("matter add 2024-LIT-0101 Smith v Jones")
    house.say("matter add 2024-LIT-0102 Smith Holdings")
    reply = house.say("0.4 call, Smith file")
    [choice] = [each for each in reply.choices if "0101" in each.label]

    with pytest.raises(NotChanged, match="not “Brown v Lee”"):
        house.say(f"{choice.number}: Brown v Lee")
    assert "✓" in house.say(f"{choice.number}: {choice.label}").text


def test_a_name_that_could_be_several_is_asked_about(house):
    for number, name in enumerate(("One", "Two", "Three", "Four", "Five", "Six")):
        house.say(f"matter add S-{number} Smith {name}")
    house.say(SHORT)
    reply = house.say("Smith")

    assert reply.text == (
        "Which matter is “Smith”? More than five fit; these come first, matters Smith "
        "lists them. Another: matter 1 NUMBER"
    )
    assert len(reply.choices) == 6
    assert "More than five fit" in house.say("0.1 letter, Smith file").text


def test_a_name_with_two_questions_open_says_so(house):
    house.say("0.2 call a client\n0.3 letter to court")
    with pytest.raises(
        NotChanged, match=r"“Smith” could answer .* 1 or 2\. .*matter 1 Smith"
    ):
        house.say("Smith")


def test_commands_among_lines_are_told_and_the_lines_are_kept(house):
    house.say("0.5 call, Smith file")
    told = house.say(
        "0.2 letter, Smith file\nedit 1 0.3\n- delete bookmark 1\nundo"
    ).text

    assert [each.minutes for each in house.day()] == [30, 12]
    assert told.count("One command at a time") == 3
    with pytest.raises(NotChanged, match=r"“edit 1 0\.3” was not done"):
        house.say("edit 1 0.3\nedit 2 0.4")
    told = house.say(
        "0.1 memo, Smith file\nMatters discussed with client re lease"
    ).text
    assert "could not find a time in “Matters discussed" in told
    house.say("undo")
    with pytest.raises(Misused):
        house.say("merge last two")
    assert [each.minutes for each in house.day()] == [30, 12]


def test_a_bookmarks_number_is_only_a_number(house):
    house.say("Bookmark: reviewing clause 12, Chen file")
    house.say("Bookmark: drafting reply to 2 emails, Chen file")
    house.say("resume 2")

    with pytest.raises(NotChanged, match="“2” is no bookmark"):
        house.say("resume 2")
    with pytest.raises(NotChanged, match="“12” is no bookmark"):
        house.say("resume 12")


@pytest.mark.parametrize(
    "place",
    [
        "0.5 reviewing discovery",
        "drafting reply, Chen file",
        "30 min call at 2pm, Li file",
    ],
)
def test_the_hint_after_a_bookmark_works_as_it_is_written(house, place):
    house.say("Bookmark: reviewing clause 12, Chen file")
    hint = house.say(f"Bookmark: {place}").text.partition("back to it with: ")[2]
    line = house.say(hint).text.partition("for example: ")[2]
    house.say(line)

    assert [each.minutes for each in house.day()] == [18]


def test_labels_that_differ_in_case_alone_are_one_group(house):
    house.say(
        "0.5 call one, Smith file\n0.5 call two, smith file\n0.1 memo, SMITH file"
    )

    assert "\nSmith · 1.1 h\n" in house.say("today").text


def test_a_sheet_says_how_many_questions_wait(house):
    house.say("\n".join(f"0.2 call {each}" for each in "abcdefg"))

    assert "… and 2 more; the sheet asks" in house.say("today").text


def test_a_day_of_more_than_24_hours_is_named_as_such(house):
    house.say("1325 min trial, Smith file\n2.5 letter, Jones file")
    sheet = house.say("today").text

    assert "22.1 h (22 h 05 min) · trial" in sheet
    assert "more than 24 hours: 24 h 35 min as dictated" in sheet
