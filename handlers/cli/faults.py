"""Turns whatever went wrong into words, and keeps the person's words out of the log."""

import os

from bot.errors import Problem


def in_words(error: BaseException) -> str:
    """Return what the person reads: a Problem's own text, or an apology.

    The apology carries a reference of eight characters under which the log has the
    error's type and place.
    """
    if isinstance(error, Problem):
        return str(error)
    # Only a fault needs the log, and every command would wait for its imports.
    from handlers.cli import logbook  # noqa: PLC0415 - start-up

    reference = os.urandom(4).hex()
    place = logbook.write(error, reference=reference)
    return (
        "Sorry, that is a fault of ours. What was answered before is kept. "
        f"Whoever looks after Tenths finds it as {reference} in {place}"
    )
