"""What a file is called: its days, its person, its format, and a count of its own."""

import os
import re
import unicodedata
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from bot import ledger
from bot.core.days import Period
from bot.turn import Turn
from storage import events

MADE = "file"
_PART = ".part"
_DAY = 24 * 60 * 60


def begun(turn: Turn) -> tuple[Path, BinaryIO]:
    """Return a file that nobody takes for a finished one, open for writing.

    Only its owner can read it. What a crash has left behind for a day is taken away.
    """
    folder = turn.desk.exports
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for part in folder.glob(f".*{_PART}"):
        with suppress(OSError):
            if turn.desk.now().timestamp() - part.stat().st_mtime > _DAY:
                part.unlink()
    path = folder / f".{token_hex(8)}{_PART}"
    return path, open(path, "xb", opener=_owned)


def finished(turn: Turn, part: Path, *, period: Period, name: str, suffix: str) -> Path:
    """Give a finished file the next free name; return its path.

    A name that the person has had for another file is not free, wherever that file
    is now.
    """
    start, end = period.start, period.end
    days = str(start) if start == end else f"{start}-to-{end}"
    stem = f"{days}-{_slug(turn.person.name)}-{name}"
    had = _had(turn, period)
    number = 1
    while True:
        more = "" if number == 1 else f"-{number}"
        path = turn.desk.exports / f"{stem}{more}.{suffix}"
        if path.name not in had:
            with suppress(FileExistsError):
                path.touch(mode=0o600, exist_ok=False)
                part.replace(path)
                return path
        number += 1


def _owned(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def note(turn: Turn, name: str) -> None:
    """Note that the person has had a file called *name*."""
    ledger.note(turn, MADE, after={"name": name})


def _had(turn: Turn, period: Period) -> set[str]:
    """Return the names of files that may be of *period*: made since it began."""
    began = datetime.combine(period.start, time(), UTC) - timedelta(days=1)
    made = events.noted(turn.db, **turn.owner, kind=MADE, since=began)
    return {each["name"] for each in made}


def _slug(name: str) -> str:
    """Return a person's first name as a file may have it.

    >>> _slug("Zoë Müller")
    'zoe'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.casefold())
    return words[0] if words else "time"
