"""`tenths chat` at a terminal: a prompt that a person likes to come back to."""

import re
import time

import pytest

from tests.fakes.terminal import furnished

PROMPT = "› "
CTRL_C, UP = "\x03", "\x1b[A"
PASTE = "\x1b[200~{}\x1b[201~"
LINE = "0.2 call re scheduling, Smith file"
MARKER = "XYZZYPRIVILEGED"


@pytest.fixture
def terminal(tmp_path):
    return furnished(tmp_path)


@pytest.fixture
def seat(terminal):
    seat = terminal.sit_down("chat")
    seat.wait_for(PROMPT)
    return seat


def test_it_greets_with_an_example_and_says_how_to_leave(terminal):
    shown = (seat := terminal.sit_down("chat")).wait_for(PROMPT)

    assert "0.2 call re scheduling, Smith file" in shown
    assert "exit ends" in shown
    assert seat.leave() == 0


@pytest.mark.parametrize("word", ["exit", "Quit"])
def test_a_word_ends_it_and_is_not_kept(terminal, seat, word):
    seat.press(f"{word}\r")

    assert seat.running.wait(timeout=30) == 0
    assert seat.leave() == 0
    assert "Nothing is kept" in terminal.call("say", "today").stdout


def test_a_line_is_answered_in_colour(seat):
    seat.press(f"{LINE}\r")

    assert "\x1b[32m✓\x1b[0m 0.2 h · Smith" in seat.wait_for(PROMPT)
    assert seat.leave() == 0


def test_several_pasted_lines_are_one_message(terminal, seat):
    seat.press(PASTE.format(f"{LINE}\r0.1 email to client, Jones file") + "\r")

    shown = seat.wait_for("Jones · email to client")
    seat.wait_for(PROMPT)
    assert shown.count("2 · ") == 1
    assert seat.leave() == 0


def test_ctrl_c_forgets_the_line_and_only_that(terminal, seat):
    seat.press("0.9 never said, Smith file")
    seat.wait_for("Smith file")
    # A signal within microseconds of a key waits for the next one (CPython's loop).
    time.sleep(0.3)
    seat.press(CTRL_C)
    seat.wait_for(PROMPT)
    seat.press(f"{LINE}\r")
    seat.wait_for("0.2 h · Smith")
    seat.wait_for(PROMPT)

    assert seat.leave() == 0
    assert "never said" not in terminal.call("say", "today").stdout


def test_an_earlier_line_is_a_key_away_and_never_on_disk(terminal, seat):
    seat.press(f"0.2 call {MARKER}, Smith file\r")
    seat.wait_for("✓")
    seat.wait_for(PROMPT)
    seat.press(f"{UP}\r")
    seat.wait_for("✓")
    seat.wait_for(PROMPT)
    seat.leave()

    assert terminal.call("say", "today").stdout.count(MARKER) == 2
    holding = [p.name for p in terminal.files() if MARKER.encode() in p.read_bytes()]
    assert all(name.startswith("tenths.sqlite3") for name in holding)


@pytest.mark.parametrize("plain", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colour_can_be_declined(tmp_path, plain):
    seat = furnished(tmp_path, plain).sit_down("chat")
    seat.wait_for(PROMPT)
    seat.press(f"{LINE}\r")
    shown = seat.wait_for("today 0.2 h")
    seat.wait_for(PROMPT)

    assert seat.leave() == 0
    assert "\x1b[32m" not in shown


def test_a_narrow_terminal_gets_short_lines(terminal):
    seat = terminal.sit_down("chat", columns=40)
    seat.wait_for(PROMPT)
    seat.press("today\r")
    seat.wait_for(PROMPT)
    seat.press(f"{LINE} \r")
    seat.wait_for("✓")
    shown = seat.wait_for(PROMPT)

    assert seat.leave() == 0
    lines = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown).splitlines()
    assert max(map(len, lines)) <= 40
    assert len(lines) > 1


def test_words_cannot_steer_the_terminal(terminal, seat):
    terminal.call("say", "-", said="0.2 call \x1b]0;owned\x07 agent, Smith file\n")
    seat.press("today\r")

    shown = seat.wait_for("agent")
    seat.wait_for(PROMPT)

    assert seat.leave() == 0
    assert "\x1b]0;" not in shown
