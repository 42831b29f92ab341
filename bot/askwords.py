"""Every sentence that asks, or says how what was asked is answered."""

from collections.abc import Sequence

from bot.errors import shorten
from bot.replies import Shown


def question(shown: Shown, field: str) -> str:
    """Return the question about one *field* of an open entry."""
    about = f"{shown.number} “{shorten(shown.narrative, 40)}”"
    if field == "duration":
        return f"How long was {about}?"
    if field == "date":
        return f"Which day was {about}?"
    if shown.matter is None:
        return f"Which matter is {about} for?"
    return f"Which matter is “{shown.matter}”?"


def matter_hint(asked: str, *, names: str, label: str | None, on_list: bool) -> str:
    """Return the question *asked* about a matter, and how to name one not offered.

    *names* are the entries as a command names them.
    """
    if label and on_list:
        return (
            f"{asked} Another: matter {names} NAME-OR-NUMBER. "
            f"A new one: matter add NUMBER {label}"
        )
    return f"{asked} Another: matter {names} NAME"


def more_fit(label: str) -> str:
    """Return that more matters fit *label* than are offered, and how to find one."""
    return f"More than five fit; these come first, matters {shorten(label)} lists them."


def another(names: str) -> str:
    """Return how to name a matter that is not offered."""
    return f"Another: matter {names} NUMBER"


def more_questions(count: int) -> str:
    """Return that *count* questions are not asked now."""
    return f"… and {count} more; the sheet asks about them when these are answered."


def still_asked(numbers: Sequence[int]) -> str:
    """Return which numbered choices still wait for an answer."""
    return f"Still asked: {_these(numbers)}."


def same_question(numbers: Sequence[int]) -> str:
    """Return that several choices answer one question."""
    named = " and ".join(str(each) for each in numbers)
    return (
        f"{named} answer the same question; say one of them, for example: {numbers[0]}"
    )


def not_that_choice(number: int, *, label: str, words: str) -> str:
    """Return that a choice is not called what was said."""
    return (
        f"Choice {number} is “{label}”, not “{shorten(words)}”. Say {number} to take "
        f"it. To keep time, say how long: 0.2 {shorten(words, 40)}"
    )


def two_choices(words: str, numbers: Sequence[int]) -> str:
    """Return that words fit several choices."""
    named = " or ".join(str(each) for each in numbers)
    return f"“{shorten(words)}” could be choice {named}; say the number alone."


def two_questions(name: str, *, about: Sequence[str]) -> str:
    """Return that a name could answer several questions; *about* name their entries."""
    return (
        f"“{shorten(name)}” could answer what I asked about {' or '.join(about)}. "
        f"Say which, for example: matter {about[0]} {shorten(name)}"
    )


def to_answer(numbers: Sequence[int], *, named: str | None) -> str:
    """Return how to answer what is asked; *named* is the entry that lacks a matter."""
    other = f", or: matter {named} NAME" if named else ""
    one = " or ".join(str(each) for each in sorted({min(numbers), max(numbers)}))
    if len(numbers) > 2:
        one = f"a number from {min(numbers)} to {max(numbers)}"
    return f"To answer what I asked, say {one}{other}"


def one_at_a_time(line: str) -> str:
    """Return that a command stood among other lines."""
    return f"One command at a time: “{shorten(line)}” was not done; say it by itself."


def which_matter(label: str) -> str:
    """Return the question which of several matters a name means."""
    return f"Which matter is “{shorten(label)}”?"


def hours_said(words: str) -> str:
    """Return a duration as an answer offers it: “2.0 hours”, “2 min”."""
    return words if "min" in words else f"{words} hours"


def _these(numbers: Sequence[int]) -> str:
    """Return the numbers of choices in words: “choice 3”, “choices 3 to 7”."""
    if len(numbers) == 1:
        return f"choice {numbers[0]}"
    return f"choices {min(numbers)} to {max(numbers)}"
