"""What is a command and what is a line to keep."""

from contextlib import suppress
from datetime import date

import pytest

from bot import answering, capture, commands
from bot.errors import BadDay, Misused, NotChanged, Problem
from bot.hearing import Ear

TODAY = date(2026, 11, 18)
EAR = Ear(TODAY, "en-AU")

COMMANDS = [
    "today", "Today.", "TODAY", "yesterday", "week", "last week", "this week", "month",
    "last month", "Mon", "Monday", "last Friday", "12/11", "Wed 18 Nov", "2026-11-16",
    "November", "12/11 to 15/11", "Mon to Wed",
    "bookmarks", "resume Chen", "resume 1", "resume", "resume Smith v Jones",
    "edit 3 0.4 call with counsel, Jones file", "edit 3 0.5", "edit 3 Jones file",
    "edit #3 non-billable", "Edit 3: 0.4 call", "edit Mon 3 0.4", "edit 3 yesterday",
    "edit 2026-11-16 3 0.4 call with client", "edit 18 Nov 3 call with counsel",
    "edit entry 3 billable", "edit 3 0.4 call with counsel and 3 emails, Jones file",
    "matter 3 Jones", "matter 3 Smith v Jones", "matter 3,5 Jones", "matter 3 #1234",
    "matter 3 2024-FAM-0312", "matter Mon 3 Jones", "matter 3 12345.001",
    "matter add 2024-FAM-0312 Smith v Jones", "matter add 12345.001 Smith",
    "matter close 2024-FAM-0312",
    "move 3 yesterday", "move 3 to Mon", "move Mon 3 Tue", "move 3 16/11",
    "move 3, 4 yesterday", "move 3 and 4 yesterday",
    "delete 3", "delete Mon 3", "delete 3 Mon", "delete 3 and 4", "delete 3 4",
    "delete #3", "Delete 3.", "delete 2026-11-16 3", "delete 3 please",
    "undo", "Undo.", "undo that",
    "split 3 Smith, Jones", "split 3 Smith and Jones", "split 3 between Smith and Jones",
    "split 3 Smith 0.2, Jones 0.3", "split Mon 3 Smith, Jones",
    "merge 2 4", "merge 2, 4", "merge 2 and 4", "merge 2 4 5",
    "export", "export clio", "export actionstep xlsx", "export leap last week",
    "export all", "export all clio", "export clio all", "export clio for last week",
    "export all clio-activities xlsx November", "export last week", "export csv Mon",
    "export clio 12/11", "Export Clio.", "export nosuchformat", "export clio today",
    "preview clio", "preview", "preview leap yesterday",
    "matters", "matters smith", "alias Smyth = Smith", "alias the Smyth thing = Smith",
    "me", "me name Ada Lovelace", "me rate 450", "me zone Australia/Sydney",
    "me locale en-NZ", "me code AL", "me time zone Sydney", "me clio Ada L",
    "today please", "undo please", "Please undo", "export xlsx", "export month xlsx",
    "export clio today xlsx", "export clio as xlsx last week", "preview xlsx",
    "matter 1 3 Brown", "move 1 3 yesterday", "move 3 16 Nov", "leave 1 2 open",
    "split 3 Smith 5, Jones 8", "split 3 Smith 0.3, Jones rest",
    "split 3 smith 0.3, the rest to jones",
    "status", "help", "help edit", "leave 3 open", "leave 2026-11-18 3,5 open",
]  # fmt: skip

