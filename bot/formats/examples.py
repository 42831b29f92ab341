"""Examples of what to say, made from the entry that needs mending."""

from bot.errors import shorten
from bot.formats import cells
from bot.formats.persondays import PersonDay


def which_matter(day: PersonDay, at: int) -> str:
    """Return how to say the matter of an entry."""
    reference = "1234" if day.chosen.name == "actionstep" else "2024-FAM-0312"
    mark = "" if day.facts.has_list else "#"
    name = day.facts.name(day.lines[at])
    return f"Say which matter it is, for example “matter {name} {mark}{reference}”."


def edit(
    day: PersonDay, at: int, *, time: str = "", rate: str = "", about: str = ""
) -> str:
    """Return an edit of the entry, quoted, with what is to be different in it."""
    line = day.lines[at]
    plain = "".join(each if each.isprintable() else " " for each in line.narrative[:99])
    words = shorten(plain, 40).rstrip("…").strip() or "call re scheduling"
    said = time or f"{cells.hours(line.minutes or 12)} h"
    paid = f" @{rate}" if rate else ""
    return f"“edit {day.facts.name(line)} {said} {words}{about}{paid}”"
