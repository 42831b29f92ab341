"""Every sentence that only mail needs, in the voice of `replies`."""

from collections.abc import Sequence

MINE = "yes, it is mine"
NOT_MINE = "no, strike it out"
IS_IT_YOURS = "Is this yours? Answer this letter with yes or no, or with a number."
# What a letter's notes hold when its date shows that it was not sent lately.
MISDATED = "misdated"
_NOT_LATELY = (
    "by its date it was written more than 14 days ago, or is still to be written"
)
_NOTES = {
    "encrypted": (
        "That letter is encrypted, so nothing in it was read. Send the line without "
        "encryption, or in the subject alone, for example: {example}"
    ),
    "winmail": (
        "That letter came as winmail.dat, which only Outlook reads. Set its format to "
        "HTML or plain text, or put the line into the subject, for example: {example}"
    ),
    "unreadable": (
        "The text of that letter could not be read. Put the line into the subject, for "
        "example: {example}"
    ),
    "overdue": (
        "That letter took too long to read: only its headers were. Send the line in a "
        "letter of its own, for example: {example}"
    ),
    "cut": "That letter was too long to be read to its end: check what was kept.",
    "nested": "Letters within letters within letters were left unread.",
}
_EXAMPLE = "0.2 call re scheduling, Smith file"


def notes(names: Sequence[str]) -> list[str]:
    """Return what the person must be told of a letter; *names* say what it had.

    What needs no word, such as a signature, has none.
    """
    found = [_NOTES[each] for each in dict.fromkeys(names) if each in _NOTES]
    return [each.format(example=_EXAMPLE) for each in found]


def invited(title: str, *, when: str, line: str, timed: bool, over: bool) -> str:
    """Return that a meeting came along, and the *line* that would keep its time.

    *timed* says that the time in it is the meeting's, *over* that its day is here.
    """
    named = f" “{title}”" if title else ""
    at = f" ({when})" if when else ""
    send = "To keep it, send" if over else "When it has been, send"
    how = send if timed else f"{send} how long it took, for example"
    return (
        f"An invitation{named}{at} came along; nothing was kept for it. {how}: {line}"
    )


def lent(numbers: Sequence[int]) -> str:
    """Return that the words of entries were made from the letter."""
    named = " and ".join(str(each) for each in numbers)
    return f"The words of {named} come from the letter. Others: edit {numbers[0]} WORDS"


def no_time(example: str) -> str:
    """Return that nothing on top of a letter says how long it took."""
    return (
        "I found no time of yours on top of that letter, so nothing was kept. Say how "
        f"long it took, for example: {example}"
    )


def came_unproven(count: int, *, misdated: bool = False) -> str:
    """Return that *count* lines came in a letter that was not shown to be theirs.

    *misdated* says that it would have been, but for its date.
    """
    what = "a line" if count == 1 else f"{count} lines"
    why = _NOT_LATELY if misdated else "nothing showed that you had sent it"
    return f"A letter to your own address here brought {what}, and {why}:"


def waiting(words: str, day: str) -> str:
    """Return the row of an entry that waits for a yes: no more than it has said."""
    return f"? {words} · {day}"


def nothing_unproven(*, misdated: bool = False) -> str:
    """Return that a letter that was not shown to be theirs has done nothing.

    *misdated* says that it would have been, but for its date.
    """
    why = _NOT_LATELY if misdated else "nothing showed that you had sent it"
    mend = (
        "set the clock of the machine that you write on"
        if misdated
        else "ask whoever runs your mail for DKIM and DMARC"
    )
    return (
        f"A letter to your own address here came, and {why}. It did nothing: such a "
        f"letter only keeps lines until you say yes to them. If it was you, {mend}."
    )


def whose(numbers: Sequence[int]) -> str:
    """Return the question whether entries are the person's."""
    named = " and ".join(str(each) for each in numbers)
    is_ = "Is" if len(numbers) == 1 else "Are"
    it = "It" if len(numbers) == 1 else "They"
    return (
        f"{is_} {named} yours? {it} came in a letter that was not shown to be from you."
    )


def whose_first(number: int) -> str:
    """Return that it is to be said first whether an entry is the person's."""
    return f"Say first whether {number} is yours: mine {number}, or: delete {number}"
