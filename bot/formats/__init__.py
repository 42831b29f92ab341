"""Target files. To add one: a module here, one entry in FORMATS, a golden file."""

from dataclasses import replace

from bot.formats.base import Format

MONTH_FIRST = frozenset({"en-US"})

FORMATS: dict[str, Format] = {each.name: each for each in ()}


def in_locale(format_: Format, locale: str) -> Format:
    """Return *format_* with its dates month first where the locale has them so."""
    if format_.regional and locale in MONTH_FIRST:
        return replace(format_, dates="%m/%d/%Y")
    return format_
