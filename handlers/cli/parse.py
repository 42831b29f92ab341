"""`tenths parse`: shows how lines are read, and keeps nothing.

It is made of the standard library and the reading alone, so that it starts at once:
argparse stands here because typer brings pydantic with it.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from bot import locales
from bot.errors import Problem
from handlers.cli import incoming, readings

# A line past this many characters is cut before it is read (and then refused by the
# reading as too long), so that memory stays flat whatever is piped in.
_LONGEST = 4_000_000


class Unreadable(Problem):
    """The file that was named cannot be opened."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"I cannot read “{path}”: {reason}. Name a text file, or - for what is "
            "piped in, for example: tenths parse lines.txt"
        )


def run(arguments: list[str]) -> int:
    """Read each line of the file or the pipe and write what it says."""
    asked = _arguments().parse_args(arguments)
    shown = readings.as_json if asked.json else readings.as_text
    out = sys.stdout.buffer
    with _source(asked.file) as source:
        for line in incoming.lines(source, before_waiting=out.flush, limit=_LONGEST):
            out.write(shown(readings.read(line, asked.today, asked.locale)))
    out.flush()
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tenths parse",
        description="Show how dictated lines are read; nothing is kept. A line is "
        'plain text, or JSON: {"text": "0.2 call, Smith file", '
        '"today": "2026-11-18", "locale": "en-AU"}.',
    )
    parser.add_argument(
        "file", nargs="?", default="-", help="a file of lines; - is what is piped in"
    )
    parser.add_argument(
        "--json", action="store_true", help="write one JSON object for each line"
    )
    parser.add_argument(
        "--today",
        type=day,
        metavar="YYYY-MM-DD",
        help="the day the lines were said, where a line does not say so itself "
        "(default: today, by this machine)",
    )
    parser.add_argument(
        "--locale",
        type=locale,
        default="en-AU",
        help=f"how dates are read: {', '.join(locales.LOCALES)} (default: en-AU)",
    )
    return parser


def day(text: str) -> date:
    """Return the day that a word of the command line is."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}” is not a day, for example 2026-11-18"
        ) from None


def locale(text: str) -> str:
    """Return the locale that a word of the command line names."""
    try:
        return locales.named(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}” {error}") from None


@contextmanager
def _source(path: str) -> Iterator[incoming.Source]:
    if path == "-":
        yield incoming.piped()
        return
    if Path(path).is_dir():
        raise Unreadable(path, "it is a folder")
    try:
        file = Path(path).open("rb")  # noqa: SIM115 - closed two lines below
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "that is not a file's name"
        raise Unreadable(path, str(reason).lower()) from None
    with file:
        yield file
