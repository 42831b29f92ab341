"""Which lines of a message are commands and which are work to keep."""

import re
from collections.abc import Sequence

from bot import askwords, commands, errors
from bot.core import drafts, message
from bot.core.drafts import Reading
from bot.hearing import Ear

SHORT = 200
FEW = 4
_CHECKED = 2 * message.MOST_LINES
_BULLET = re.compile(r"\s*(?:[-*•–—]|\d{1,3}[.)])\s+")
# These take any words: what is longer is work whose time was not said.
_TALKATIVE = re.compile(r"(?:matters|resume)\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")


def read(text: str, *, ear: Ear) -> tuple[str, list[str]]:
    """Return the lines of a message to be read, and those that are commands."""
    if "\n" not in text.strip():
        return text, []
    lines = text.split("\n")
    refused = {
        at: line
        for at, line in enumerate(lines[:_CHECKED])
        if _commands(_BULLET.sub("", line.strip(), count=1), ear=ear)
    }
    if not refused:
        return text, []
    kept = [line for at, line in enumerate(lines) if at not in refused]
    return "\n".join(kept), [each.strip() for each in refused.values()]


def told(refused: Sequence[str]) -> list[drafts.Problem]:
    """Return a problem for each command that stood among other lines."""
    return [
        drafts.Problem("command", each, askwords.one_at_a_time(each))
        for each in refused
    ]


def is_command(text: str, reading: Reading) -> bool:
    """Return whether *text* begins like a command and is no line that can be kept.

    It names an entry and has no certain time, or no word of work is in it.
    """
    if "\n" in text.strip() or reading.bookmarks:
        return False
    if any(commands.mistaken(text, words=each.narrative) for each in reading.drafts):
        return True
    if any(each.minutes for each in reading.drafts):
        return False
    words = text.split()
    return 1 < len(words) <= FEW and words[1].strip("#").isdecimal()


def is_work(reading: Reading) -> bool:
    """Return whether something was read that can be kept, with words of work."""
    return bool(reading.bookmarks) or any(
        _LETTER.search(each.narrative) for each in reading.drafts
    )


def _commands(line: str, *, ear: Ear) -> bool:
    """Return whether *line* is unmistakably a command, done or not."""
    if not line or len(line) > SHORT or commands.misused(line) is None:
        return False
    if _TALKATIVE.match(line) and len(line.split()) > FEW:
        return False
    try:
        if commands.find(line, ear=ear) is not None:
            return True
    except errors.Problem:
        return True
    return is_command(line, message.read(line, today=ear.today, locale=ear.locale))
