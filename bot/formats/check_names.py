"""Checks on matter and person: does the target know whom the row is for."""

from collections.abc import Iterable

from bot.errors import shorten
from bot.formats import examples, fields, owncolumns
from bot.formats.base import Colour, Column
from bot.formats.persondays import Check, PersonDay

_OPEN = frozenset({"open"})
_CLIENT = owncolumns.FIELDS["client"][0]


def _no_matter(day: PersonDay) -> Iterable[int]:
    if all(day.columns.matter):
        return ()
    return [at for at, line in enumerate(day.lines) if not fields.matter(line)]


def _say_no_matter(day: PersonDay, at: int) -> tuple[str, str]:
    return "No matter is known.", f"Say which it is: {examples.matter(day, at)}."


def _not_open(day: PersonDay) -> Iterable[int]:
    if not day.facts.has_list or _OPEN.issuperset(day.columns.status):
        return ()
    return [
        at
        for at, line in enumerate(day.lines)
        if line.status != "open" and fields.matter(line)
    ]


def _say_not_open(day: PersonDay, at: int) -> tuple[str, str]:
    line, other = day.lines[at], examples.matter(day, at)
    if line.status is None:
        add = examples.add(examples.NUMBER, line.matter or "")
        return (
            f"{fields.shown(line)} is not on the matter list.",
            f"Say which it is: {other}, or put it there: {add}.",
        )
    again = examples.add(line.matter_number or "")
    return (
        f"{fields.shown(line)} is {line.status}, not open.",
        f"{again} opens it{' again' * (line.status == 'closed')}; else say {other}.",
    )


def _bad_reference(day: PersonDay) -> Iterable[int]:
    return () if _may_be_label(day) else _bad_references(day)


def _unsure_reference(day: PersonDay) -> Iterable[int]:
    return _bad_references(day) if _may_be_label(day) else ()


def _may_be_label(day: PersonDay) -> bool:
    """Say whether a label goes out as dictated, for want of a list to match it to."""
    return day.chosen.listed_only and not day.facts.has_list


def _bad_references(day: PersonDay) -> Iterable[int]:
    why = day.chosen.bad_reference
    if why is None:
        return ()
    read = day.chosen.matter
    return [
        at
        for at, reference in enumerate(map(read, day.lines))
        if reference and why(reference)
    ]


def _say_bad_reference(day: PersonDay, at: int) -> tuple[str, str]:
    reference = day.chosen.matter(day.lines[at]) or ""
    why = day.chosen.bad_reference
    return (
        (
            f"“{shorten(reference)}” cannot be the matter: "
            f"{why(reference) if why else 'not a reference'}."
        ),
        _own_number(day, at),
    )


def _own_number(day: PersonDay, at: int) -> str:
    """Return how a matter gets the number that the target has for it."""
    line, label = day.lines[at], day.chosen.label
    if not day.facts.has_list:
        return f"Say its number there: {examples.matter(day, at, examples.NUMBER)}."
    add = examples.add(examples.NUMBER, line.matter or "")
    return (
        f"Import the list with a column “{label} id”, or give the matter a line with "
        f"its number in {label}: {add}, then "
        f"{examples.matter(day, at, examples.NUMBER)}."
    )


def _say_unsure_reference(day: PersonDay, at: int) -> tuple[str, str]:
    reference = day.chosen.matter(day.lines[at]) or ""
    known = day.chosen.label
    return (
        f"“{shorten(reference)}” goes out as dictated: {known} may not know it.",
        (
            f"Say its number there, {examples.matter(day, at, examples.NUMBER)}, "
            "or keep a matter list."
        ),
    )


def _nobody(day: PersonDay) -> Iterable[int]:
    # All lines of the day are one person's.
    if "user" not in day.chosen.needs or day.chosen.user(day.lines[0]):
        return ()
    return range(len(day.lines))


def _say_nobody(day: PersonDay, at: int) -> tuple[str, str]:
    name = day.lines[at].timekeeper or "this person"
    return (
        f"{day.chosen.label} must know who did it, and {name} has no code for it.",
        f"Set it: “me {day.chosen.target} CODE”.",
    )


def _blank(day: PersonDay) -> Iterable[int]:
    if not any(column.required for column in day.chosen.columns):
        return ()
    return [at for at in range(len(day.lines)) if _blank_columns(day, at)]


def _say_blank(day: PersonDay, at: int) -> tuple[str, str]:
    blank = _blank_columns(day, at)
    missing = ", ".join(each.header for each in blank)
    mend = f"In the file of {day.chosen.name}, write required = false for it."
    if any(each.get is fields.rate for each in blank):
        mend = f"Say {examples.edit(day, at, '@450')} or “me rate 450”. Else: {mend}"
    elif any(each.get is _CLIENT for each in blank):
        mend = f"Import the matter list with a column “Client”. Else: {mend}"
    return f"{day.chosen.label} must have {missing}, and there is none.", mend


def _blank_columns(day: PersonDay, at: int) -> list[Column]:
    """Return the required columns that would be blank."""
    return [
        column
        for column in day.chosen.columns
        if column.required and column.get(day.lines[at]) in {None, ""}
    ]


def _delivered(day: PersonDay) -> Iterable[int]:
    if not any(day.columns.delivered):
        return ()
    return [at for at, line in enumerate(day.lines) if line.delivered]


def _say_delivered(day: PersonDay, at: int) -> tuple[str, str]:
    return (
        f"It is already in {day.lines[at].delivered}.",
        "Import only one of the two files, or it is billed twice.",
    )


CHECKS = (
    Check(Colour.RED, _no_matter, _say_no_matter),
    Check(Colour.RED, _not_open, _say_not_open),
    Check(Colour.RED, _bad_reference, _say_bad_reference),
    Check(Colour.RED, _nobody, _say_nobody),
    Check(Colour.RED, _blank, _say_blank),
    Check(Colour.YELLOW, _unsure_reference, _say_unsure_reference),
    Check(Colour.YELLOW, _delivered, _say_delivered),
)
