"""What a file is called: its days, its person, its format, and a count of its own."""

import re
import unicodedata
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import BinaryIO

from bot import ledger
from bot.core.days import Period
from bot.turn import Turn
from storage import events

MADE = "file"


def created(
    turn: Turn, *, period: Period, name: str, suffix: str
) -> tuple[Path, BinaryIO]:
    """Return a new file of the next free name, open for writing.

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
                return path, path.open("xb")
        number += 1


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