LINES = [
    "0.2 call re scheduling, Smith file",
    "export agreement review 0.3, Smith",
    "status conference 0.5 Jones",
    "status conference with the court, 0.5, Jones",
    "edit of contract 0.4",
    "edit contract 0.4, Smith file",
    "undoing the transfer, advice on 0.3, Patel",
    "undo transfer advice 0.3 Patel",
    "today 0.3 call Smith",
    "yesterday 0.3 call Smith",
    "Mon 0.3 call with Smith",
    "Monday: 0.3 call with Smith",
    "move documents to counsel 0.2, Smith file",
    "move 3 boxes to court 0.5, Smith file",
    "delete duplicates from discovery 0.6, Chen file",
    "delete 3 duplicates from discovery, 0.6, Chen file",
    "merge precedent documents 0.4, Chen file",
    "split proceedings advice 0.3, Smith and Jones",
    "split 3 invoices 0.4, Jones",
    "preview documents with client 0.3, Smith",
    "resume drafting affidavit 0.4, Chen",
    "matters discussed with client 0.3, Smith file",
    "matter conference 0.3, Smith file",
    "me and Ben in conference 0.5, Smith file",
    "help client with form 0.2, Smith file",
    "alias search 0.2, Smith file",
    "bookmarks in brief prepared 0.2, Smith file",
    "leave application 0.4, Smith file",
    "leave to appeal, research, 1.2, Smith file",
    "week in court 8.0, Smith file",
    "March v Jones call 0.2",
    "May 0.3 call",
    "Bookmark: reviewing contract, paused at clause 12 — Chen file",
    "today\n0.3 call, Smith file",
    "0.3 call, Smith file\nundo",
    "edit last will 0.4, Smith file",
    "delete last page from bundle 0.2, Smith file",
    "merge last two bundles into one 0.4, Smith file",
    "Smith file:\n0.3 call with client\nedit 2 0.4",
    "delete 3\n0.2 call, Smith file",
    "export 2 agreements, 0.3, Smith file",
]


@pytest.mark.parametrize("text", COMMANDS)
def test_a_command_is_heard(text):
    assert commands.find(text, ear=EAR) is not None


@pytest.mark.parametrize("text", LINES)
def test_a_dictated_line_is_never_a_command(text):
    deed = answering.deed(text, ear=EAR)

    assert deed.func is capture.take
    assert deed.keywords["reading"].drafts or deed.keywords["reading"].bookmarks


@pytest.mark.parametrize(
    "text",
    [
        "edit 3",
        "edit 99",
        "move 3",
        "matter 3",
        "split 3",
        "split 3 Smith",
        "delete bookmark 1",
        "merge last two",
        "edit last 0.3",
        "edit the last one 0.3",
    ],
)
def test_a_command_that_lacks_something_is_told_how_it_goes(text):
    with pytest.raises(Misused, match="for example"):
        answering.deed(text, ear=EAR)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("matter add", "matter add NUMBER NAME"),
        ("matter close", "matter close NUMBER"),
        ("matter 3", "matter 3 Jones"),
    ],
)
def test_a_command_shows_its_own_example(text, words):
    assert f"It goes “{words}”" in str(commands.misused(text))


def test_a_split_that_names_some_shares_only_is_no_line():
    with pytest.raises(NotChanged, match="Say how much each matter gets"):
        answering.deed("split 1 Smith 0.3, Jones", ear=EAR)


@pytest.mark.parametrize(
    "text", ["edit 1 0.3\nedit 2 0.4", "undo\nundo", "- delete 1\n- merge last two"]
)
def test_commands_alone_on_several_lines_are_not_done(text):
    with pytest.raises(NotChanged, match="One command at a time"):
        answering.deed(text, ear=EAR)


@pytest.mark.parametrize(
    "text", ["tomorrow", "Wed 17 Nov", "31/02", "export clio 31/02"]
)
def test_a_day_that_cannot_be_is_a_problem(text):
    with pytest.raises(BadDay):
        commands.find(text, ear=EAR)


@pytest.mark.parametrize("command", commands.COMMANDS, ids=lambda each: each.words)
def test_the_example_of_every_row_of_the_table_is_heard(command):
    deed = answering.deed(command.example, ear=EAR)
    kept = getattr(deed, "func", None) is capture.take

    assert kept == command.words.startswith(("0.2", "Bookmark"))


def test_no_text_makes_the_recogniser_fail():
    for text in (
        "",
        " ",
        ".",
        "\n",
        "=",
        "edit",
        "3 3 3",
        "alias =",
        "me  ",
        "x" * 5000,
    ):
        with suppress(Problem):
            commands.find(text, ear=EAR)
