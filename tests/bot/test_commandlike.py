"""Words that look like a command are known without the table of commands."""

from datetime import date

import pytest

from bot import commandlike, commands

TODAY = date(2026, 11, 18)


def test_it_knows_the_words_that_commands_begin_with():
    known = {word for each in commands.COMMANDS for word in each.first}

    assert known <= (
        commandlike.NUMBERED
        | commandlike.ALONE
        | commandlike.OTHERS
        | commandlike.PRACTICE
        | commandlike.TIMED
    )


@pytest.mark.parametrize("each", commands.COMMANDS[2:], ids=lambda each: each.words)
def test_every_example_of_a_command_looks_like_one(each):
    assert commandlike.likely(each.example, today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "today",
        "Today.",
        "Yesterday",
        "last week",
        "Mon",
        "12/11",
        "please export clio",
        "Export Clio please",
        "export all leap Mon",
        "preview actionstep",
        "delete 3 and 4",
        "edit Mon 3 0.4 call with counsel",
        "split 3 Smith 0.2, Jones 0.3",
        "matters smith",
        "me",
        "undo",
        "help edit",
    ],
)
def test_what_asks_for_something_looks_like_a_command(text):
    assert commandlike.likely(text, today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "0.2 call re scheduling, Smith file",
        "0.3 export of goods advice, Smith file",
        "Export of goods 0.3, Smith file",
        "edit the brief to counsel",
        "edit 3",
        "matter for hearing",
        "delete",
        "move the hearing",
        "undo the contract",
        "status of the appeal",
        "me and John discussed the lease",
        "help Jane with her statement",
        "bookmarks of the brief",
        "alias",
        "resume",
        "Smith v Jones",
        "thanks",
        "today\n0.2 call",
        "export clio " + "x " * 200,
        "export clio and then tell Jane that the file is ready for her",
    ],
)
def test_other_words_do_not(text):
    assert not commandlike.likely(text, today=TODAY)
