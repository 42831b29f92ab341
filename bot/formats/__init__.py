"""Target files. To add one: a module here, its line in FORMATS, a golden file."""

from dataclasses import replace

from bot.formats import actionstep, clio, clio_activities, house, leap, smokeball
from bot.formats.base import Format

MONTH_FIRST = frozenset({"en-US"})

FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        house.FORMAT,
        clio.FORMAT,
        clio_activities.FORMAT,
        actionstep.FORMAT,
        leap.FORMAT,
        smokeball.FORMAT,
    )
}


def in_locale(chosen: Format, locale: str) -> Format:
    """Return *chosen* with its dates month first where target and locale say so."""
    if chosen.regional and locale in MONTH_FIRST:
        return replace(chosen, dates="%m/%d/%Y")
    return chosen
