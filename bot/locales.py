"""The kinds of English that are read: they differ in how a date is written."""

from functools import cache
from zoneinfo import available_timezones

LOCALES = ("en-AU", "en-NZ", "en-GB", "en-US")


def named(text: str) -> str:
    """Return the locale that *text* names; ValueError says which there are.

    >>> named("en_au.UTF-8")
    'en-AU'
    """
    asked = text.strip().partition(".")[0].replace("_", "-").casefold()
    for each in LOCALES:
        if each.casefold() == asked:
            return each
    raise ValueError(f"is not one of {', '.join(LOCALES)}")


def zone(text: str) -> str | None:
    """Return *text* where it is the IANA name of a time zone, else None.

    >>> zone("Australia/Sydney"), zone("Mars/Olympus")
    ('Australia/Sydney', None)
    """
    return text if text in zones() else None


@cache
def zones() -> frozenset[str]:
    """Return the names of all time zones; looking them up walks through the disk."""
    return frozenset(available_timezones())
