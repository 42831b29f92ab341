"""Checks on matter and person: does the target know whom the row is for."""

from collections.abc import Iterable

from bot.errors import shorten
from bot.formats import examples, fields
from bot.formats.base import Colour
from bot.formats.persondays import Check, PersonDay

_OPEN = frozenset({"open"})


def _no_matter(day: PersonDay) -> Iterable[int]:
    if all(day.columns.matter):
        return ()
    return [at for at, line in enumerate(day.lines) if not fields.matter(line)]


def _say_no_matter(day: PersonDay, at: int) -> tuple[str, str]:
    return "No matter is known.", examples.which_matter(day, at)


def _not_open(day: PersonDay) -> Iterable[int]:
    if not day.facts.has_list or _OPEN.issuperset(day.columns.status):
        return ()
    return [
        at
        for at, line in enumerate(day.lines)
        if line.status != "open" and fields.matter(line)
    ]


def _say_not_open(day: PersonDay, at: int) -> tuple[str, str]:
    line = day.lines[at]
    mend = examples.which_matter(day, at)
    if line.status is None:
        return f"{fields.shown(line)} is not on the matter list.", mend
    return f"{fields.shown(line)} is {line.status}, not open.", mend


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
        examples.which_matter(day, at),
    )


def _say_unsure_reference(day: PersonDay, at: int) -> tuple[str, str]:
    reference = day.chosen.matter(day.lines[at]) or ""
    known = day.chosen.label
    return (
        f"“{shorten(reference)}” goes out as dictated: {known} may not know it.",
        f"Keep a matter list, or {_lower(examples.which_matter(day, at))}",
    )


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _nobody(day: PersonDay) -> Iterable[int]:
    # All lines of the day are one person's.
    if "user" not in day.chosen.needs or day.chosen.user(day.lines[0]):
        return ()
    return range(len(day.lines))


def _say_nobody(day: PersonDay, at: int) -> tuple[str, str]:
    name = day.lines[at].timekeeper or "this person"
    return (
        f"{day.chosen.label} must know who did it, and {name} has no code for it.",
        "An admin can set it: tenths people change",
    )


def _blank(day: PersonDay) -> Iterable[int]:
    if not any(column.required for column in day.chosen.columns):
        return ()
    return [at for at in range(len(day.lines)) if _blank_headers(day, at)]


def _say_blank(day: PersonDay, at: int) -> tuple[str, str]:
    missing = ", ".join(_blank_headers(day, at))
    return (
        f"{day.chosen.label} must have {missing}, and there is none.",
        "Fill it in for the matter or the person, or make it not required.",
    )


def _blank_headers(day: PersonDay, at: int) -> list[str]:
    """Return the headers of required columns that would be blank."""
    return [
        column.header
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
