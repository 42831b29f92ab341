"""Every sentence that asks, or says how what was asked is answered."""

from collections.abc import Sequence

from bot.errors import shorten
from bot.replies import Shown

AS_IT_IS = "It stays as it is."
NONE_DONE = "Nothing of that message was done; say it again without what went wrong."


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


def same_number(number: int, labels: Sequence[str]) -> str:
    """Return that two answers have each offered something under one number."""
    named = " or ".join(f"“{each}”" for each in dict.fromkeys(labels))
    return f"“{number}” could be {named} here; say it in words."


def entry_or_choice(number: int, *, label: str, words: str) -> str:
    """Return that a number may be an entry's or a choice's."""
    return (
        f"{number} could be entry {number} or choice {number}, “{label}”. For the "
        f"choice say {number}; for the entry: matter {number} {shorten(words)}"
    )


def which_entry(words: str, numbers: Sequence[int], *, example: str) -> str:
    """Return that *words* could mean any of several entries."""
    named = " or ".join(str(each) for each in numbers)
    return f"“{shorten(words)}” could be for {named}. Say which, for example: {example}"


def not_in_answer(number: int, *, known: Sequence[int], day: str) -> str:
    """Return that an answer was not about the entry of that *number*."""
    named = ", ".join(str(each) for each in known)
    return (
        f"That answer was about {named}, not {number}. For another entry name its day, "
        f"for example: delete {day} {number}"
    )


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


def what_instead(words: str, *, examples: Sequence[str]) -> str:
    """Return that *words* say what is wrong and not what is right."""
    shown = " or ".join(examples)
    return f"“{shorten(words)}”: say what it is instead, for example: {shown}"


def not_followed(words: str) -> str:
    """Return that a command could not be understood."""
    return f"I could not follow “{shorten(words)}”. help says what may be asked."
