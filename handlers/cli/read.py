"""`tenths read`: shows how letters are read, and keeps nothing.

Like `tenths parse` it is made of the reading alone, so that it starts at once.
"""

import argparse
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot import locales
from bot.errors import Problem
from handlers.cli import parse, readings
from handlers.email import reading
from handlers.email.reading import Read

_SETTING = "TENTHS_AUTHSERV_ID"


class Unreadable(Problem):
    """A letter's file that was named cannot be opened."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"I cannot read “{path}”: {reason}. Name a letter's file, or - for what is "
            "piped in, for example: tenths read letter.eml"
        )


def run(arguments: list[str]) -> int:
    """Read each letter that is named and write what it says."""
    asked = _arguments().parse_args(arguments)
    shown = readings.as_json if asked.json else _as_text
    for path in asked.files:
        raw = _bytes(path)
        read = reading.read(raw)
        said = reading.as_json(
            read,
            today=asked.today or _day_of(read),
            locale=asked.locale,
            trust=_trust(raw, read, asked.authserv_id),
        )
        sys.stdout.buffer.write(shown(said))
    sys.stdout.buffer.flush()
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tenths read",
        description="Show how letters are read: whose words are whose, and what they "
        "say; nothing is kept and nobody is asked.",
    )
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="a letter; - is what is piped in"
    )
    parser.add_argument(
        "--json", action="store_true", help="write one JSON object for each letter"
    )
    parser.add_argument(
        "--today",
        type=parse.day,
        metavar="YYYY-MM-DD",
        help="the day the lines were said (default: the letter's own, or today)",
    )
    parser.add_argument(
        "--locale",
        type=parse.locale,
        default="en-AU",
        help=f"how dates are read: {', '.join(locales.LOCALES)} (default: en-AU)",
    )
    parser.add_argument(
        "--authserv-id",
        metavar="ID",
        help="the mail server whose Authentication-Results are believed "
        f"(default: {_SETTING})",
    )
    return parser


def _bytes(path: str) -> bytes:
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "that is not a file's name"
        raise Unreadable(path, str(reason).lower()) from None


def _day_of(read: Read) -> date:
    written = read.letter.date
    return written.date() if written else datetime.now(UTC).astimezone().date()


def _trust(raw: bytes, read: Read, authserv_id: str | None) -> str:
    """Return what shows the sender, as far as the letter itself can show it."""
    named = authserv_id or _set()
    if named is None:
        return "none"
    # Two libraries that most letters need nothing of.
    from handlers.email import trust  # noqa: PLC0415 - start-up

    return trust.by_results(raw, sender=read.letter.sender, authserv_id=named)


def _set() -> str | None:
    """Return the mail server that the settings name, if they name one."""
    if not any(name.startswith(_SETTING) for name in os.environ):
        return None
    # The settings bring pydantic, for the few who have set this.
    from bot.settings import Settings  # noqa: PLC0415 - start-up

    return Settings.from_env(os.environ).authserv_id


def _as_text(said: dict[str, Any]) -> bytes:
    """Return a letter as read in words, and then its lines as `tenths parse` does."""
    marks = ["automatic"] if said["automatic"] else []
    marks += said.get("notes", [])
    original = said["forwarded"]
    lines = [
        f"From {said['from'] or 'nobody in particular'} (trust: {said['trust']})",
        f"Subject {said['subject']}",
        *([f"Marked {', '.join(marks)}"] if marks else []),
        *([f"On top of {original['from']}: {original['subject']}"] if original else []),
        *(f"| {each}" for each in said["said"].splitlines()),
    ]
    lines += readings.as_text(said).decode().splitlines()
    return "".join(f"{_harmless(each)}\n" for each in [*lines, ""]).encode(
        errors="replace"
    )


def _harmless(line: str) -> str:
    # A letter is anybody's, and a terminal obeys what it is shown.
    return "".join(each if each.isprintable() else " " for each in line)
