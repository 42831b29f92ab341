"""The command finds its commands, and leaves with the right number."""

import subprocess
import sys
from importlib.metadata import version
from importlib.util import find_spec

import pytest

from bot.errors import Problem
from handlers.cli import main as cli
from handlers.cli import parse
from tests.fakes.terminal import furnished


@pytest.mark.parametrize("command", cli.COMMANDS, ids=lambda each: each.name)
def test_every_command_has_its_module(command):
    assert find_spec(f"handlers.cli.{command.name}")


@pytest.mark.parametrize("asked", [[], ["--help"], ["-h"], ["help"]])
def test_help_lists_every_command(asked, capsys):
    assert cli.main(asked) == 0
    out = capsys.readouterr().out
    assert all(f"tenths {command.name}" in out for command in cli.COMMANDS)


def test_the_version_is_said(capsys):
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"tenths {version('tenths')}\n"


def test_an_unknown_command_is_bad_use_and_the_nearest_is_named(capsys):
    assert cli.main(["exprot", "clio"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Did you mean: tenths export?" in shown.err


@pytest.mark.parametrize(
    ("raised", "code", "says"),
    [
        (Problem("Name a file."), 1, "Name a file.\n"),
        (KeyboardInterrupt(), 130, ""),
        (SystemExit(2), 2, ""),
        (SystemExit(), 0, ""),
        (SystemExit("no"), 1, ""),
    ],
)
def test_what_fails_is_said_and_numbered(raised, code, says, monkeypatch, capsys):
    def run(arguments):
        raise raised

    monkeypatch.setattr(parse, "run", run)

    assert cli.main(["parse"]) == code
    assert capsys.readouterr().err == says


def test_a_reader_that_leaves_is_one_and_nothing_is_said(monkeypatch, capfd):
    def run(arguments):
        raise BrokenPipeError

    monkeypatch.setattr(parse, "run", run)

    assert cli.main(["parse"]) == 1
    assert capfd.readouterr().err == ""


def test_one_line_waits_for_no_library_that_it_does_not_need(tmp_path):
    look = (
        "import sys; from handlers.cli import main;"
        "main.main(['say', '0.2 call re scheduling, Smith file']);"
        "print([each for each in ('psycopg', 'xlsxwriter') if each in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", look],
        capture_output=True,
        text=True,
        check=True,
        env=furnished(tmp_path).environ,
    )

    assert done.stdout.splitlines()[-1] == "[]"
