"""What the store cannot do, in words that a person can act on."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import Unavailable
from storage import engine

_WORDS: tuple[tuple[type[engine.StoreFault], str], ...] = (
    (
        engine.DatabaseLocked,
        (
            "Another program is keeping the database to itself, so this was not kept. "
            "Say it again in a minute; if it stays so, close whatever else has the "
            "database open."
        ),
    ),
    (
        engine.DiskFull,
        (
            "The disk is full, so this was not kept; all before it is. Make room, "
            "then say it again."
        ),
    ),
    (
        engine.NewerDatabase,
        (
            "The database was written by a newer Tenths than this one; nothing was "
            "touched. Install the newer version and start again."
        ),
    ),
    (
        engine.NotMigrated,
        (
            "The database is not ready for this version. Bring it up to date with: "
            "tenths migrate"
        ),
    ),
    (
        engine.Unreachable,
        (
            "The database cannot be reached, so this was not kept. Check that it is "
            "there and may be written to (TENTHS_DATABASE_URL), then say it again."
        ),
    ),
)


@contextmanager
def told() -> Iterator[None]:
    """Raise Unavailable, with advice, in place of the store's own faults."""
    try:
        yield
    except engine.StoreFault as fault:
        for kind, words in _WORDS:
            if isinstance(fault, kind):
                raise Unavailable(words) from fault
        raise
