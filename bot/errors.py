"""Problems: what a person can mend, each in the words that they read."""

from collections.abc import Iterable, Sequence


class Problem(Exception):
    """Something the person can mend; its text is exactly what they read."""


class Stranger(Problem):
    """A message came from an address that belongs to nobody."""

    def __init__(self, by: str) -> None:
        """Name the address *by* that nobody has."""
        super().__init__(
            f"I do not know {by} yet, so nothing was kept. "
            "An admin can add you with: tenths people add"
        )


class Unread(Problem):
    """Nothing in a message could be kept as time."""


class TooLong(Problem):
    """A message is larger than what is kept."""

    def __init__(self, size: int, *, limit: int) -> None:
        """Say both sizes, in bytes."""
        super().__init__(
            f"That message has {size / 1_000_000:.1f} MB and was not kept; "
            f"the most I take at once is {limit // 1_000_000} MB. "
            "Send it in parts, up to 200 lines each."
        )


class Misused(Problem):
    """A command's first word came with words that it does not take."""

    def __init__(self, text: str, *, words: str, example: str) -> None:
        """Quote *text*; show the command's *words* and an *example*."""
        super().__init__(
            f"I could not follow “{shorten(text)}”. It goes “{words}”, "
            f"for example: {example}"
        )


class UnknownFormat(Problem):
    """A file was asked for in a format that nobody has described."""

    def __init__(
        self, name: str, *, known: Iterable[str], broken: Iterable[str] = (), word: str
    ) -> None:
        """List the *known* names and the *broken* files; *word* is the command."""
        names, files = list(known), list(broken)
        text = (
            f"I do not know the format “{shorten(name)}”. I know: {', '.join(names)}. "
            f"For example: {word} {names[0]}"
        )
        if files:
            text += (
                f"\nNot usable: {', '.join(files)}; status says what is wrong there."
            )
        super().__init__(text)


class BadFormat(Problem):
    """A firm's own format file cannot be used."""


class BadDay(Problem):
    """A day was named that is not one, or is still to come."""


class NotChanged(Problem):
    """A mend was asked for that cannot be done as it was said."""


class NoChoice(Problem):
    """A bare number answers nothing that was asked."""

    def __init__(self, number: str, *, known: Sequence[int]) -> None:
        """List the numbers that are offered now."""
        if known:
            text = (
                f"There is no choice {number}; "
                f"there are {_numbers(known)}. Or say it in words."
            )
        else:
            text = (
                f"I asked nothing that “{number}” would answer. To keep time, say how "
                f"long and what, for example: 0.{number[:1]} call re scheduling, "
                "Smith file"
            )
        super().__init__(text)


class NothingToUndo(Problem):
    """There is no step of today's left to take back."""

    def __init__(self) -> None:
        """Say what undo reaches."""
        super().__init__(
            "There is nothing of today left to undo. Older entries are changed "
            "with edit, move or delete, for example: delete Mon 3"
        )


class UnknownMatter(Problem):
    """A matter was named that is not on the list, or is not clear."""

    def __init__(
        self, label: str, *, near: Sequence[str] = (), example: str = ""
    ) -> None:
        """Quote the *label*; name up to five *near* matters and an *example*."""
        if near:
            text = (
                f"“{shorten(label)}” could be {' or '.join(near)}. "
                f"Say its number, for example: {example}"
            )
        else:
            text = (
                f"No matter on the list is “{shorten(label)}”. Add it with its number, "
                f"so: matter add NUMBER {shorten(label)}"
            )
        super().__init__(text)


class BadList(Problem):
    """A matter file could not be read as one."""


class BadSetting(Problem):
    """Something about a person or a firm cannot be set to that."""


class NoFile(Problem):
    """There is nothing to put in a file, or no place to put it."""


class Unavailable(Problem):
    """The store cannot be used now; nothing was kept."""


def shorten(text: str, limit: int = 60) -> str:
    """Return *text* on one line, cut with … after *limit* characters.

    >>> shorten("call  Smith")
    'call Smith'
    """
    flat = " ".join(text[: 4 * limit].split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"


def _numbers(known: Sequence[int]) -> str:
    """Return *known* numbers as words: “1, 2 and 4”."""
    shown = [str(each) for each in known[:40]]
    if len(known) > 40:
        shown.append("…")
    if len(shown) == 1:
        return shown[0]
    return f"{', '.join(shown[:-1])} and {shown[-1]}"
