"""A bar is there for a person who waits, and for nobody else."""

import io
import sys

import pytest

from handlers.cli import progress


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch):
    seconds = iter(range(100))
    monkeypatch.setattr(progress, "monotonic", lambda: next(seconds) / 2)


def count(screen, monkeypatch, times):
    monkeypatch.setattr(sys, "stderr", screen)
    with progress.shown("Writing") as bar:
        for done in range(times):
            bar(done * 10, 100)
    return screen.getvalue()


def test_what_is_soon_done_shows_no_bar(clock, monkeypatch):
    assert count(Screen(), monkeypatch, 1) == ""


def test_what_takes_more_than_a_second_shows_one_and_wipes_it(clock, monkeypatch):
    shown = count(Screen(), monkeypatch, 8)

    assert "Writing" in shown
    assert "70%" in shown


def test_a_pipe_never_has_a_bar_in_it(clock, monkeypatch):
    assert count(io.StringIO(), monkeypatch, 8) == ""
