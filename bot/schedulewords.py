"""Every sentence about what comes round daily."""

from collections.abc import Sequence

from bot.errors import shorten
from bot.replies import hours

NOT_HERE = (
    "Nothing can be brought to this terminal later. Say it in Slack or by email, where "
    "the answer can come to you."
)
NOTHING = "Nothing is scheduled. For example: schedule 17:30 export clio · remind 17:00"
NOTHING_TO_STOP = "Nothing is scheduled, so there is nothing to stop."


def kept(at: str, words: str, *, first: str) -> str:
    """Return that something comes round from now on."""
    return f"✓ {words} at {at} on working days, first {first}. To end it: stop"


def reminding(at: str, target: int, *, first: str) -> str:
    """Return that a reminder comes round from now on."""
    return (
        f"✓ A reminder at {at} on working days when less than {hours(target)} is kept, "
        f"first {first}. To end it: stop"
    )


def row(number: int, at: str, words: str) -> str:
    """Return one thing that comes round."""
    return f"{number} · {at} · {words}"


def coming(rows: Sequence[str]) -> str:
    """Return what comes round as the home page says it."""
    return "\n".join(["On working days", *rows]) if rows else NOTHING


def remind(target: int) -> str:
    """Return a reminder as a row says it."""
    return f"remind below {hours(target)}"


def stopped(count: int) -> str:
    """Return that things do not come round any more."""
    return "✓ Stopped." if count == 1 else f"✓ Stopped all {count}."


def to_stop(count: int) -> str:
    """Return how one of several is ended."""
    return f"To end one: stop 1; to end all {count}: stop"


def no_such(number: int, known: int) -> str:
    """Return that nothing scheduled has that number."""
    return f"There is no number {number}; schedule lists {known}."


def not_a_command(words: str) -> str:
    """Return that only some commands can be scheduled."""
    return (
        f"“{shorten(words)}” cannot be scheduled. What can: export, preview, push and "
        "a sheet, for example: schedule 17:30 export clio"
    )


def missing(minutes: int, target: int, *, day: str, open_: Sequence[str]) -> str:
    """Return the reminder itself; what is open comes first."""
    text = f"{day} has {hours(minutes)} of {hours(target)}."
    if open_:
        text = "\n".join([*open_, text])
    return f"{text} What is missing? For quiet: stop"
