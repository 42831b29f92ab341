"""A reply reads well on any terminal, and whole in a pipe."""

import json

import pytest

from bot.messages import Choice, File, Reply
from handlers.cli import rendering
from handlers.cli.rendering import Paper

LONG = "✓ 0.2 h · Smith v Jones (2024-FAM-0312) · call re scheduling · today 3.4 h"
ASKED = Reply(
    "Which matter is “Smith”?",
    (Choice(1, "Smith v Jones", "matter 3 1"), Choice(2, "Smith Estate", "matter 3 2")),
)


def test_choices_are_numbered():
    assert rendering.words(ASKED, paper=Paper()).split("\n") == [
        "Which matter is “Smith”?",
        "  1  Smith v Jones",
        "  2  Smith Estate",
    ]


def test_the_place_of_a_file_is_said(tmp_path):
    shown = rendering.words(Reply("Done."), paper=Paper(), file=tmp_path / "a.csv")

    assert shown == f"Done.\n→ {tmp_path / 'a.csv'}"


def test_a_file_that_had_to_be_renamed_is_said_by_both_names(tmp_path):
    reply = Reply("Done.", file=File("a.csv", tmp_path / "exports" / "a.csv"))
    shown = rendering.words(reply, paper=Paper(), file=tmp_path / "a-2.csv")

    assert shown == (
        f"Done.\n→ {tmp_path / 'a-2.csv'} "
        "(there was another a.csv here; later answers call it that)"
    )


@pytest.mark.parametrize("width", [20, 33, 60])
def test_a_narrow_terminal_breaks_between_words(width):
    lines = rendering.words(Reply(LONG), paper=Paper(width=width)).split("\n")

    assert all(rendering.cells(each) <= width for each in lines)
    assert " ".join(each.strip() for each in lines) == LONG
    assert all(each.startswith("  ") for each in lines[1:])


@pytest.mark.parametrize("width", [None, 200])
def test_a_wide_terminal_and_a_pipe_have_it_on_one_line(width):
    assert rendering.words(Reply(LONG), paper=Paper(width=width)) == LONG


def test_a_word_wider_than_the_terminal_is_left_whole():
    shown = rendering.words(Reply("x" * 50 + " y"), paper=Paper(width=20))

    assert shown == "x" * 50 + "\n  y"


def test_wide_characters_are_counted_as_two():
    lines = rendering.words(Reply("合同 " * 10), paper=Paper(width=20)).split("\n")

    assert max(rendering.cells(each) for each in lines) <= 20


def test_colour_is_only_where_it_is_wanted():
    plain = rendering.words(Reply("✓ done\n? which"), paper=Paper(width=80))
    coloured = rendering.words(
        Reply("✓ done\n? which"), paper=Paper(width=80, colour=True)
    )

    assert plain == "✓ done\n? which"
    assert coloured == "\x1b[32m✓\x1b[0m done\n\x1b[33m?\x1b[0m which"


@pytest.mark.parametrize(("mark", "code"), [("!", 33), ("✗", 31)])
def test_what_goes_out_is_yellow_and_what_stays_is_red(mark, code):
    shown = rendering.words(Reply(f"{mark} 3 · why"), paper=Paper(80, colour=True))

    assert shown == f"\x1b[{code}m{mark}\x1b[0m 3 · why"


def test_words_cannot_steer_the_terminal():
    nasty = Reply("call \x1b[2J\x00 \u202eevil \x9b31m \x7f")

    shown = rendering.words(nasty, paper=Paper(width=80))

    assert shown == "call ␛[2J␀ \\u202eevil \\u009b31m ␡"


def test_a_pipe_gets_the_words_as_they_are():
    assert rendering.words(Reply("a\x1bb"), paper=Paper()) == "a\x1bb"


def test_a_program_reads_one_line(tmp_path):
    shown = rendering.as_json(ASKED, file=tmp_path / "a.csv")

    assert "\n" not in shown
    assert json.loads(shown) == {
        "text": "Which matter is “Smith”?",
        "choices": [
            {"number": 1, "label": "Smith v Jones", "say": "matter 3 1"},
            {"number": 2, "label": "Smith Estate", "say": "matter 3 2"},
        ],
        "file": str(tmp_path / "a.csv"),
    }
