"""What went wrong is said in words, and the log holds none of the person's."""

import logging
import re

import pytest

from bot.errors import Problem
from handlers.cli import faults, logbook


@pytest.fixture(autouse=True)
def log(tmp_path, monkeypatch):
    monkeypatch.setattr(logbook, "user_log_path", lambda _: tmp_path / "log")
    yield tmp_path / "log" / "tenths.log"
    for name in ("bot", "handlers", "storage"):
        logger = logging.getLogger(name)
        for handler in logger.handlers:
            handler.close()
        logger.handlers, logger.propagate = [], True
        logger.setLevel(logging.NOTSET)


def lose(words: str) -> None:
    raise KeyError(words)


def fail(words: str) -> Exception:
    try:
        try:
            lose(words)
        except KeyError as first:
            raise RuntimeError(f"could not keep {words}") from first
    except RuntimeError as error:
        return error


def test_a_problem_is_its_own_text(log):
    assert faults.in_words(Problem("No such day.")) == "No such day."
    assert not log.exists()


def test_a_fault_is_an_apology_with_a_reference_that_the_log_has(log):
    said = faults.in_words(fail("MARKER privileged"))
    (reference,) = re.findall(r"\b[0-9a-f]{8}\b", said)

    assert said.startswith("Sorry, that is a fault of ours.")
    assert str(log) in said
    assert f"fault reference={reference}" in log.read_text()


def test_the_log_has_types_and_places_and_no_words(log):
    faults.in_words(fail("MARKER privileged"))
    text = log.read_text()

    assert "MARKER" not in text
    assert "privileged" not in text
    assert "builtins.KeyError" in text
    assert text.index("KeyError") < text.index("RuntimeError")
    assert re.search(r"cli/test_faults\.py:\d+ in fail", text)


def test_other_libraries_are_not_logged(log):
    logbook.open_log()
    logging.getLogger("dateparser").error("MARKER")

    assert "MARKER" not in log.read_text()


def test_without_a_place_for_the_log_standard_error_serves(
    tmp_path, monkeypatch, capsys
):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(logbook, "user_log_path", lambda _: tmp_path / "file" / "log")

    said = faults.in_words(fail("MARKER"))

    assert said.endswith("in standard error")
    assert "builtins.RuntimeError" in (err := capsys.readouterr().err)
    assert "MARKER" not in err


def test_an_error_that_is_its_own_cause_ends(log):
    error = fail("x")
    error.__cause__ = error

    faults.in_words(error)

    assert log.read_text().count("RuntimeError") == 1
